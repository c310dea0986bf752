// The choice of an emoji: the usual ones first, all others by their names.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Popover } from "../dialogs/popover.ts";
import { emojiNames, emojiOf, loadEmoji } from "../text/emoji.ts";

const usual = [
  ...["white_check_mark", "eyes", "raised_hands", "pushpin", "+1", "tada", "fire", "rotating_light"],
  ...["warning", "thinking_face", "heart", "pray", "rocket", "hourglass_flowing_sand", "x", "wave"],
];
const most = 48;

/** Names that begin so first, then those that contain it; most of them at most. */
export function emojiFor(typed: string, count: number): string[] {
  const word = typed.toLowerCase().replaceAll(":", "").trim().replaceAll(" ", "_");
  const names = emojiNames();
  const begin = names.filter((name) => name.startsWith(word));
  const contain = names.filter((name) => !name.startsWith(word) && name.includes(word));
  return [...begin, ...contain].slice(0, count);
}

const columns = 8;
const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: columns,
  ArrowUp: -columns,
};

function move(event: KeyboardEvent): void {
  const box = event.currentTarget;
  const step = steps[event.key];
  if (!(box instanceof HTMLElement) || step === undefined) return;
  const isTyping = event.target instanceof HTMLInputElement;
  if (isTyping && event.key !== "ArrowDown") return;
  event.preventDefault();
  const buttons = [...box.querySelectorAll<HTMLElement>(".emoji-choice")];
  const next = isTyping ? 0 : buttons.indexOf(document.activeElement as HTMLElement) + step;
  if (next < 0) box.querySelector("input")?.focus();
  else buttons[Math.min(next, buttons.length - 1)]?.focus();
}

type EmojiPickerProps = { anchor: HTMLElement; onChoose: (name: string) => void; onClose: () => void };

export function EmojiPicker({ anchor, onChoose, onClose }: EmojiPickerProps): VNode {
  const [typed, setTyped] = useState("");
  const [isLoaded, setLoaded] = useState(emojiNames().length > 0);
  useEffect(() => {
    void loadEmoji().then(() => setLoaded(true));
  }, []);
  const known = isLoaded ? usual.filter((name) => emojiOf(name) !== null) : [];
  const names = typed === "" ? known : emojiFor(typed, most);
  const choose = (name: string): void => {
    onClose();
    onChoose(name);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const [first] = names;
    if (typed !== "" && first !== undefined) choose(first);
  };
  return html`<${Popover} anchor=${anchor} label="Choose an emoji" kind="emoji-picker" onClose=${onClose}>
    <form onSubmit=${submit} onKeyDown=${move}>
      <input
        class="field"
        type="search"
        aria-label="Search all emoji"
        placeholder="Search all emoji"
        autocomplete="off"
        value=${typed}
        onInput=${(event: Event) => setTyped((event.currentTarget as HTMLInputElement).value)}
      />
      <div class="emoji-grid">
        ${names.map(
          (name) => html`<button
            key=${name}
            type="button"
            class="emoji-choice"
            aria-label=${name}
            title=${`:${name}:`}
            onClick=${() => choose(name)}
          >
            ${emojiOf(name) ?? name}
          </button>`,
        )}
      </div>
      ${names.length === 0 ? html`<p class="emoji-none" role="status">No emoji found.</p>` : null}
    </form>
  <//>`;
}
