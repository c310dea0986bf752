// Without a mouse: nothing here clicks.

import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "./support/house.ts";
import { card, composer, form, hasFocus, messages } from "./support/steps.ts";

const mostTabs = 60;

/** Goes on with Tab (or another key) until the focus is there. */
async function reach(page: Page, wanted: Locator, key = "Tab"): Promise<void> {
  await wanted.waitFor();
  for (let pressed = 0; pressed < mostTabs; pressed++) {
    if (await hasFocus(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(wanted)} was not reached with ${mostTabs} × ${key}.`);
}

async function type(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate("document.activeElement?.tagName")).toMatch(/INPUT|TEXTAREA/);
  await page.keyboard.type(text);
}

async function resolve(page: Page): Promise<void> {
  await reach(page, card(page).getByRole("button", { name: "Resolve" }));
  await page.keyboard.press("Enter");
  const resolving = form(page, "Resolve INC-1");
  await expect.poll(() => hasFocus(resolving.getByRole("textbox", { name: /What fixed it/ }))).toBe(true);
  await type(page, "A larger pool.");
  await page.keyboard.press("Control+Enter");
  await resolving.waitFor({ state: "detached" });
  await card(page).getByRole("button", { name: "Reopen" }).waitFor();
}

describeInBrowser("The keyboard alone", (openHouse) => {
  test("declares, updates and resolves an incident", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    const { keyboard } = page;
    // Where one writes has the caret from the start.
    await expect.poll(() => hasFocus(composer(page))).toBe(true);
    await type(page, "/inc");
    await page.getByRole("option", { name: /\/incident/ }).waitFor();
    await keyboard.press("Tab");
    await type(page, "declare");
    await keyboard.press("Enter");

    const asked = form(page, "Declare incident");
    await expect.poll(() => hasFocus(asked.getByRole("textbox", { name: "What is failing?" }))).toBe(true);
    await type(page, "Checkout is failing");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await keyboard.press("ArrowDown");
    expect(await asked.getByRole("radio", { name: /^SEV2/ }).isChecked()).toBe(true);
    await reach(page, asked.getByRole("button", { name: "Declare", exact: true }));
    await keyboard.press("Enter");
    await asked.waitFor({ state: "detached" });

    await page
      .getByRole("link", { name: /inc-1-checkout/ })
      .first()
      .waitFor();
    await keyboard.press("Control+k");
    await type(page, "inc-1");
    await keyboard.press("Enter");
    await page.getByRole("main", { name: "inc-1-checkout-is-failing" }).waitFor();
    await reach(page, card(page).getByRole("button", { name: "Post update" }), "Shift+Tab");
    await keyboard.press("Enter");

    const update = form(page, "Update INC-1");
    await expect.poll(() => hasFocus(update.getByRole("textbox", { name: "What is new?" }))).toBe(true);
    await type(page, "The pool is exhausted.");
    await reach(page, update.getByRole("combobox", { name: "Status" }));
    await keyboard.press("ArrowDown");
    await page.getByRole("option", { name: "Identified" }).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    expect(await update.getByRole("combobox", { name: "Status" }).inputValue()).toBe("Identified");
    await keyboard.press("Control+Enter");
    // Ctrl and Enter in a menu sends nothing: only a text field does.
    await reach(page, update.getByRole("button", { name: "Post update" }));
    await keyboard.press("Enter");
    await update.waitFor({ state: "detached" });
    await card(page).getByText("The pool is exhausted.").waitFor();
    // The focus is given back to what opened the form.
    await expect.poll(() => hasFocus(card(page).getByRole("button", { name: "Post update" }))).toBe(true);

    await resolve(page);
  });

  test("leaves a form by Escape, and goes round in it by Tab", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await expect.poll(() => hasFocus(composer(page))).toBe(true);
    await type(page, "/incident declare");
    await page.keyboard.press("Enter");
    const asked = form(page, "Declare incident");
    const title = asked.getByRole("textbox", { name: "What is failing?" });
    await expect.poll(() => hasFocus(title)).toBe(true);
    await page.keyboard.press("Tab");
    await reach(page, title);
    await page.keyboard.press("Escape");
    await asked.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(composer(page))).toBe(true);
  });

  test("reacts to a message, pins it, answers in its thread, and becomes somebody else", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    const { keyboard } = page;
    await expect.poll(() => hasFocus(composer(page))).toBe(true);
    await type(page, "Coffee is out");
    await keyboard.press("Enter");
    const said = messages(page).filter({ hasText: "Coffee is out" });
    await said.waitFor();
    await reach(page, page.getByRole("log", { name: "Messages in general" }), "Shift+Tab");
    await keyboard.press("ArrowUp");
    await expect.poll(() => hasFocus(said)).toBe(true);
    await keyboard.press("p");
    await said.getByText("Pinned by you").waitFor();
    await keyboard.press("r");
    await type(page, "coffee");
    await keyboard.press("Enter");
    await said.getByRole("button", { name: /coffee/ }).waitFor();
    await reach(page, said, "ArrowUp");
    await keyboard.press("t");
    const thread = page.getByRole("complementary", { name: "Thread" });
    await expect.poll(() => hasFocus(thread.getByRole("textbox"))).toBe(true);
    await type(page, "Tea is not");
    await keyboard.press("Enter");
    await thread.getByRole("article").filter({ hasText: "Tea is not" }).waitFor();
    await reach(page, page.getByRole("button", { name: /^You are/ }));
    await keyboard.press("Enter");
    await reach(page, page.getByRole("menuitemradio", { name: "Noor Haddad" }), "ArrowDown");
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "You are Noor Haddad" }).waitFor();
  });
});
