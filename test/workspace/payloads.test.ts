import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { oddities } from "./support/shapes.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket;

beforeEach(async () => {
  bench = await openBench();
  socket = await openSocket(bench.workspace);
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const plain = (text: string) => ({ type: "plain_text", text });

const card = [
  {
    type: "actions",
    block_id: "card",
    elements: [
      { type: "button", action_id: "take", text: plain("Take command"), value: "INC-1", style: "primary" },
      {
        type: "static_select",
        action_id: "severity",
        placeholder: plain("Severity"),
        options: [
          { text: plain("SEV1"), value: "sev1" },
          { text: plain("SEV2"), value: "sev2" },
        ],
        initial_option: { text: plain("SEV2"), value: "sev2" },
      },
      { type: "overflow", action_id: "more", options: [{ text: plain("Export"), value: "export" }] },
    ],
  },
];

const form = {
  type: "modal",
  callback_id: "declare_form",
  private_metadata: "INC-1",
  notify_on_close: true,
  title: plain("Declare incident"),
  submit: plain("Declare"),
  blocks: [
    { type: "input", block_id: "title", label: plain("Title"), element: { type: "plain_text_input", action_id: "it" } },
    { type: "actions", block_id: "more", elements: [{ type: "button", action_id: "help", text: plain("Help") }] },
  ],
};

async function postCard(): Promise<string> {
  const { body } = await call(bench.workspace, "chat.postMessage", { channel: "general", text: "card", blocks: card });
  return String(body.ts);
}

/** Recorded elsewhere (extracted-from-tests, python-slack-sdk, FACTS 5), though not in the union of that payload. */
const envelopeKeys = {
  BlockActionPayload: [".message", ".state", ".view", ".actions[].selected_option", ".actions[].initial_option"],
  ViewSubmissionPayload: [".view.blocks", ".view.state", ".response_urls"],
  ViewClosedPayload: [".view.blocks", ".view.state"],
  MessageShortcutPayload: [".message", ".user", ".user.username", ".team"],
  SlashCommandPayload: [".is_enterprise_install"],
} as const;

function odd(file: keyof typeof envelopeKeys, payload: unknown): string[] {
  return oddities(`app-backend/${file}`, payload, envelopeKeys[file]);
}

describe("what people do reaches the app in the shape recorded from Slack", () => {
  test("a slash command carries its channel, person, text with mentions as tokens, and response_url", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    await sam.command("/incident role scribe @ada in #general <b> & co", { channel: "general" });
    const [envelope] = socket.envelopes;
    expect(envelope).toMatchObject({ type: "slash_commands", accepts_response_payload: true });
    const general = workspace.channel("general");
    expect(envelope?.payload).toMatchObject({
      command: "/incident",
      text: `role scribe <@${workspace.person("ada").id}> in <#${general.id}|general> &lt;b&gt; &amp; co`,
      channel_id: general.id,
      channel_name: "general",
      user_id: sam.id,
      user_name: "sam",
      is_enterprise_install: "false",
    });
    expect(odd("SlashCommandPayload", envelope?.payload)).toEqual([]);
  });

  test("a click tells its button, its message, the state of the menus beside it, and where to answer", async () => {
    const sam = bench.workspace.person("sam");
    const ts = await postCard();
    await sam.click("general", ts, "Take command");
    await sam.choose("general", ts, "severity", "SEV1");
    await sam.choose("general", ts, "more", "Export");
    const payloads = socket.envelopes.filter((it) => it.type === "interactive").map((it) => it.payload);
    expect(payloads.map((it) => (it.actions as object[])[0])).toMatchObject([
      { action_id: "take", block_id: "card", type: "button", value: "INC-1", style: "primary" },
      { action_id: "severity", selected_option: { value: "sev1" }, initial_option: { value: "sev2" } },
      { action_id: "more", type: "overflow", selected_option: { value: "export" } },
    ]);
    expect(payloads[1]?.state).toMatchObject({
      values: { card: { severity: { selected_option: { value: "sev1" } } } },
    });
    expect(payloads[0]).toMatchObject({ container: { type: "message", message_ts: ts, is_ephemeral: false } });
    for (const payload of payloads) expect(odd("BlockActionPayload", payload)).toEqual([]);
  });

  test("shortcuts, global and on a message", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const { ts } = sam.say("general", "it began at 10:25");
    await sam.globalShortcut("declare");
    await sam.messageShortcut("note", "general", ts);
    const [global, onMessage] = socket.envelopes.filter((it) => it.type === "interactive");
    expect(global?.payload).toMatchObject({ type: "shortcut", callback_id: "declare" });
    expect(global?.payload).not.toHaveProperty("response_url");
    expect(global?.payload).not.toHaveProperty("channel");
    expect(onMessage?.payload).toMatchObject({ type: "message_action", callback_id: "note", message_ts: ts });
    expect(odd("MessageShortcutPayload", onMessage?.payload)).toEqual([]);
  });

  test("a form's button, its submission and its closing", async () => {
    const { workspace } = bench;
    const sam = workspace.person("sam");
    const outcome = await sam.globalShortcut("declare");
    const trigger = String(socket.envelopes.at(-1)?.payload.trigger_id);
    expect((await call(workspace, "views.open", { trigger_id: trigger, view: form })).body.ok).toBe(true);
    const opened = await outcome.openedForm();
    await opened.press("Help");
    await opened.fill({ Title: "Checkout" });
    expect((await opened.submit()).closed).toBe(true);
    const again = await sam.globalShortcut("declare");
    await call(workspace, "views.open", { trigger_id: socket.envelopes.at(-1)?.payload.trigger_id, view: form });
    await (await again.openedForm()).close();
    const payloads = socket.envelopes.map((it) => it.payload);
    const of = (type: string) => payloads.find((it) => it.type === type);
    expect(odd("BlockActionPayload", of("block_actions"))).toEqual([]);
    expect(of("view_submission")).toMatchObject({
      view: {
        callback_id: "declare_form",
        private_metadata: "INC-1",
        state: { values: { title: { it: { type: "plain_text_input", value: "Checkout" } } } },
      },
    });
    expect(odd("ViewSubmissionPayload", of("view_submission"))).toEqual([]);
    expect(of("view_closed")).toMatchObject({ is_cleared: false });
    expect(odd("ViewClosedPayload", of("view_closed"))).toEqual([]);
  });
});

