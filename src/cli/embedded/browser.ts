// Opens the person's browser at the page, where there is a person.

import type { Log } from "../../log.ts";

/** Resolves when it was asked for; whether a window came up, nobody tells. */
export async function openBrowser(address: string, log: Log): Promise<void> {
  try {
    const { default: open } = await import("open");
    const child = await open(address);
    child.on("error", (error) => log.warn({ error }, "The browser could not be opened: open the address by hand."));
  } catch (error) {
    log.warn({ error }, "The browser could not be opened: open the address by hand.");
  }
}
