import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { oddities } from "./support/shapes.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket;

const events = [
  ...["message.channels", "message.groups", "message.im", "group_archive", "group_unarchive", "group_left"],
  ...["group_rename", "member_joined_channel", "member_left_channel", "app_mention", "file_shared", "pin_added"],
];

beforeEach(async () => {
  bench = await openBench({ manifest: manifestWith({ events }) });
  socket = await openSocket(bench.workspace);
});

afterEach(async () => {
  await socket.close();
  await bench.stop();
});

const files: Record<string, string> = {
  app_mention: "AppMention",
  file_shared: "FileShared",
  group_archive: "GroupArchive",
  group_rename: "GroupRename",
  group_unarchive: "GroupUnarchive",
  // No group_left was recorded; channel_left is the same of a public channel.
  group_left: "ChannelLeft",
  member_joined_channel: "MemberJoinedChannel",
  member_left_channel: "MemberLeftChannel",
  message: "Message",
  pin_added: "PinAdded",
  "message.channel_archive": "MessageChannelArchive",
  "message.channel_join": "MessageChannelJoin",
  "message.channel_leave": "MessageChannelLeave",
  "message.channel_name": "MessageChannelName",
  "message.channel_topic": "MessageChannelTopic",
  "message.channel_unarchive": "MessageChannelUnarchive",
  "message.file_share": "MessageFileShare",
  "message.message_changed": "MessageChanged",
};

/** As in payloads.test.ts: documented, though not in the recorded union of that very event. */
const documented: Record<string, string[]> = {
  Message: [".event.app_id"],
  MessageChanged: [".event.ts", ".event.subtype", ".event.message.app_id", ".event.previous_message.app_id"],
  MessageChannelTopic: [".event.team"],
  MessageChannelLeave: [".event.inviter"],
  MessageFileShare: [".event.bot_id", ".event.app_id", ".event.bot_profile", ".event.team", ".event.files"],
};

async function privateLife(): Promise<void> {
  const { workspace } = bench;
  const [sam, ada] = [workspace.person("sam"), workspace.person("ada")];
  const { id: channel } = workspace.addChannel({ name: "secret", isPrivate: true, members: ["sam", "bot"] });
  const api = async (method: string, args: object) => (await call(workspace, method, args)).body;
  const said = sam.say(channel, "@sitrep is checkout down?");
  sam.pin(channel, said.ts);
  const { ts } = await api("chat.postMessage", { channel, text: "card" });
  await api("chat.update", { channel, ts, text: "card 2" });
  await api("conversations.setTopic", { channel, topic: "SEV2" });
  await api("conversations.invite", { channel, users: ada.id });
  const { upload_url, file_id } = await api("files.getUploadURLExternal", { filename: "a.md", length: 1 });
  await fetch(String(upload_url), { method: "POST", body: "a" });
  await api("files.completeUploadExternal", { channel_id: channel, files: [{ id: file_id }] });
  ada.leave(channel);
  sam.renameChannel(channel, "very-secret");
  sam.archive(channel);
  sam.unarchive(channel);
  await api("chat.postMessage", { channel: sam.id, text: "psst" });
  sam.say(sam.dm().id, "yes?");
  sam.kickBot(channel);
  sam.say(channel, "now we are alone");
  await workspace.idle();
}

describe("what happens in private channels and direct conversations", () => {
  test("comes as group_* and message.groups or message.im, with the keys and types that were recorded", async () => {
    await privateLife();
    const seen = new Set<string>();
    const found: string[] = [];
    for (const { payload } of socket.envelopes) {
      const event = payload.event ?? {};
      const kind = event.subtype === undefined ? String(event.type) : `message.${String(event.subtype)}`;
      seen.add(kind);
      const file = String(files[kind]);
      for (const oddity of oddities(`events/${file}Payload`, payload, documented[file] ?? [])) {
        found.push(`${kind} ${oddity}`);
      }
    }
    expect([...new Set(found)]).toEqual([]);
    expect(Object.keys(files).filter((kind) => !seen.has(kind))).toEqual([]);
    const types = socket.events("message").map((event) => event.channel_type);
    expect(new Set(types)).toEqual(new Set(["group", "im"]));
    expect(JSON.stringify(socket.envelopes)).not.toContain("now we are alone");
  });

  test("is told to nobody who has not subscribed to it, or lacks its scope", async () => {
    await socket.close();
    await bench.stop();
    const scopes = ["chat:write", "pins:read", "channels:history", "im:write", "groups:write", "files:write"];
    bench = await openBench({ manifest: manifestWith({ events, scopes }) });
    socket = await openSocket(bench.workspace);
    await privateLife();
    expect([...new Set(socket.events().map((event) => event.type))]).toEqual(["pin_added"]);
  });
});
