// A person of the workspace, as a test plays them: what they do is what Slack's client lets them do.

import { archiveChannel, nameProblem, openIm, renameChannel, unarchiveChannel } from "../deeds/channels.ts";
import { hasReacted, pin, react, unpin, unreact } from "../deeds/marks.ts";
import { join, leave } from "../deeds/membership.ts";
import { edit, post, remove } from "../deeds/messages.ts";
import { topView } from "../deeds/views.ts";
import { nextUuid } from "../ids.ts";
import type { Channel, Ephemeral, Message, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import type { FieldValue } from "./choice.ts";
import { type Form, formOf } from "./form.ts";
import * as gestures from "./gestures.ts";
import type { Outcome } from "./outcome.ts";
import { channelOf, channelSeenBy, findChannel, findMessage, findUser, nameOf } from "./places.ts";
import { asRichText, asSent } from "./typed-text.ts";

/** Channels are named by name (with or without #) or id, people by handle (with or without @) or id. */
export type Person = {
  id: string;
  name: string;
  /** What only they saw and that has not been deleted since, oldest first. */
  readonly ephemerals: Ephemeral[];
  /** The form that lies open before them. */
  readonly form: Form | null;
  /** Their direct conversation with the app. */
  dm(): Channel;
  command(line: string, where: { channel: string }): Promise<Outcome>;
  /** Clicks a button, named by action id or text. Throws CannotDo when a confirm dialog was denied. */
  click(channel: string, target: gestures.Target, button: string, confirming?: gestures.Confirming): Promise<Outcome>;
  /** Chooses in a menu, named by action id or placeholder; the option by its value or label. */
  choose(
    channel: string,
    target: gestures.Target,
    menu: string,
    option: FieldValue,
    confirming?: gestures.Confirming,
  ): Promise<Outcome>;
  globalShortcut(callbackId: string): Promise<Outcome>;
  messageShortcut(callbackId: string, channel: string, ts: string): Promise<Outcome>;
  openHome(): Promise<Form>;
  /** Types a message: @sam, #channel and addresses become tokens, everything else is escaped. */
  say(channel: string, text: string, options?: { threadTs?: string; alsoToChannel?: boolean }): Message;
  edit(channel: string, ts: string, text: string): void;
  deleteMessage(channel: string, ts: string): void;
  react(channel: string, ts: string, emoji: string): void;
  unreact(channel: string, ts: string, emoji: string): void;
  pin(channel: string, ts: string): void;
  unpin(channel: string, ts: string): void;
  join(channel: string): void;
  leave(channel: string): void;
  invite(channel: string, person: string): void;
  archive(channel: string): void;
  unarchive(channel: string): void;
  renameChannel(channel: string, name: string): void;
  kickBot(channel: string): void;
  inviteBot(channel: string): void;
};

function say(
  world: World,
  userId: string,
  channelName: string,
  text: string,
  threadTs: string | null,
  broadcast: boolean,
) {
  const channel = channelOf(world, userId, channelName);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived: nothing can be written there.`);
  const parent = threadTs === null ? null : findMessage(channel, threadTs);
  const typed = text.toWellFormed();
  return post(world, channel, {
    user: userId,
    text: asSent(world, typed),
    blocks: asRichText(world, typed),
    threadTs: parent === null ? null : (parent.threadTs ?? parent.ts),
    isBroadcast: broadcast,
    clientMsgId: nextUuid(world, "message"),
  });
}

function ownMessage(
  world: World,
  userId: string,
  channelName: string,
  ts: string,
): { channel: Channel; message: Message } {
  const channel = channelOf(world, userId, channelName);
  const message = findMessage(channel, ts);
  if (message.user !== userId) throw new CannotDo(`${nameOf(world, userId)} did not write that message.`);
  return { channel, message };
}

function mark(world: World, userId: string, channelName: string, ts: string): { channel: Channel; message: Message } {
  const channel = channelOf(world, userId, channelName);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived.`);
  return { channel, message: findMessage(channel, ts) };
}

