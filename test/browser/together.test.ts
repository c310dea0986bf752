// Several people at several browsers, and one who comes back: all see how things stand, each what they may see.

import { expect, test } from "vitest";
import { realNow } from "../support/until.ts";
import { describeInBrowser } from "./support/house.ts";
import { become, card, choose, composer, declare, form, goTo, messages, press, say } from "./support/steps.ts";

/** The promise; a test machine that is busy with other tests may take some times as long. */
const promisedMs = 1_000;
const patience = 3;

describeInBrowser("Two browsers", (openHouse) => {
  test("see the same within a second: a message, a changed severity, a reaction", async () => {
    const { visit } = await openHouse();
    const alex = await visit();
    const maya = await visit("Maya Okafor");
    await declare(alex, "sev2", "Checkout is failing");
    await goTo(maya, "incidents");
    const announced = messages(maya).filter({ hasText: "Checkout is failing" });
    await announced.waitFor();

    const from = realNow();
    await choose(alex, card(alex).getByRole("combobox", { name: "Severity" }), "SEV1");
    await Promise.all([
      card(alex).getByRole("heading", { name: "SEV1" }).waitFor(),
      announced.filter({ hasText: "SEV1" }).first().waitFor(),
    ]);
    expect(realNow() - from).toBeLessThan(promisedMs * patience);

    await goTo(alex, "general");
    await goTo(maya, "general");
    await say(alex, "Is anybody there?");
    const said = realNow();
    const heard = messages(maya).filter({ hasText: "Is anybody there?" });
    await heard.waitFor();
    expect(realNow() - said).toBeLessThan(promisedMs * patience);

    await heard.hover();
    await press(maya, "React with eyes");
    await messages(alex).filter({ hasText: "Is anybody there?" }).getByRole("button", { name: /eyes/ }).waitFor();
  });

  test("show a private incident to who is in it, and to nobody else, by no way", async () => {
    const { visit, address } = await openHouse();
    const alex = await visit();
    const maya = await visit("Maya Okafor");
    await say(alex, "/incident declare");
    const asked = form(alex, "Declare incident");
    await asked.getByRole("textbox", { name: "What is failing?" }).fill("Keys were leaked");
    await asked.getByRole("radio", { name: /^SEV1/ }).check();
    await asked.getByRole("checkbox", { name: /^Private/ }).check();
    await press(asked, "Declare");
    await goTo(alex, "inc-1-");
    await card(alex).waitFor();
    const secret = new URL(alex.url()).hash.split("/")[1] ?? "";
    expect(secret).toMatch(/^C/);

    // What comes after it has come to Maya's page too.
    await goTo(alex, "general");
    await say(alex, "Nothing to see here.");
    await goTo(maya, "general");
    await messages(maya).filter({ hasText: "Nothing to see here." }).waitFor();
    await goTo(maya, "incidents");
    await maya.keyboard.press("Control+k");
    const jump = form(maya, "Jump to…");
    await jump.getByRole("combobox").fill("inc-1");
    await jump.getByText("Nothing of that name.").waitFor();
    await maya.keyboard.press("Escape");
    const own = new URL(maya.url()).hash.split("/")[0] ?? "";
    await maya.goto(`${address}${own}/${secret}`);
    await maya.reload();
    await maya.getByRole("main", { name: "general" }).waitFor();
    expect(await maya.locator("body").textContent()).not.toMatch(/keys|leaked|inc-1/i);
    expect(await maya.content()).not.toMatch(/leaked/);
    // Alex becomes Maya in the very channel.
    await goTo(alex, "inc-1-");
    await become(alex, "Maya Okafor");
    await alex.getByRole("main", { name: "general" }).waitFor();
    expect(await alex.locator("body").textContent()).not.toMatch(/leaked|inc-1/i);
  });
});

describeInBrowser("A reload", (openHouse) => {
  test("in the middle of a form brings the form back with what was typed", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await say(page, "/incident declare");
    const asked = form(page, "Declare incident");
    const title = asked.getByRole("textbox", { name: "What is failing?" });
    // Kept a moment after the last key.
    const kept = page.waitForResponse((answer) => {
      const told = answer.request().postData() ?? "";
      return told.includes("Half a tit") && told.includes("SEV2");
    });
    await title.pressSequentially("Half a tit");
    await asked.getByRole("radio", { name: /^SEV2/ }).check();
    await kept;
    await page.reload();
    await expect.poll(() => title.inputValue()).toBe("Half a tit");
    expect(await asked.getByRole("radio", { name: /^SEV2/ }).isChecked()).toBe(true);
    await title.press("End");
    await title.pressSequentially("le");
    await press(asked, "Declare");
    await goTo(page, "inc-1-half-a-title");
  });

  test("in a thread comes back to the thread, as the same person, with the reply that was begun", async () => {
    const { visit } = await openHouse();
    const page = await visit("Kenji Sato");
    await say(page, "Deploys are slow today");
    const said = messages(page).filter({ hasText: "Deploys are slow today" });
    await said.hover();
    await press(said, "Reply in thread");
    const thread = page.getByRole("complementary", { name: "Thread" });
    const reply = thread.getByRole("textbox", { name: /^Reply|^Message/ });
    await reply.fill("Since noon");
    await reply.press("Enter");
    await thread.getByRole("article").filter({ hasText: "Since noon" }).waitFor();
    await reply.fill("and it is get");
    await page.reload();
    await thread.getByRole("article").filter({ hasText: "Since noon" }).waitFor();
    await thread.getByText("1 reply").waitFor();
    expect(await reply.inputValue()).toBe("and it is get");
    await page.getByRole("button", { name: "You are Kenji Sato" }).waitFor();
    await composer(page).waitFor();
  });
});
