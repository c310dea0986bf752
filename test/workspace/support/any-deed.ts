// Every deed of a page and every method of the API, each as something that a test can do at any moment: what it is done
// to is chosen by numbers. Most of them are refused now and then, which changes nothing and is part of the test.

import type { Deed, Done } from "../../../src/workspace/client/protocol.ts";
import type { Channel, Message } from "../../../src/workspace/world.ts";
import type { Bench } from "./bolt.ts";
import { upload as bring, deed } from "./page.ts";
import { call } from "./raw.ts";
import type { Socket } from "./socket.ts";

/** Chooses one of several, the same ones for the same numbers. */
export type Pick = <T>(from: readonly T[]) => T;

export type Hand = { bench: Bench; socket: Socket; pick: Pick };

type Do = (hand: Hand) => Promise<unknown>;

const people = ["sam", "ada", "kim"];
const words = ["one", "two @ada", "*three* <!here>", "4 & <5>"];
const names = ["alpha", "beta", "gamma", "delta"];
const emoji = ["eyes", "fire", "tada"];

/** More often than not the first one, in which everybody is, so that most deeds are not refused. */
function channelOf({ bench, pick }: Hand): Channel {
  const all = bench.workspace.channels();
  const [first = pick(all)] = all;
  return pick([first, first, pick(all)]);
}

function messageOf(hand: Hand): Message {
  const { messages } = channelOf(hand);
  const [first] = hand.bench.workspace.channels()[0]?.messages ?? [];
  // What came last was said by people and the app; at first there are only those who joined.
  const found = messages.length === 0 ? first : hand.pick(messages.slice(-4));
  if (found === undefined) throw new Error("There is no message at all.");
  return found;
}

/** A message that is like this, where there is one. */
function messageThat(hand: Hand, isIt: (message: Message, channel: Channel) => boolean) {
  for (const channel of hand.bench.workspace.channels()) {
    const found = channel.messages.find((message) => isIt(message, channel));
    if (found !== undefined) return { channelId: channel.id, ts: found.ts, found };
  }
  const any = messageOf(hand);
  return { channelId: any.channelId, ts: any.ts, found: any };
}

const isPinned = ({ ts }: Message, { pins }: Channel) => pins.some((pin) => pin.ts === ts);

/** Takes a reaction back, as who had given it. */
function unreact(hand: Hand): Promise<Done> {
  const { channelId, ts, found } = messageThat(hand, ({ reactions }) => reactions.length > 0);
  const [reaction = { name: "eyes", users: [] }] = found.reactions;
  return deed(hand.bench.workspace, reaction.users[0] ?? userId(hand), {
    do: "unreact",
    channelId,
    ts,
    emoji: reaction.name,
  });
}

const userId = ({ bench, pick }: Hand): string => bench.workspace.person(pick(people)).id;

const by = (hand: Hand, what: Deed): Promise<Done> => deed(hand.bench.workspace, userId(hand), what);

const onMessage = (hand: Hand) => {
  const { channelId, ts } = messageOf(hand);
  return { channelId, ts };
};

/** The open forms, top ones. */
function formOf(hand: Hand): { owner: string; viewId: string } {
  for (const name of people) {
    const { id, form } = hand.bench.workspace.person(name);
    if (form !== null) return { owner: id, viewId: form.viewId };
  }
  return { owner: userId(hand), viewId: "V404" };
}

const byOwner = (hand: Hand, what: (viewId: string) => Deed): Promise<Done> => {
  const { owner, viewId } = formOf(hand);
  return deed(hand.bench.workspace, owner, what(viewId));
};

const typed = (hand: Hand) => ({ summary: { text: hand.pick(words) }, gone: { gone: "x" } });

type Host = "clock" | "jump" | "start replay" | "pace replay" | "end replay";