/** ":eyes:" and "eyes" alike. */
function emojiName(emoji: string): string {
  return emoji.replaceAll(/^:|:$/g, "");
}

async function confirmed(outcome: Promise<Outcome | null>): Promise<Outcome> {
  const seen = await outcome;
  if (seen === null) throw new CannotDo("The confirm dialog was denied: nothing was sent.");
  return seen;
}

type Deeds = Omit<Person, "id" | "name" | "ephemerals" | "form" | "dm">;

/** What they do to messages and what the app is asked about. */
function messageDeeds(world: World, id: string): Omit<Deeds, keyof ReturnType<typeof channelDeeds>> {
  return {
    command: (line, { channel }) => gestures.command(world, id, line, channel),
    click: (channel, target, button, confirming = {}) =>
      confirmed(gestures.act(world, id, channel, target, button, undefined, confirming)),
    choose: (channel, target, menu, option, confirming = {}) =>
      confirmed(gestures.act(world, id, channel, target, menu, option, confirming)),
    globalShortcut: (callbackId) => gestures.globalShortcut(world, id, callbackId),
    messageShortcut: (callbackId, channel, ts) => gestures.messageShortcut(world, id, callbackId, channel, ts),
    openHome: () => gestures.openHome(world, id),
    say: (channel, text, options = {}) =>
      say(world, id, channel, text, options.threadTs ?? null, options.alsoToChannel ?? false),
    edit: (channelName, ts, text) => {
      const { channel, message } = ownMessage(world, id, channelName, ts);
      edit(world, channel, message, { text: asSent(world, text), blocks: asRichText(world, text) });
    },
    deleteMessage: (channelName, ts) => {
      const { channel, message } = ownMessage(world, id, channelName, ts);
      remove(world, channel, message);
    },
    react: (channelName, ts, emoji) => {
      const { channel, message } = mark(world, id, channelName, ts);
      const name = emojiName(emoji);
      if (!hasReacted(message, name, id)) react(world, channel, message, name, id);
    },
    unreact: (channelName, ts, emoji) => {
      const { channel, message } = mark(world, id, channelName, ts);
      const name = emojiName(emoji);
      if (hasReacted(message, name, id)) unreact(world, channel, message, name, id);
    },
    pin: (channelName, ts) => {
      const { channel, message } = mark(world, id, channelName, ts);
      if (!channel.pins.some((it) => it.ts === ts)) pin(world, channel, message, id);
    },
    unpin: (channelName, ts) => {
      const { channel, message } = mark(world, id, channelName, ts);
      unpin(world, channel, message, id);
    },
  };
}

/** What they do to channels and to who is in them. */
function channelDeeds(world: World, id: string) {
  return {
    join: (name: string) => {
      const channel = channelSeenBy(world, id, name);
      if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived.`);
      join(world, channel, id, null);
    },
    leave: (name: string) => leave(world, channelOf(world, id, name), id, id),
    invite: (name: string, person: string) => join(world, channelOf(world, id, name), findUser(world, person).id, id),
    archive: (name: string) => archiveChannel(world, channelOf(world, id, name), id),
    unarchive: (name: string) => unarchiveChannel(world, findChannel(world, name), id),
    renameChannel: (name: string, newName: string) => {
      const problem = nameProblem(world, newName);
      if (problem !== null) throw new CannotDo(`Slack refuses the name "${newName}": ${problem}.`);
      renameChannel(world, channelOf(world, id, name), newName, id);
    },
    kickBot: (name: string) => leave(world, channelOf(world, id, name), world.app.botUserId, id),
    inviteBot: (name: string) => join(world, channelOf(world, id, name), world.app.botUserId, id),
  };
}

export function personOf(world: World, id: string): Person {
  return {
    id,
    name: world.users.get(id)?.name ?? id,
    get ephemerals() {
      return world.ephemerals.filter((it) => it.userId === id && !it.isDeleted);
    },
    get form() {
      const view = topView(world, id);
      return view === null ? null : formOf(world, view.id);
    },
    dm: () => openIm(world, id).channel,
    ...messageDeeds(world, id),
    ...channelDeeds(world, id),
  };
}