/** Slack documents these (events reference, FACTS 5); the recorded unions of that event lack them. */
const eventKeys: Record<string, string[]> = {
  MessagePayload: [".event.app_id", ".event.reactions"],
  MessageChangedPayload: [
    ...[".event.ts", ".event.subtype"],
    ...["message", "previous_message"].flatMap((it) =>
      ["app_id", "metadata", "reactions", "reply_users"].map((key) => `.event.${it}.${key}`),
    ),
  ],
  MessageDeletedPayload: [".event.previous_message.app_id", ".event.previous_message.metadata"],
  MessageThreadBroadcastPayload: [".event.user", ".event.team", ".event.parent_user_id"],
  MessageFileSharePayload: [".event.bot_id", ".event.app_id", ".event.bot_profile", ".event.team", ".event.files"],
  AppHomeOpenedPayload: [".event.view.blocks"],
  MessageChannelTopicPayload: [".event.team"],
  MessageChannelPurposePayload: [".event.team"],
  MessageChannelLeavePayload: [".event.inviter"],
};

const eventFile: Record<string, string> = {
  app_home_opened: "AppHomeOpened",
  app_mention: "AppMention",
  channel_archive: "ChannelArchive",
  channel_created: "ChannelCreated",
  channel_left: "ChannelLeft",
  channel_rename: "ChannelRename",
  channel_unarchive: "ChannelUnarchive",
  file_shared: "FileShared",
  group_archive: "GroupArchive",
  group_rename: "GroupRename",
  member_joined_channel: "MemberJoinedChannel",
  member_left_channel: "MemberLeftChannel",
  pin_added: "PinAdded",
  pin_removed: "PinRemoved",
  reaction_added: "ReactionAdded",
  reaction_removed: "ReactionRemoved",
  message: "Message",
  "message.message_changed": "MessageChanged",
  "message.message_deleted": "MessageDeleted",
  "message.file_share": "MessageFileShare",
  "message.thread_broadcast": "MessageThreadBroadcast",
  "message.channel_join": "MessageChannelJoin",
  "message.channel_leave": "MessageChannelLeave",
  "message.channel_topic": "MessageChannelTopic",
  "message.channel_purpose": "MessageChannelPurpose",
  "message.channel_name": "MessageChannelName",
  "message.channel_archive": "MessageChannelArchive",
  "message.channel_unarchive": "MessageChannelUnarchive",
};

