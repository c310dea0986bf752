// An incident from its declaration to its postmortem, by mouse, in a real browser.

import { expect, test } from "vitest";
import { describeInBrowser } from "./support/house.ts";
import {
  become,
  card,
  choose,
  composer,
  declare,
  form,
  goTo,
  hasFocus,
  holdsFocus,
  messages,
  press,
  say,
} from "./support/steps.ts";

describeInBrowser("An incident in the browser", (openHouse) => {
  test("is declared by a form, and its channel, card and announcement are there", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await say(page, "/incident declare");
    const asked = form(page, "Declare incident");
    await asked.getByRole("textbox", { name: "What is failing?" }).fill("Checkout is failing");
    await asked.getByRole("radio", { name: /^SEV1/ }).check();
    await asked.getByRole("textbox", { name: /What is happening/ }).fill("One order in five fails.");
    await asked.getByRole("textbox", { name: /Components/ }).fill("Web / Checkout, API");
    await press(asked, "Declare");
    await asked.waitFor({ state: "detached" });
    await goTo(page, "inc-1-checkout-is-failing");
    await card(page).getByRole("heading", { name: "SEV1 · Checkout is failing" }).waitFor();
    const shown = await card(page).textContent();
    for (const word of ["INC-1", "Investigating", "@Alex Rivera", "Web / Checkout, API", "One order in five fails."]) {
      expect(shown).toContain(word);
    }
    // By one name and with one label, whether it is the author, is mentioned, or Slack writes of it.
    await messages(page)
      .filter({ hasText: /^SSitrepAPP.*set the channel topic/s })
      .first()
      .waitFor();
    await messages(page)
      .getByText(/was added to #inc-1-.* by @Sitrep\./)
      .waitFor();
    await goTo(page, "incidents");
    await messages(page).filter({ hasText: "Checkout is failing" }).waitFor();
  });

  test("is updated, raised, taken over, resolved and exported; the postmortem opens as a document", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await declare(page, "sev2", "Checkout is failing");

    await press(card(page), "Post update");
    const update = form(page, "Update INC-1");
    await update.getByRole("textbox", { name: "What is new?" }).fill("The database is out of connections.");
    await choose(page, update.getByRole("combobox", { name: "Status" }), "Identified");
    await choose(page, update.getByRole("combobox", { name: "Next update" }), "In 15 min");
    await press(update, "Post update");
    await update.waitFor({ state: "detached" });
    await card(page).getByText("The database is out of connections.").waitFor();
    expect(await card(page).textContent()).toMatch(/Identified[\s\S]*in 1[45] min/);

    await choose(page, card(page).getByRole("combobox", { name: "Severity" }), "SEV1");
    await card(page).getByRole("heading", { name: "SEV1 · Checkout is failing" }).waitFor();
    await messages(page).filter({ hasText: "Severity SEV1, was SEV2" }).waitFor();

    await become(page, "Maya Okafor");
    // Maya was in no channel of this incident: she finds it, and joins.
    await goTo(page, "incidents");
    await messages(page).getByRole("link", { name: "#inc-1-checkout-is-failing" }).first().click();
    await press(page, "Join channel");
    await press(card(page), "More options");
    await page.getByRole("menuitem", { name: "Take command" }).click();
    await card(page).getByText("@Maya Okafor").waitFor();

    await press(card(page), "Resolve");
    const resolving = form(page, "Resolve INC-1");
    await resolving.getByRole("textbox", { name: /What fixed it/ }).fill("The pool was made larger.");
    await press(resolving, "Resolve");
    await resolving.waitFor({ state: "detached" });
    await card(page).getByText("Resolved").first().waitFor();

    await press(card(page), "Export postmortem");
    await messages(page).getByRole("button", { name: "Open", exact: true }).click();
    const paper = page.getByRole("dialog").getByRole("article");
    await paper.getByRole("heading", { name: /Checkout is failing/ }).waitFor();
    const written = await paper.textContent();
    for (const word of [
      "The database is out of connections.",
      "The pool was made larger.",
      "Maya Okafor",
      "Timeline",
    ]) {
      expect(written?.toLowerCase()).toContain(word.toLowerCase());
    }
  });

  test("whose form is refused keeps what was typed, with the error at its field and the caret there", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await say(page, "/incident declare");
    const asked = form(page, "Declare incident");
    const title = asked.getByRole("textbox", { name: "What is failing?" });
    const components = asked.getByRole("textbox", { name: /Components/ });
    await components.fill("Voice, API");
    await asked.getByRole("radio", { name: /^SEV3/ }).check();
    await press(asked, "Declare");
    // What Slack's client itself sees: the title is required.
    await expect.poll(() => title.getAttribute("aria-invalid")).toBe("true");
    expect(await hasFocus(title)).toBe(true);
    expect(await components.inputValue()).toBe("Voice, API");

    // What only the app can tell: an impact that begins tomorrow.
    await title.fill("Calls fail");
    await asked.getByRole("textbox", { name: "Date" }).fill("2099-01-01");
    await press(asked, "Declare");
    const refused = asked.getByRole("group", { name: /Impact started/ });
    await asked.getByText(/in the future|later than/).waitFor();
    expect(await holdsFocus(refused)).toBe(true);
    expect(await title.inputValue()).toBe("Calls fail");
    expect(await components.inputValue()).toBe("Voice, API");
    expect(await asked.getByRole("radio", { name: /^SEV3/ }).isChecked()).toBe(true);
  });

  test("is replayed at full speed, step by step, to the postmortem shown as a document", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await press(page, "Replay an incident");
    const stories = page.getByRole("dialog", { name: "Replay an incident" });
    await stories.getByRole("radio", { name: /Calls issues/ }).check();
    await stories.getByRole("combobox", { name: "Speed" }).selectOption("A step every two seconds");
    await press(stories, "Start");
    await page.waitForURL(/\/replay\//);
    const bar = page.getByRole("region", { name: "Replay" });
    await bar.getByRole("heading", { name: "Simwood: Calls issues" }).waitFor();
    await bar.getByRole("combobox", { name: "Speed" }).selectOption("600 times as fast");
    // The channel of the incident is gone to by itself.
    await card(page).waitFor();
    expect(await composer(page).count()).toBe(0);
    const paper = page.getByRole("dialog").getByRole("article");
    await hasten(page.url());
    await paper.getByRole("heading", { name: /Calls issues/ }).waitFor();
    expect(await paper.textContent()).toContain("Timeline");
    await page.keyboard.press("Escape");
    await press(bar, "Open the postmortem");
    await paper.getByRole("heading", { name: /Calls issues/ }).waitFor();
    await page.keyboard.press("Escape");
    await bar.getByRole("link", { name: "Back to your workspace" }).click();
    await page.getByRole("main", { name: "general" }).waitFor();
  });
});

/** Faster than any choice of the page: a test is not to look on for a minute. */
async function hasten(replayPage: string): Promise<void> {
  const { origin } = new URL(replayPage);
  const deed = { do: "pace replay", state: "playing", speed: 1_000_000 };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${origin}/replay/client/do`, { method: "POST", headers, body: JSON.stringify(deed) });
  expect(await answer.json()).toMatchObject({ ok: true });
}