/** By what they do; the compiler asks for each of the protocol's. */
export const deeds: Record<Exclude<Deed["do"], Host>, Do> = {
  say: (hand) => {
    const { channelId, ts } = onMessage(hand);
    const threadTs = hand.pick([null, ts]);
    return by(hand, {
      do: "say",
      channelId,
      text: hand.pick(words),
      threadTs,
      alsoToChannel: hand.pick([true, false]),
    });
  },
  share: async (hand) => {
    const owner = userId(hand);
    const sent = await bring(hand.bench.workspace, owner, "log.txt", new TextEncoder().encode(hand.pick(words)));
    if (!sent.ok) throw new Error(sent.sentence);
    const { channelId, ts } = onMessage(hand);
    const said = { text: hand.pick(["", ...words]), threadTs: hand.pick([null, ts]) };
    await deed(hand.bench.workspace, owner, { do: "share", channelId, fileIds: [sent.file.id], ...said });
  },
  edit: (hand) => by(hand, { do: "edit", ...onMessage(hand), text: hand.pick(words) }),
  delete: (hand) => by(hand, { do: "delete", ...onMessage(hand) }),
  react: (hand) => by(hand, { do: "react", ...onMessage(hand), emoji: hand.pick(emoji) }),
  unreact,
  pin: (hand) => by(hand, { do: "pin", ...onMessage(hand) }),
  unpin: (hand) => {
    const { channelId, ts } = messageThat(hand, isPinned);
    return by(hand, { do: "unpin", channelId, ts });
  },
  read: (hand) => by(hand, { do: "read", ...onMessage(hand) }),
  dismiss: (hand) => {
    const person = hand.bench.workspace.person(hand.pick(people));
    return deed(hand.bench.workspace, person.id, { do: "dismiss", ts: person.ephemerals[0]?.ts ?? "1.000000" });
  },
  join: (hand) => by(hand, { do: "join", channelId: channelOf(hand).id }),
  leave: (hand) => by(hand, { do: "leave", channelId: channelOf(hand).id }),
  archive: (hand) => by(hand, { do: "archive", channelId: channelOf(hand).id }),
  unarchive: (hand) => by(hand, { do: "unarchive", channelId: channelOf(hand).id }),
  invite: (hand) => by(hand, { do: "invite", channelId: channelOf(hand).id, userId: userId(hand) }),
  remove: (hand) => by(hand, { do: "remove", channelId: channelOf(hand).id, userId: userId(hand) }),
  rename: (hand) => by(hand, { do: "rename", channelId: channelOf(hand).id, name: hand.pick(names) }),
  topic: (hand) => by(hand, { do: "topic", channelId: channelOf(hand).id, topic: hand.pick(words) }),
  "create channel": (hand) =>
    by(hand, { do: "create channel", name: hand.pick(names), isPrivate: hand.pick([true, false]) }),
  "open dm": (hand) => by(hand, { do: "open dm", userId: userId(hand) }),
  command: (hand) =>
    by(hand, { do: "command", channelId: channelOf(hand).id, line: hand.pick(["/incident", "/nothing like it"]) }),
  "global shortcut": (hand) =>
    by(hand, { do: "global shortcut", callbackId: "declare", channelId: hand.pick([null, channelOf(hand).id]) }),
  "message shortcut": (hand) => by(hand, { do: "message shortcut", callbackId: "note", ...onMessage(hand) }),
  act: (hand) => by(hand, { do: "act", place: onMessage(hand), blockId: "buttons", actionId: "press", value: null }),
  suggest: (hand) =>
    by(hand, { do: "suggest", place: onMessage(hand), blockId: "buttons", actionId: "press", typed: "a" }),
  fill: (hand) => byOwner(hand, (viewId) => ({ do: "fill", viewId, values: typed(hand) })),
  submit: (hand) => byOwner(hand, (viewId) => ({ do: "submit", viewId, values: typed(hand) })),
  close: (hand) => byOwner(hand, (viewId) => ({ do: "close", viewId, all: hand.pick([true, false]) })),
  "open home": (hand) => by(hand, { do: "open home" }),
};

const input = { type: "plain_text_input", action_id: "text" };

const modal = (hand: Hand) => ({
  type: "modal",
  title: { type: "plain_text", text: hand.pick(names) },
  submit: { type: "plain_text", text: "Send" },
  blocks: [{ type: "input", block_id: "summary", label: { type: "plain_text", text: "Summary" }, element: input }],
});

const buttons = [
  { type: "markdown", text: "**bold** and a\n\n- list" },
  {
    type: "actions",
    block_id: "buttons",
    elements: [{ type: "button", action_id: "press", text: { type: "plain_text", text: "Press" } }],
  },
];

/** A trigger that is still good, from a command that somebody has just typed. */
async function triggerOf(hand: Hand): Promise<string> {
  const person = hand.bench.workspace.person(hand.pick(["sam", "ada"]));
  await person.command("/incident", { channel: person.dm().id });
  return String(hand.socket.envelopes.findLast(({ type }) => type === "slash_commands")?.payload.trigger_id);
}

const viewId = (hand: Hand) => formOf(hand).viewId;

async function respond(hand: Hand, payload: object): Promise<unknown> {
  await triggerOf(hand);
  const { payload: sent } = hand.socket.envelopes.findLast(({ type }) => type === "slash_commands") ?? { payload: {} };
  const { response_url: address } = sent as { response_url?: string };
  const body = JSON.stringify(payload);
  return (await fetch(String(address), { method: "POST", body })).text();
}

async function upload(hand: Hand): Promise<unknown> {
  const { workspace } = hand.bench;
  const { body } = await call(workspace, "files.getUploadURLExternal", { filename: "post.md", length: 4 });
  await fetch(String(body.upload_url), { method: "POST", body: "# Hi" });
  const files = [{ id: body.file_id, title: hand.pick(names) }];
  return call(workspace, "files.completeUploadExternal", { files, channel_id: channelOf(hand).id });
}

const api =
  (method: string, args: (hand: Hand) => object): Do =>
  (hand) =>
    call(hand.bench.workspace, method, args(hand));

