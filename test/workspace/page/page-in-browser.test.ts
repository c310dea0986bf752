// The page in a real browser, on a workspace whose app the test itself plays: files, stacks of forms, pins, pictures,
// what stays where it was, and what cannot be done while a replay plays.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bareHost, type HostChange } from "../../../src/workspace/client/host.ts";
import type { Json } from "../../../src/workspace/world.ts";
import {
  accessibilityFaults,
  chromiumPath,
  isBrowserRequired,
  launchBrowser,
  noBrowserNotice,
  openPage,
} from "../../support/browser.ts";
import { type Bench, manifestWith, openBench } from "../support/bolt.ts";
import { call } from "../support/raw.ts";
import { openSocket, type Socket } from "../support/socket.ts";

const chromium = chromiumPath();
if (chromium === null) process.stderr.write(noBrowserNotice);

test.runIf(isBrowserRequired)("CI has a browser to test in", () => {
  expect(chromium).not.toBeNull();
});

const text = (words: string) => ({ type: "plain_text", text: words });
const aFile = (name: string, words: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(words) });

/** A picture of one point. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const features = { app_home: { home_tab_enabled: true, messages_tab_read_only_enabled: true } };

describe.skipIf(chromium === null)("In a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let bench: Bench;
  let socket: Socket;
  let general: string;
  let visits: { complaints: string[]; close(): Promise<void> }[] = [];
  let readOnly: (isReadOnly: boolean) => void;

  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? "");
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    let isReadOnly = false;
    const listeners = new Set<(what: HostChange) => void>();
    const host = {
      ...bareHost,
      isReadOnly: () => isReadOnly,
      subscribe: (tell: (what: HostChange) => void) => {
        listeners.add(tell);
        return () => void listeners.delete(tell);
      },
    };
    readOnly = (wanted) => {
      isReadOnly = wanted;
      for (const tell of listeners) tell("read only");
    };
    const manifest = manifestWith();
    bench = await openBench({
      manifest: { ...manifest, features: { ...manifest.features, ...features } },
      page: { host, firstPerson: "sam" },
    });
    socket = await openSocket(bench.workspace);
    general = bench.workspace.channel("general").id;
    visits = [];
    return async () => {
      // Before the workspace goes, of which a page would complain.
      for (const { close } of visits) await close();
      await socket.close();
      await bench.stop();
      expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
    };
  });

  async function visit(place = "", options: BrowserContextOptions = {}): Promise<Page> {
    const address = `${bench.workspace.page?.address}${place}`;
    const { page, complaints, close } = await openPage(browser, address, options);
    visits.push({ complaints, close });
    page.setDefaultTimeout(8_000);
    await page.locator(".page").waitFor();
    return page;
  }

  async function answered(method: string, args: object): Promise<Json> {
    const { body } = await call(bench.workspace, method, args);
    if (!body.ok) throw new Error(`${method}: ${JSON.stringify(body)}`);
    return body;
  }

  const lastTrigger = () => String(socket.envelopes.at(-1)?.payload.trigger_id);
  const modal = (title: string, blocks: Json[]) => {
    const more = { submit: text("Send"), notify_on_close: true };
    return { type: "modal", callback_id: title, title: text(title), ...more, blocks };
  };
  const payloads = (type: string) => socket.envelopes.map(({ payload }) => payload).filter((it) => it.type === type);

  /** A form that sam's press on "+" and "Declare incident" in #general opens. */
  async function openForm(page: Page, title: string, blocks: Json[]): Promise<void> {
    const before = payloads("shortcut").length;
    await page.getByRole("button", { name: "Files and shortcuts" }).click();
    await page.getByRole("menuitem", { name: "Declare incident" }).click();
    await expect.poll(() => payloads("shortcut").length).toBe(before + 1);
    await answered("views.open", { trigger_id: lastTrigger(), view: modal(title, blocks) });
    await page.getByRole("dialog", { name: title }).waitFor();
  }

  test("a form takes files: chosen, named, taken out, refused, required and sent", async () => {
    const page = await visit();
    const element = { type: "file_input", action_id: "logs", filetypes: ["txt", "log"], max_files: 2 };
    await openForm(page, "Logs", [{ type: "input", block_id: "logs", label: text("Logs"), element }]);
    const dialog = page.getByRole("dialog", { name: "Logs" });
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByText("Please complete this required field.").waitFor();
    const field = dialog.locator("input[type=file]");
    await field.setInputFiles([aFile("wrong.exe", "x")]);
    await dialog.getByText("only txt, log files").waitFor();
    await field.setInputFiles([aFile("first.txt", "one"), aFile("second.log", "two")]);
    await dialog.getByText("second.log").waitFor();
    await expect.poll(() => dialog.getByRole("button", { name: "Add more files" }).isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Remove first.txt" }).click();
    await dialog.getByText("first.txt").waitFor({ state: "detached" });
    const kept = () => bench.workspace.person("sam").form?.value("logs").files;
    await expect.poll(kept).toMatchObject([{ name: "second.log" }]);
    await page.reload();
    await dialog.getByText("second.log").waitFor();
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });
    const [sent] = payloads("view_submission");
    expect(JSON.stringify(sent)).toContain('"name":"second.log"');
    expect(JSON.stringify(sent)).not.toContain("first.txt");
  });

  test("a file that is still on its way when the form is sent goes along, and is named meanwhile", async () => {
    const page = await visit();
    let arrive = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route(/client\/file\?/, async (route) => {
      await held;
      await route.continue();
    });
    const element = { type: "file_input", action_id: "logs" };
    await openForm(page, "Logs", [{ type: "input", block_id: "logs", label: text("Logs"), optional: true, element }]);
    const dialog = page.getByRole("dialog", { name: "Logs" });
    await dialog.locator("input[type=file]").setInputFiles([aFile("slow.txt", "slow")]);
    await dialog.getByText("Uploading…").waitFor();
    await dialog.getByRole("button", { name: "Send" }).click();
    arrive();
    await dialog.waitFor({ state: "detached" });
    expect(JSON.stringify(payloads("view_submission")[0])).toContain('"name":"slow.txt"');
  });

  test("files are shared from the composer, with words or without, in a channel and in a thread", async () => {
    const page = await visit();
    const field = page.getByRole("main").locator("input[type=file]");
    await field.setInputFiles([
      aFile("trace.txt", "a trace"),
      { name: "graph.png", mimeType: "image/png", buffer: png },
    ]);
    await page.getByRole("button", { name: "Remove graph.png" }).waitFor();
    await page.getByLabel("Message #general").fill("see the *trace*");
    await page.keyboard.press("Enter");
    const shared = page.getByRole("article").last();
    await shared.getByRole("img", { name: "graph.png" }).waitFor();
    expect(await page.getByRole("button", { name: /^Remove/ }).count()).toBe(0);
    const message = bench.workspace.channel("general").messages.at(-1);
    expect(message).toMatchObject({ text: "see the *trace*", subtype: "file_share", threadTs: null });

    await shared.hover();
    await page.getByRole("button", { name: "Reply in thread" }).click();
    const thread = page.getByRole("complementary", { name: "Thread" });
    await thread.locator("input[type=file]").setInputFiles([aFile("reply.txt", "alone")]);
    await thread.getByRole("button", { name: "Remove reply.txt" }).waitFor();
    await thread.getByRole("button", { name: "Send", exact: true }).click();
    await thread.getByRole("link", { name: "Download reply.txt" }).waitFor();
    expect(bench.workspace.channel("general").messages.at(-1)).toMatchObject({ text: "", threadTs: message?.ts });
  });

  test("✕ closes a stack of forms at once; a form knows the channel from which a shortcut opened it", async () => {
    const page = await visit();
    const where = { type: "conversations_select", action_id: "where", default_to_current_conversation: true };
    await openForm(page, "Below", [{ type: "input", block_id: "where", label: text("Where"), element: where }]);
    expect(await page.getByRole("combobox", { name: "Where" }).inputValue()).toContain("general");
    const form = bench.workspace.person("sam").form;
    const button = { type: "button", action_id: "more", text: text("More") };
    await answered("views.update", {
      view_id: form?.viewId,
      view: modal("Below", [{ type: "actions", block_id: "buttons", elements: [button] }]),
    });
    await page.getByRole("button", { name: "More", exact: true }).click();
    await expect.poll(() => payloads("block_actions").length).toBe(1);
    await answered("views.push", { trigger_id: lastTrigger(), view: modal("Top", [{ type: "divider" }]) });
    await page.getByRole("dialog", { name: "Top" }).getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => payloads("view_closed").map((it) => it.is_cleared)).toEqual([true, true]);
  });

  test("a pin whose message is far above shows its first words, and leads to it", async () => {
    const sam = bench.workspace.person("sam");
    const { ts } = sam.say("general", "*The* beginning, @ada\nand more of it");
    sam.pin("general", ts);
    for (let count = 0; count < 250; count++) bench.workspace.person("ada").say("general", `message ${count}`);
    const page = await visit(`#${general}`);
    await page.getByText("message 249").waitFor();
    await page.getByRole("button", { name: "1 pinned" }).click();
    const pin = page.getByRole("button", { name: /The beginning, @ada$/ });
    await pin.waitFor();
    await pin.click();
    await page.locator(`[data-ts="${ts}"]`).waitFor();
    await expect.poll(() => page.getByText("and more of it").isVisible()).toBe(true);
  });

  test("the inspector opens and closes, and what was loaded stays where it was", async () => {
    for (let count = 0; count < 250; count++) bench.workspace.person("ada").say("general", `message ${count}`);
    const page = await visit(`#${general}`);
    await page.getByText("message 249").waitFor();
    const log = page.getByRole("log");
    const above = page.getByText("message 60", { exact: true });
    for (let turn = 0; turn < 60 && !(await above.isVisible()); turn++) {
      await log.hover();
      await page.mouse.wheel(0, -1_500);
      await page.waitForTimeout(40);
    }
    await above.scrollIntoViewIfNeeded();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const inspector = page.getByRole("button", { name: "Inspector", exact: true });
    const isInView = () => above.evaluate((it) => it.getBoundingClientRect().top > 0);
    await inspector.click();
    await answered("auth.test", {});
    await page
      .getByRole("treeitem", { name: /auth\.test/ })
      .first()
      .waitFor();
    expect(await isInView()).toBe(true);
    await inspector.click();
    await page.getByRole("tree").waitFor({ state: "detached" });
    expect(await isInView()).toBe(true);
    expect(asked.filter((address) => /client\/(messages|feed)/.test(address))).toEqual([]);
    await inspector.click();
    await page
      .getByRole("treeitem", { name: /auth\.test/ })
      .first()
      .waitFor();
  });

  test("people's lists, quotes and code are drawn as such, and an image that is a file of the workspace", async () => {
    const ada = bench.workspace.person("ada");
    ada.say("general", "To do:\n- *first* thing\n- second\n> quoted\n```\nlet x = 1\n```");
    ada.say("general", "only *bold* and `code`");
    const picture = ada.share("general", [{ name: "graph.png", bytes: png }]);
    const image = { type: "image", alt_text: "A graph", slack_file: { id: picture.fileIds[0] } };
    await answered("chat.postMessage", { channel: general, text: "Look", blocks: [image] });
    const page = await visit(`#${general}`);
    const drawn = page.getByRole("article").filter({ hasText: "To do:" });
    await drawn.waitFor();
    expect(await drawn.getByRole("listitem").count()).toBe(2);
    expect(await drawn.locator("blockquote").textContent()).toBe("quoted");
    expect(await drawn.locator("pre").textContent()).toBe("let x = 1");
    const shown = page.getByRole("img", { name: "A graph" });
    await expect.poll(() => shown.evaluate((it) => (it as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
  });

  test("while a replay plays nothing can be pressed, one line says why, and after it everything can", async () => {
    const sam = bench.workspace.person("sam");
    const option = { text: text("One"), value: "one" };
    const elements = [
      { type: "button", action_id: "press", text: text("Press") },
      { type: "static_select", action_id: "choose", placeholder: text("Choose"), options: [option] },
      { type: "overflow", action_id: "dots", options: [option] },
    ];
    await answered("chat.postMessage", { channel: general, text: "Card", blocks: [{ type: "actions", elements }] });
    const { ts } = sam.say("general", "said");
    sam.react("general", ts, "eyes");
    bench.workspace.person("ada").say("general", "a reply", { threadTs: ts });
    const page = await visit(`#${general}/t${ts}`);
    await page.getByRole("button", { name: "Press" }).waitFor();
    expect(await page.getByRole("button", { name: "Press" }).isEnabled()).toBe(true);
    readOnly(true);
    await page.getByText("You are watching a replay: people act as they did then.").waitFor();
    expect(await page.getByText("You are watching a replay").count()).toBe(1);
    expect(await page.getByRole("textbox", { name: /^(Message|Reply)/ }).count()).toBe(0);
    for (const name of ["Press", "More options", "1 reaction with eyes", "Add channels", "New message"]) {
      expect(await page.getByRole("button", { name }).first().isDisabled(), name).toBe(true);
    }
    expect(await page.getByRole("combobox", { name: "Choose" }).isDisabled()).toBe(true);
    await page.getByRole("article").first().hover();
    expect(await page.getByRole("toolbar").count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    readOnly(false);
    await page.getByLabel("Message #general").waitFor();
    await page.getByRole("button", { name: "Press" }).click();
    await expect.poll(() => payloads("block_actions").length).toBe(1);
  });

  test("a channel one is not in offers to join it once, with a thread open too", async () => {
    bench.workspace.addChannel({ name: "elsewhere", members: ["ada"] });
    const { ts } = bench.workspace.person("ada").say("elsewhere", "said");
    bench.workspace.person("ada").say("elsewhere", "a reply", { threadTs: ts });
    const elsewhere = bench.workspace.channel("elsewhere").id;
    const page = await visit(`#${elsewhere}/t${ts}`);
    await page.getByText("a reply").first().waitFor();
    expect(await page.getByRole("button", { name: "Join channel" }).count()).toBe(1);
    await page.getByRole("button", { name: "Join channel" }).click();
    await page.getByRole("textbox", { name: "Reply…" }).waitFor();
  });

  test("who opens a conversation or makes a channel is led there, though the feed tells of it later", async () => {
    const page = await visit();
    const side = page.getByRole("navigation", { name: "Channels and conversations" });
    await side.getByRole("button", { name: "ada" }).click();
    await page.getByRole("main", { name: "Ada King" }).waitFor();
    await side.getByRole("button", { name: "Add channels" }).click();
    await page.getByRole("menuitem", { name: "Create a channel" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a channel" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("plans");
    await dialog.getByRole("button", { name: "Create" }).click();
    await page.getByRole("main", { name: "plans" }).waitFor();
  });

  test("a channel is archived, and a private one left, only after a question", async () => {
    const { workspace } = bench;
    workspace.addChannel({ name: "closed", isPrivate: true, members: ["sam", "ada"] });
    const page = await visit();
    const isIn = (name: string) => workspace.channel(name).members.has(workspace.person("sam").id);
    const pick = async (name: string, item: string) => {
      await page.getByRole("link", { name }).first().click();
      await page.getByRole("main", { name }).getByRole("button", { name, exact: true }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    await pick("closed", "Leave channel");
    const leaving = page.getByRole("dialog", { name: "Leave a private channel?" });
    await leaving.getByRole("button", { name: "Cancel" }).click();
    await pick("general", "Archive channel");
    const archiving = page.getByRole("dialog", { name: "Archive this channel?" });
    await archiving.waitFor();
    expect([isIn("closed"), workspace.channel("general").isArchived]).toEqual([true, false]);
    await archiving.getByRole("button", { name: "Cancel" }).click();
    await pick("closed", "Archive channel");
    await archiving.getByRole("button", { name: "Archive channel" }).click();
    await page.getByText("an archived channel").waitFor();
    expect(workspace.channel("closed").isArchived).toBe(true);
  });

  test("to an app that takes no messages nothing can be written, and the page says so", async () => {
    const { id } = bench.workspace.person("sam").dm();
    const page = await visit(`#${id}`);
    await page.getByText("Sending messages to this app has been turned off.").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
  });

  test("on a phone the channels are the page's main part, and a finger finds a reaction", async () => {
    const sam = bench.workspace.person("sam");
    const { ts } = sam.say("general", "said");
    for (const emoji of ["eyes", "fire", "tada"]) sam.react("general", ts, emoji);
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await visit("", phone);
    await page.getByRole("main").first().waitFor();
    expect(await page.getByRole("main").count()).toBe(1);
    await page.getByRole("main").getByRole("link", { name: "general" }).click();
    const pill = page.getByRole("button", { name: "1 reaction with fire" });
    const reach = await pill.evaluate((it) => {
      const { left, top, width, height } = it.getBoundingClientRect();
      const { document } = globalThis as unknown as { document: { elementFromPoint(x: number, y: number): unknown } };
      const [x, y] = [left + width / 2, top + height / 2];
      const hits = (dx: number, dy: number) => document.elementFromPoint(x + dx, y + dy) === it;
      return [hits(0, -19.5), hits(0, 19.5), hits(-19.5, 0), hits(19.5, 0)];
    });
    expect(reach).toEqual([true, true, true, true]);
  });
});
