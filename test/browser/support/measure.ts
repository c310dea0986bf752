// What a person at the page waits for, measured in the browser itself or on its wire.

import type { CDPSession, Page } from "playwright-core";
import { realNow } from "../../support/until.ts";
import { card, composer, messages } from "./steps.ts";

type Received = { requestId: string; encodedDataLength: number };

/** Counts bytes as they come over the wire: heads and bodies, compressed as they are, of everything that is loaded. */
export async function wireBytes(page: Page): Promise<() => number> {
  const wire: CDPSession = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  // As one who comes for the first time.
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const bytes = new Map<string, number>();
  const add = ({ requestId, encodedDataLength }: Received): void => {
    bytes.set(requestId, (bytes.get(requestId) ?? 0) + encodedDataLength);
  };
  // The feed never ends: of it what has come so far.
  wire.on("Network.responseReceived", ({ requestId, response }) => add({ requestId, ...response }));
  wire.on("Network.dataReceived", add);
  // The whole, which is the last word.
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, encodedDataLength);
  });
  return () => [...bytes.values()].reduce((sum, one) => sum + one, 0);
}

/** Real milliseconds from asking for the page until one can read and write in it. */
export async function readyMs(page: Page, address: string): Promise<number> {
  const from = realNow();
  await page.goto(address, { waitUntil: "commit" });
  await composer(page).waitFor();
  await messages(page).first().waitFor();
  return realNow() - from;
}

/** From the next load on: gives the longest task in milliseconds, 0 where none was longer than 50. */
export async function watchLongTasks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(`
    let longestMs = 0;
    const look = (entries) => {
      for (const { duration } of entries) longestMs = Math.max(longestMs, duration);
    };
    const observer = new PerformanceObserver((list) => look(list.getEntries()));
    observer.observe({ type: "longtask", buffered: true });
    window.longestTaskMs = () => {
      look(observer.takeRecords());
      return longestMs;
    };
  `);
  return () => page.evaluate<number>("window.longestTaskMs()");
}

/** Turns the wheel upwards until the channel's beginning stands there; throws where it never comes. */
export async function scrollToBeginning(page: Page): Promise<void> {
  const list = page.getByRole("main").getByRole("log");
  const beginning = page.getByText("This is the very beginning of");
  await list.hover();
  const giveUpAt = realNow() + 30_000;
  for (;;) {
    await page.mouse.wheel(0, -900);
    await page.evaluate("new Promise(requestAnimationFrame)");
    if ((await list.evaluate(({ scrollTop }) => scrollTop)) === 0 && (await beginning.count()) > 0) return;
    if (realNow() > giveUpAt) throw new Error("The beginning of the channel did not come into view in 30 s.");
  }
}

/** Milliseconds from the press on another severity to the first frame in which the card shows it. */
export async function cardChangeMs(page: Page, severity: string): Promise<number> {
  await page.evaluate(`{
    window.shownAfterMs = new Promise((resolve) => {
      const pressed = ({ timeStamp }) => {
        const look = (at) => {
          const title = document.querySelector("main .msg-pinned [role=heading]");
          if (title?.textContent.includes("${severity}")) resolve(at - timeStamp);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      // Not "click": the menu has closed by then.
      addEventListener("pointerdown", pressed, { capture: true, once: true });
    });
    // A promise would be waited for.
    null;
  }`);
  const menu = card(page).getByRole("combobox", { name: "Severity" });
  // The listener is to hear the choice, not the opening of the menu.
  await menu.focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option", { name: severity }).click();
  return await page.evaluate<number>("window.shownAfterMs");
}
