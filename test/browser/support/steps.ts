// What people do at the page, found by the names that they go by.

import type { Locator, Page } from "playwright-core";

export const composer = (page: Page): Locator => page.getByRole("main").getByRole("textbox", { name: /^Message / });

/** Writes into the channel that is open; a command is sent in the same way. */
export async function say(page: Page, text: string): Promise<void> {
  const field = composer(page);
  await field.fill(text);
  await field.press("Enter");
}

export async function goTo(page: Page, channel: string): Promise<void> {
  const side = page.getByRole("navigation", { name: "Channels and conversations" });
  await side.getByRole("link", { name: channel }).click();
  await page.getByRole("main", { name: channel }).waitFor();
}

/** The messages of the open channel, oldest first. */
export const messages = (page: Page): Locator => page.getByRole("main").getByRole("article");

/** The incident's card in its own channel. */
export const card = (page: Page): Locator => messages(page).filter({ hasText: "Pinned by" });

export const form = (page: Page, title: string | RegExp): Locator => page.getByRole("dialog", { name: title });

/** Of the page's own globals, which a test's types know nothing of. */
type InPage = { document: { activeElement: unknown } };

/** Whether it has the focus; it has to be there. */
export const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((it) => it === (globalThis as unknown as InPage).document.activeElement);

/** Whether the focus is in it. */
export const holdsFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((it) => it.contains((globalThis as unknown as InPage).document.activeElement));

/** A press that opens a form or a menu; waits for neither. */
export const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole("button", { name, exact: true }).click();

/** Chooses in a menu of Block Kit by its label and the option's words. */
export async function choose(page: Page, menu: Locator, option: string): Promise<void> {
  await menu.click();
  await page.getByRole("option", { name: option }).click();
}

/** Declares by a line, in #general, and goes to the incident's channel, where the card stands. */
export async function declare(page: Page, severity: string, title: string): Promise<void> {
  await say(page, `/incident declare ${severity} ${title}`);
  await goTo(page, "inc-1-");
  await card(page).getByRole("button", { name: "Post update" }).waitFor();
}

/** Changes whom the page acts as, by its own menu. */
export async function become(page: Page, who: string): Promise<void> {
  await page.getByRole("button", { name: /^You are/ }).click();
  await page.getByRole("menuitemradio", { name: who }).click();
  await page.getByRole("button", { name: `You are ${who}` }).waitFor();
}
