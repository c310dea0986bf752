// What people type is text, wherever it comes to be shown: it is never run, and asks nobody for anything.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "./support/house.ts";
import { card, form, goTo, messages, press, say } from "./support/steps.ts";

const image = "<img src=x onerror=window.wasRun=1>";
const script = "<script>window.wasRun=1</script>";
const link = "javascript:window.wasRun=1";
const styled = '"><svg/onload=window.wasRun=1><b style="x">';

/** Whether anything of it became a part of the page, or was run. */
const harm = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    const all = [...document.querySelectorAll("*")];
    return {
      wasRun: "wasRun" in window,
      images: all.filter((it) => it.matches("img[src=x], img[onerror]")).length,
      scripts: all.filter((it) => it.matches("script") && it.text.includes("wasRun")).length,
      links: all.filter((it) => it.matches("a") && it.protocol === "javascript:").length,
      drawn: all.filter((it) => it.matches("svg[onload]")).length,
      handlers: all.filter((it) => it.getAttributeNames().some((name) => name.startsWith("on"))).length,
    };
  })()`);

const noHarm = { wasRun: false, images: 0, scripts: 0, links: 0, drawn: 0, handlers: 0 };

/** What the browser itself refused to do for the page: nothing, if the page never tried. */
async function watchPolicy(page: Page): Promise<() => Promise<unknown>> {
  await page.evaluate(`
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
  `);
  return () => page.evaluate("window.refused");
}

describeInBrowser("Text that people type", (openHouse) => {
  test("is never run: in a title, an update, a component, a message, a thread, a link, an export", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    page.on("dialog", (dialog) => expect.unreachable(`A dialog came up: ${dialog.message()}`));
    const refused = await watchPolicy(page);

    await say(page, "/incident declare");
    const asked = form(page, "Declare incident");
    await asked.getByRole("textbox", { name: "What is failing?" }).fill(`${image} ${script}`);
    await asked.getByRole("radio", { name: /^SEV3/ }).check();
    await asked.getByRole("textbox", { name: /What is happening/ }).fill(`${script} [a](${link}) <${link}|b>`);
    await asked.getByRole("textbox", { name: /Components/ }).fill(styled);
    await press(asked, "Declare");
    await goTo(page, "inc-1-");
    await card(page)
      .getByRole("heading", { name: `SEV3 · ${image} ${script}` })
      .waitFor();

    await press(card(page), "Post update");
    const update = form(page, "Update INC-1");
    await update.getByRole("textbox", { name: "What is new?" }).fill(`${image}\n${styled}\n<${link}|c> [d](${link})`);
    await press(update, "Post update");
    await card(page).getByText(image).last().waitFor();

    const typed = `${image} ${script} ${styled} <${link}|e> [f](${link}) ${link} data:text/html,${script}`;
    await say(page, typed);
    const said = messages(page).filter({ hasText: "data:text/html" });
    await said.waitFor();
    expect(await said.textContent()).toContain(image);
    await said.hover();
    await press(said, "Reply in thread");
    const thread = page.getByRole("complementary", { name: "Thread" });
    await thread.getByRole("textbox").fill(typed);
    await thread.getByRole("textbox").press("Enter");
    await expect.poll(() => thread.getByRole("article").count()).toBe(2);
    expect(await harm(page)).toEqual(noHarm);
    await press(thread, "Close the thread");

    await say(page, "/incident export");
    await messages(page).getByRole("button", { name: "Open", exact: true }).click();
    const paper = page.getByRole("dialog").getByRole("article");
    await paper.getByRole("heading", { level: 1 }).waitFor();
    expect(await paper.textContent()).toContain(script);
    expect(await harm(page)).toEqual(noHarm);
    await page.keyboard.press("Escape");

    await goTo(page, "incidents");
    await messages(page).filter({ hasText: "onerror" }).first().waitFor();
    await goTo(page, "Sitrep");
    await page.getByText("INC-1").first().waitFor();
    expect(await harm(page)).toEqual(noHarm);
    expect(await refused()).toEqual([]);
  });

  test("is never run in a channel's name, a topic or a command either; such a name is refused", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    const refused = await watchPolicy(page);
    await press(page, "Add channels");
    await page.getByRole("menuitem", { name: "Create a channel" }).click();
    const asked = page.getByRole("dialog", { name: "Create a channel" });
    await asked.getByRole("textbox").first().fill(image);
    await press(asked, "Create");
    await asked.getByRole("alert").waitFor();
    await page.keyboard.press("Escape");
    await press(page, "general");
    await page.getByRole("menuitem", { name: "Edit topic" }).click();
    const topic = page.getByRole("dialog").getByRole("textbox");
    await topic.fill(`${image} <${link}|g>`);
    await press(page.getByRole("dialog"), "Save");
    await messages(page).filter({ hasText: "set the channel topic" }).filter({ hasText: image }).waitFor();
    await say(page, `/${image}`);
    await messages(page).filter({ hasText: "is not a valid command" }).waitFor();
    await say(page, `/incident ${script}`);
    await messages(page).filter({ hasText: "Only visible to you" }).last().waitFor();
    expect(await harm(page)).toEqual(noHarm);
    expect(await refused()).toEqual([]);
  });

  test("is never run in a file's name, nor in the file that is opened as a document", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    const refused = await watchPolicy(page);
    await press(page, "Files and shortcuts");
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("menuitem", { name: "Upload from your computer" }).click();
    const buffer = Buffer.from(
      `# ${image}\n\n${script}\n\n[a](${link}) ![b](https://elsewhere.example/b.png) <b onclick="x">c</b>\n`,
    );
    await (await choosing).setFiles({ name: `${image}.md`, mimeType: "text/markdown", buffer });
    await page.getByRole("button", { name: `Remove ${image}.md` }).waitFor();
    await say(page, script);
    const shared = messages(page).filter({ hasText: `${image}.md` });
    await press(shared, "Open");
    await page.getByRole("dialog").getByRole("article").getByRole("heading", { name: image }).waitFor();
    expect(await page.getByRole("dialog").getByRole("article").textContent()).toContain(script);
    expect(await harm(page)).toEqual(noHarm);
    expect(await refused()).toEqual([]);
  });

  test("would be found out: the page's policy lets no such thing run, and the check above sees it", async () => {
    const { visitFreely } = await openHouse();
    const { page, complaints } = await visitFreely();
    const refused = await watchPolicy(page);
    await page.getByRole("main").waitFor();
    const written = JSON.stringify(`${image}<a href="${link}">a</a>`);
    await page.evaluate(`document.body.append(Object.assign(document.createElement("p"), { innerHTML: ${written} }))`);
    await expect.poll(() => refused()).not.toEqual([]);
    expect(await harm(page)).toEqual({ ...noHarm, images: 1, links: 1, handlers: 1 });
    expect(complaints.join()).toMatch(/Content Security Policy/);
  });
});
