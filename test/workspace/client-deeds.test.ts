// Deeds through the page's door: what a person does, and the one sentence for what they may not do.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { bareHost, type HostChange, type PageHost } from "../../src/workspace/client/host.ts";
import type { Deed, SeenDocument } from "../../src/workspace/client/protocol.ts";
import { CannotDo } from "../../src/workspace/people/cannot-do.ts";
import type { Person } from "../../src/workspace/people/person.ts";
import { startWorkspace } from "../../src/workspace/workspace.ts";
import { until } from "../support/until.ts";
import { type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { addressOf, deed, openPage } from "./support/page.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

type Recorded = {
  host: PageHost;
  asked: unknown[];
  tell: (what: HostChange) => void;
  set: (isReadOnly: boolean) => void;
};

/** A host that notes what it is asked. */
function recordingHost(): Recorded {
  const asked: unknown[] = [];
  const listeners = new Set<(what: HostChange) => void>();
  let isReadOnly = false;
  let rate = 1;
  const clock = {
    state: () => ({ now: 1, realAt: 1, rate, isControllable: true }),
    setRate: (wanted: number) => {
      rate = wanted;
      for (const tell of listeners) tell("clock");
    },
    jump: async (byMs: number) => void asked.push(["jump", byMs]),
  };
  const host: PageHost = {
    ...bareHost,
    clock,
    startReplay: async (story, speed) => {
      if (story === "none") throw new CannotDo("There is no such story.");
      asked.push(["start", story, speed]);
    },
    paceReplay: async (state, speed) => void asked.push(["pace", state, speed]),
    endReplay: async () => void asked.push(["end"]),
    isReadOnly: () => isReadOnly,
    subscribe: (tell) => {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
  };
  const tell = (what: HostChange) => {
    for (const listener of listeners) listener(what);
  };
  const set = (wanted: boolean) => {
    isReadOnly = wanted;
  };
  return { host, asked, tell, set };
}

let bench: Bench;
let recorded: Recorded;
let sam: Person;
let general: string;

beforeEach(async () => {
  recorded = recordingHost();
  bench = await openBench({ safetyMs: 200, page: { host: recorded.host, firstPerson: null } });
  sam = bench.workspace.person("sam");
  general = bench.workspace.channel("general").id;
});

afterEach(() => bench.stop());

const by = (what: Deed) => deed(bench.workspace, sam.id, what);
const command = (line: string) => by({ do: "command", channelId: general, line });
const whispers = () => sam.ephemerals.map(({ from, text }) => `${from}: ${text}`);

describe("A command that nobody carries out", () => {
  test("is answered by Slackbot when no app is there", async () => {
    expect(await command("/incident declare")).toEqual({ ok: true });
    expect(whispers()).toEqual(['slackbot: /incident failed with the error "dispatch_failed"']);
  });

  test("is answered by Slackbot when the app is silent", async () => {
    const socket = await openSocket(bench.workspace);
    socket.answer = () => "silence";
    const done = command("/incident declare");
    expect(await done).toEqual({ ok: true });
    expect(whispers()).toEqual(['slackbot: /incident failed with the error "operation_timeout"']);
    await socket.close();
  });

  test("is answered by Slackbot when it is no command, in Slack's words", async () => {
    expect(await command("/foo bar")).toEqual({ ok: true });
    expect(whispers()[0]).toMatch(/^slackbot: \/foo is not a valid command\. In Slack, all messages that start with/);
  });
});

describe("What may not be done", () => {
  test("is one sentence, and changes nothing", async () => {
    const { ts } = bench.workspace.person("ada").say("general", "hers");
    const wrong: Deed[] = [
      { do: "edit", channelId: general, ts, text: "mine" },
      { do: "delete", channelId: general, ts },
      { do: "react", channelId: general, ts: "1.000000", emoji: "eyes" },
      { do: "rename", channelId: general, name: "Not A Name" },
      { do: "create channel", name: "general", isPrivate: false },
      { do: "invite", channelId: general, userId: "U404" },
      { do: "open dm", userId: "U404" },
      { do: "close", viewId: "V404", all: false },
      { do: "dismiss", ts: "1.000000" },
      { do: "global shortcut", callbackId: "none", channelId: null },
      { do: "start replay", story: "none", speed: null },
    ];
    for (const what of wrong) {
      expect(await by(what), what.do).toMatchObject({ ok: false, sentence: expect.stringMatching(/^.{5,}[.!?]$/s) });
    }
    expect(bench.workspace.channel("general").messages.at(-1)?.text).toBe("hers");
  });

  test("is everything but looking, while a replay plays", async () => {
    recorded.set(true);
    const said = await by({ do: "say", channelId: general, text: "hello", threadTs: null, alsoToChannel: false });
    expect(said).toMatchObject({ ok: false, sentence: expect.stringContaining("look on") });
    const { ts } = bench.workspace.channel("general").messages[0] ?? { ts: "" };
    expect(await by({ do: "read", channelId: general, ts })).toEqual({ ok: true });
    expect(await by({ do: "pace replay", state: "paused", speed: null })).toEqual({ ok: true });
  });

  test("is said of a form or message of somebody else as of one that is not there", async () => {
    const socket = await openSocket(bench.workspace);
    const viewId = await openedForm(socket);
    const ada = bench.workspace.person("ada").id;
    for (const what of [
      { do: "submit", viewId, values: {} },
      { do: "fill", viewId, values: {} },
      { do: "close", viewId, all: true },
      { do: "act", place: { viewId }, blockId: "title", actionId: "title", value: "x" },
    ] satisfies Deed[]) {
      expect(await deed(bench.workspace, ada, what)).toEqual({ ok: false, sentence: "This form is gone." });
    }
    await socket.close();
  });
});

const text = (words: string) => ({ type: "plain_text", text: words });

async function openedForm(socket: Socket): Promise<string> {
  await command("/incident declare");
  const element = { type: "plain_text_input", action_id: "title" };
  const block = { type: "input", block_id: "title", label: text("Title"), element };
  const view = { type: "modal", callback_id: "declare", title: text("Declare"), submit: text("Go"), blocks: [block] };
  const { body } = await call(bench.workspace, "views.open", {
    trigger_id: String(socket.envelopes.at(-1)?.payload.trigger_id),
    view,
  });
  return String((body.view as { id: string }).id);
}

describe("A form", () => {
  test("shows its errors at the fields, keeps what was typed, and closes when it is taken", async () => {
    const socket = await openSocket(bench.workspace);
    const viewId = await openedForm(socket);
    const page = await openPage(bench.workspace, sam.id);
    const submit = (title: string) => page.do({ do: "submit", viewId, values: { title: { title } } });
    expect(await submit("")).toMatchObject({ ok: true, errors: { title: "Please complete this required field." } });
    socket.answer = () => ({ response_action: "errors", errors: { title: "Longer, please" } });
    expect(await submit("Short")).toEqual({ ok: true, errors: { title: "Longer, please" } });
    await until(() => page.state().views[0]?.errors.title === "Longer, please", { what: "the error in the feed" });
    expect(page.state().views[0]?.values.title?.title).toMatchObject({ value: "Short" });
    socket.answer = () => undefined;
    expect(await submit("Checkout is down")).toEqual({ ok: true });
    await until(() => page.state().views.length === 0, { what: "the form to close" });
    await socket.close();
  });

  test("stays, with Slack's words, when the app does not answer", async () => {
    const socket = await openSocket(bench.workspace);
    const viewId = await openedForm(socket);
    socket.answer = () => "silence";
    const done = await by({ do: "submit", viewId, values: { title: { title: "x" } } });
    expect(done).toEqual({ ok: false, sentence: "We had some trouble connecting. Try again?" });
    expect(sam.form?.viewId).toBe(viewId);
    await socket.close();
  });
});

describe("A button in a message", () => {
  test("is pressed where it stands, and the refusal of an app that is gone is a sentence", async () => {
    const button = (action: string) => ({ type: "button", action_id: action, text: text("Press") });
    const blocks = ["first", "second"].map((id) => ({ type: "actions", block_id: id, elements: [button("press")] }));
    const { body } = await call(bench.workspace, "chat.postMessage", { channel: general, text: "press", blocks });
    const place = { channelId: general, ts: String(body.ts) };
    const press: Deed = { do: "act", place, blockId: "second", actionId: "press", value: null };
    expect(await by(press)).toEqual({
      ok: false,
      sentence: "Sitrep could not be reached (dispatch_failed). Try again.",
    });
    const socket = await openSocket(bench.workspace);
    expect(await by(press)).toEqual({ ok: true });
    const actions = socket.envelopes.at(-1)?.payload.actions as { block_id: string }[];
    expect(actions.map(({ block_id: id }) => id)).toEqual(["second"]);
    expect(await by({ ...press, blockId: "third" })).toMatchObject({ ok: false });
    await socket.close();
  });
});

describe("What the host does", () => {
  test("is asked of it, and what changes there is told to every page", async () => {
    const page = await openPage(bench.workspace, sam.id);
    await by({ do: "jump", byMs: 1_800_000 });
    await by({ do: "start replay", story: "cloudflare", speed: 60 });
    await by({ do: "end replay" });
    await by({ do: "clock", rate: 60 });
    expect(recorded.asked).toEqual([["jump", 1_800_000], ["start", "cloudflare", 60], ["end"]]);
    await until(() => page.state().clock.rate === 60, { what: "the clock" });
    recorded.set(true);
    recorded.tell("read only");
    await until(() => page.state().isReadOnly, { what: "the page to be read only" });
  });

  test("cannot be asked of a workspace without one", async () => {
    const plain = await startWorkspace({
      clock: virtualClock(0),
      manifest: manifestWith(),
      page: { host: bareHost, firstPerson: null },
    });
    const { id } = plain.addPerson({ name: "kim" });
    for (const what of [
      { do: "clock", rate: 2 },
      { do: "jump", byMs: 1 },
      { do: "start replay", story: "x", speed: null },
    ] satisfies Deed[]) {
      expect(await deed(plain, id, what)).toMatchObject({ ok: false });
    }
    await plain.stop();
  });
});

describe("A document", () => {
  const share = async (name: string, content: string, channel: string) => {
    const length = Buffer.byteLength(content);
    const { body } = await call(bench.workspace, "files.getUploadURLExternal", { filename: name, length });
    await fetch(String(body.upload_url), { method: "POST", body: content });
    await call(bench.workspace, "files.completeUploadExternal", { files: [{ id: body.file_id }], channel_id: channel });
    return String(body.file_id);
  };
  const read = (path: string, file: string, as = sam.id) =>
    fetch(`${addressOf(bench.workspace)}client/${path}?${new URLSearchParams({ as, file })}`);

  test("comes as the tree of its Markdown, with its front matter, tables and lists", async () => {
    const markdown =
      "---\nid: INC-1\n---\n\n# Title\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n- [x] done\n\nPlain <b>raw</b>\n";
    const file = await share("inc-1.md", markdown, general);
    const document = (await (await read("document", file)).json()) as SeenDocument;
    expect(document).toMatchObject({ fileId: file, name: "inc-1.md", markdown });
    const children = (document.tree as { children: { type: string; value?: string }[] }).children;
    expect(children.map(({ type }) => type)).toEqual(["yaml", "heading", "table", "list", "paragraph"]);
    expect(children[0]?.value).toBe("id: INC-1");
    expect(JSON.stringify(document.tree)).not.toContain("position");
  });

  test("and its bytes are for who sees it: never run, whatever they are", async () => {
    const secret = bench.workspace.addChannel({ name: "hush", isPrivate: true, members: ["sam", "bot"] });
    const file = await share("page.html", "<script>alert(1)</script>", secret.id);
    const own = await read("file", file);
    expect(await own.text()).toBe("<script>alert(1)</script>");
    expect(own.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''page.html");
    expect([own.headers.get("content-type"), own.headers.get("content-security-policy")]).toEqual([
      "application/octet-stream",
      "default-src 'none'; sandbox",
    ]);
    const ada = bench.workspace.person("ada").id;
    for (const path of ["file", "document"]) expect((await read(path, file, ada)).status).toBe(404);
    expect(await (await read("document", file)).json()).toMatchObject({
      sentence: expect.stringContaining("download it"),
    });
  });

  test("is a canvas too", async () => {
    const other = await openBench({
      manifest: manifestWith({ scopes: ["canvases:write"] }),
      page: { host: bareHost, firstPerson: null },
    });
    const { id } = other.workspace.channel("general");
    const content = { type: "markdown", markdown: "# Runbook\n\nRestart it." };
    const { body } = await call(other.workspace, "conversations.canvases.create", {
      channel_id: id,
      document_content: content,
    });
    const as = other.workspace.person("sam").id;
    const asked = new URLSearchParams({ as, file: String(body.canvas_id) });
    const answer = await fetch(`${addressOf(other.workspace)}client/document?${asked}`);
    const document = (await answer.json()) as SeenDocument;
    expect(document.markdown).toBe("# Runbook\n\nRestart it.");
    await other.stop();
  });
});
