// What axe finds in every main state, light and dark and on a phone: nothing serious, nothing critical.

import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "../support/browser.ts";
import { describeInBrowser, phone } from "./support/house.ts";
import { card, composer, declare, form, goTo, messages, press, say } from "./support/steps.ts";

const looks: readonly { name: string; options: BrowserContextOptions }[] = [
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
];

/** Checks one state; what is found is named with it. */
const checker =
  (page: Page, found: string[]) =>
  async (state: string): Promise<void> => {
    for (const fault of await accessibilityFaults(page)) found.push(`${state}: ${fault}`);
  };

async function openChecked(page: Page, check: (state: string) => Promise<void>): Promise<void> {
  await messages(page).filter({ hasText: "Welcome" }).waitFor();
  await check("the first channel");
  await composer(page).fill("/inc");
  await page.getByRole("option", { name: /\/incident/ }).waitFor();
  await check("a command's completion");
  await say(page, "/incident declare");
  const asked = form(page, "Declare incident");
  await asked.waitFor();
  await check("the declare form");
  await press(asked, "Declare");
  await expect.poll(() => asked.locator("[aria-invalid=true]").count()).toBeGreaterThan(0);
  await check("the refused form");
  await press(asked, "Cancel");
  await asked.waitFor({ state: "detached" });
}

async function incidentChecked(page: Page, check: (state: string) => Promise<void>): Promise<void> {
  await declare(page, "sev1", "Checkout is failing");
  await check("the card");
  await card(page).getByRole("combobox", { name: "Severity" }).click();
  await page.getByRole("option").first().waitFor();
  await check("the card's menu");
  await page.keyboard.press("Escape");
  await say(page, "/incident help");
  await messages(page).filter({ hasText: "Only visible to you" }).last().waitFor();
  await check("an answer to one person");
  await card(page).hover();
  await press(card(page), "More actions");
  await page.getByRole("menuitem", { name: "Copy link" }).waitFor();
  await check("a message's menu");
  await page.getByRole("menuitem", { name: "Reply in thread" }).click();
  await page.getByRole("complementary", { name: "Thread" }).getByRole("textbox").fill("A reply");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary").getByText("A reply").waitFor();
  await check("a thread");
  await press(page, "Close the thread");
}

async function restChecked(page: Page, check: (state: string) => Promise<void>): Promise<void> {
  await press(page, "Inspector");
  await say(page, "/incident update All is being done");
  await page.getByRole("treeitem").first().waitFor();
  await page.getByRole("treeitem").first().click();
  await check("the inspector");
  await press(page, "Inspector");
  await say(page, "/incident export");
  await messages(page).getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("dialog").getByRole("heading", { level: 1 }).waitFor();
  await check("a document");
  await page.keyboard.press("Escape");
  await goTo(page, "Sitrep");
  await page.getByText("INC-1").first().waitFor();
  await check("the app's home");
  await press(page, "Replay an incident");
  await page.getByRole("dialog", { name: "Replay an incident" }).waitFor();
  await check("the choice of replays");
  await press(page.getByRole("dialog"), "Start");
  await page.waitForURL(/\/replay\//);
  await card(page).waitFor();
  await check("a replay");
}

describeInBrowser("axe", (openHouse) => {
  test.each(looks)("finds nothing serious in $name", async ({ options }) => {
    const { visit } = await openHouse();
    const page = await visit(undefined, options);
    const found: string[] = [];
    const check = checker(page, found);
    await openChecked(page, check);
    await incidentChecked(page, check);
    await restChecked(page, check);
    expect(found).toEqual([]);
  });

  test("finds nothing serious on a phone, where nothing is wider than the screen", async () => {
    const { visit } = await openHouse();
    const page = await visit(undefined, phone);
    const found: string[] = [];
    const faults = checker(page, found);
    const check = async (state: string): Promise<void> => {
      await faults(state);
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (wide > 0) found.push(`${state}: ${wide} px too wide`);
    };
    await page.getByRole("link", { name: "general" }).waitFor();
    await check("the channels");
    await page.getByRole("link", { name: "general" }).tap();
    await openChecked(page, check);
    await say(page, "/incident declare sev1 Checkout is failing");
    await messages(page).filter({ hasText: "Only visible to you" }).waitFor();
    await press(page, "Back to the channels");
    await page.getByRole("link", { name: "inc-1-" }).tap();
    await card(page).getByRole("button", { name: "Post update" }).waitFor();
    await check("the card");
    await card(page).getByRole("button", { name: "Post update" }).tap();
    await form(page, "Update INC-1").waitFor();
    await check("a form");
    await press(form(page, "Update INC-1"), "Cancel");
    await press(page, "Back to the channels");
    await page.getByRole("link", { name: "Sitrep" }).tap();
    await page.getByText("INC-1").first().waitFor();
    await check("the app's home");
    expect(found).toEqual([]);
  });

  test("would find a fault: an unnamed button and a text that is too pale are told", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await composer(page).waitFor();
    await page.evaluate(`
      const pale = Object.assign(document.createElement("p"), { textContent: "too pale" });
      Object.assign(pale.style, { color: "#ddd", backgroundColor: "#fff" });
      document.querySelector("main").append(document.createElement("button"), pale);
    `);
    const faults = (await accessibilityFaults(page)).map((fault) => fault.split(" ")[0]);
    expect(faults.toSorted()).toEqual(["button-name", "color-contrast"]);
  });
});
