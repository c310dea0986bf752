// Keys that hold anywhere on the page: F6 goes from region to region, Ctrl+K jumps to a channel.

import { screen, show } from "./screen.ts";

const isSeen = (element: HTMLElement): boolean => element.offsetParent !== null;

function nextRegion(step: number): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(isSeen);
  const here = document.activeElement;
  const at = regions.findLastIndex((region) => region.contains(here));
  const from = at === -1 && step < 0 ? 0 : at;
  regions[(from + step + regions.length) % regions.length]?.focus();
}

function press(event: KeyboardEvent): void {
  // While a dialog is open the page behind it is out of reach.
  if (document.querySelector("dialog[open]") !== null) return;
  if (event.key === "F6") {
    event.preventDefault();
    nextRegion(event.shiftKey ? -1 : 1);
  }
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    if (screen.get().dialog === null) show({ dialog: "switch" });
  }
}

/** Call once. */
export function listenToKeys(): void {
  addEventListener("keydown", press);
}