/** Makes every event happen that the workspace knows. */
async function everyEvent(): Promise<void> {
  const { workspace } = bench;
  const sam = workspace.person("sam");
  const ada = workspace.person("ada");
  const api = async (method: string, args: object) => (await call(workspace, method, args)).body;
  const parent = sam.say("general", "Is checkout down? @sitrep");
  ada.say("general", "It is", { threadTs: parent.ts, alsoToChannel: true });
  sam.edit("general", parent.ts, "Checkout is down");
  ada.react("general", parent.ts, "pushpin");
  ada.unreact("general", parent.ts, "pushpin");
  sam.pin("general", parent.ts);
  sam.unpin("general", parent.ts);
  const ts = await postCard();
  await api("chat.update", { channel: workspace.channel("general").id, ts, text: "new card" });
  await api("chat.delete", { channel: workspace.channel("general").id, ts });
  const created = await api("conversations.create", { name: "inc-1" });
  const channel = (created.channel as { id: string }).id;
  await api("conversations.invite", { channel, users: sam.id });
  await api("conversations.setTopic", { channel, topic: "SEV2" });
  await api("conversations.setPurpose", { channel, purpose: "Checkout" });
  const { upload_url, file_id } = await api("files.getUploadURLExternal", { filename: "a.md", length: 1 });
  await fetch(String(upload_url), { method: "POST", body: "a" });
  await api("files.completeUploadExternal", { channel_id: channel, files: [{ id: file_id }] });
  sam.renameChannel("inc-1", "inc-1-checkout");
  ada.join("inc-1-checkout");
  ada.leave("inc-1-checkout");
  sam.archive("inc-1-checkout");
  sam.unarchive("inc-1-checkout");
  const hidden = workspace.addChannel({ name: "secret", isPrivate: true, members: ["sam", "bot"] });
  sam.renameChannel(hidden.id, "very-secret");
  sam.archive(hidden.id);
  sam.kickBot("inc-1-checkout");
  await api("views.publish", { user_id: sam.id, view: { type: "home", blocks: [{ type: "divider" }] } });
  await sam.openHome();
  await workspace.idle();
}

describe("what happens reaches the app as the events recorded from Slack", () => {
  test("each kind of event is sent, wrapped, and has no key or type that was never recorded", async () => {
    await everyEvent();
    const seen = new Set<string>();
    const found: string[] = [];
    for (const { payload, type, accepts_response_payload: accepts } of socket.envelopes) {
      expect({ type, accepts }).toEqual({ type: "events_api", accepts: false });
      const { event } = payload;
      const kind = event?.subtype === undefined ? String(event?.type) : `message.${String(event.subtype)}`;
      seen.add(kind);
      const file = `${eventFile[kind]}Payload`;
      for (const oddity of oddities(`events/${file}`, payload, eventKeys[file] ?? [])) found.push(`${kind} ${oddity}`);
    }
    expect([...new Set(found)]).toEqual([]);
    expect(Object.keys(eventFile).filter((kind) => !seen.has(kind))).toEqual([]);
  });

  test("each event has an id of its own, and the time of the clock", async () => {
    const { workspace, clock } = bench;
    workspace.person("sam").say("general", "one");
    await workspace.idle();
    clock.advanceBy(60_000);
    workspace.person("sam").say("general", "two");
    await workspace.idle();
    const [one, two] = socket.envelopes.map((it) => it.payload);
    expect(one?.event_id).not.toBe(two?.event_id);
    expect(Number(two?.event_time) - Number(one?.event_time)).toBe(60);
    expect(two?.event).toMatchObject({ channel_type: "channel", event_ts: two?.event?.ts });
  });
});