const channel = (hand: Hand) => ({ channel: channelOf(hand).id });
const item = (hand: Hand) => {
  const { channelId, ts } = messageOf(hand);
  return { channel: channelId, timestamp: ts };
};
const canvasOf = (hand: Hand) => ({
  canvas_id: hand.bench.workspace.channels().find(({ canvasId }) => canvasId !== null)?.canvasId ?? "F404",
});
const content = (hand: Hand) => ({ document_content: { type: "markdown", markdown: `# ${hand.pick(names)}` } });
const bookmark = (hand: Hand) => {
  const found = hand.bench.workspace.channels().find(({ bookmarks }) => bookmarks.length > 0) ?? channelOf(hand);
  return { channel_id: found.id, bookmark_id: found.bookmarks[0]?.id ?? "Bk404" };
};
const link = (hand: Hand) => ({ title: hand.pick(names), link: "https://example.com", type: "link" });

/** Every method that changes something, by its name; a test holds the list against the methods that there are. */
export const calls: Record<string, Do> = {
  "chat.postMessage": api("chat.postMessage", (hand) => ({
    ...channel(hand),
    text: hand.pick(words),
    blocks: buttons,
  })),
  "chat.update": api("chat.update", (hand) => {
    const { channel: id, timestamp: ts } = item(hand);
    return { channel: id, ts, text: hand.pick(words) };
  }),
  "chat.delete": api("chat.delete", (hand) => {
    const { channel: id, timestamp: ts } = item(hand);
    return { channel: id, ts };
  }),
  "chat.postEphemeral": api("chat.postEphemeral", (hand) => ({ ...channel(hand), user: userId(hand), text: "psst" })),
  "conversations.create": api("conversations.create", (hand) => ({ name: hand.pick(names) })),
  "conversations.rename": api("conversations.rename", (hand) => ({ ...channel(hand), name: hand.pick(names) })),
  "conversations.archive": api("conversations.archive", channel),
  "conversations.unarchive": api("conversations.unarchive", channel),
  "conversations.invite": api("conversations.invite", (hand) => ({ ...channel(hand), users: userId(hand) })),
  "conversations.kick": api("conversations.kick", (hand) => ({ ...channel(hand), user: userId(hand) })),
  "conversations.join": api("conversations.join", channel),
  "conversations.leave": api("conversations.leave", channel),
  "conversations.open": api("conversations.open", (hand) => ({ users: `${userId(hand)},${userId(hand)}` })),
  "conversations.setTopic": api("conversations.setTopic", (hand) => ({ ...channel(hand), topic: hand.pick(words) })),
  "conversations.setPurpose": api("conversations.setPurpose", (hand) => ({
    ...channel(hand),
    purpose: hand.pick(names),
  })),
  "conversations.canvases.create": api("conversations.canvases.create", (hand) => ({
    channel_id: channelOf(hand).id,
    ...content(hand),
  })),
  "canvases.create": api("canvases.create", content),
  "canvases.edit": api("canvases.edit", (hand) => ({
    ...canvasOf(hand),
    changes: [{ operation: "insert_at_end", ...content(hand) }],
  })),
  "pins.add": api("pins.add", item),
  "pins.remove": api("pins.remove", (hand) => {
    const { channelId, ts } = messageThat(hand, isPinned);
    return { channel: channelId, timestamp: ts };
  }),
  "reactions.add": api("reactions.add", (hand) => ({ ...item(hand), name: "eyes" })),
  "reactions.remove": api("reactions.remove", (hand) => {
    const { botUserId } = hand.bench.workspace;
    const { channelId, ts } = messageThat(hand, ({ reactions }) =>
      reactions.some(({ users }) => users.includes(botUserId)),
    );
    return { channel: channelId, timestamp: ts, name: "eyes" };
  }),
  "bookmarks.add": api("bookmarks.add", (hand) => ({ channel_id: channelOf(hand).id, ...link(hand) })),
  "bookmarks.edit": api("bookmarks.edit", (hand) => ({ ...bookmark(hand), title: hand.pick(names) })),
  "bookmarks.remove": api("bookmarks.remove", bookmark),
  "views.open": async (hand) =>
    call(hand.bench.workspace, "views.open", { trigger_id: await triggerOf(hand), view: modal(hand) }),
  "views.push": async (hand) =>
    call(hand.bench.workspace, "views.push", { trigger_id: await triggerOf(hand), view: modal(hand) }),
  "views.update": api("views.update", (hand) => ({ view_id: viewId(hand), view: modal(hand) })),
  "views.publish": api("views.publish", (hand) => ({
    user_id: userId(hand),
    view: { type: "home", blocks: [{ type: "section", text: { type: "plain_text", text: hand.pick(names) } }] },
  })),
  "files.getUploadURLExternal": upload,
  "files.completeUploadExternal": upload,
  response_url: (hand) =>
    respond(hand, { text: hand.pick(words), response_type: hand.pick(["in_channel", "ephemeral"]) }),
};

/** Looks that change nothing which a page shows. */
export const looks = new RegExp(
  [
    "^(auth\\.test|api\\.test|apps\\.connections\\.open|blocks\\.validate|chat\\.getPermalink",
    "canvases\\.sections\\.lookup",
    "reactions\\.get|.*\\.(list|info|members|history|replies|conversations|lookupByEmail))$",
  ].join("|"),
);
