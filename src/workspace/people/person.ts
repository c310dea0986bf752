// A person of the workspace, as a test or a page plays them: what they do is what Slack's client lets them do.

import { openIm } from "../deeds/channels.ts";
import { dropEphemeral } from "../deeds/ephemerals.ts";
import { topView } from "../deeds/views.ts";
import type { Channel, Ephemeral, Message, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { channelDeeds } from "./channel-deeds.ts";
import type { FieldValue, OwnFile } from "./field-value.ts";
import { type Form, formOf } from "./form.ts";
import type { Confirming } from "./form-field.ts";
import * as gestures from "./gestures.ts";
import { messageDeeds } from "./message-deeds.ts";
import type { Outcome } from "./outcome.ts";
import { findPlace } from "./places.ts";
import { blocksAt, placeAt } from "./spot.ts";
import { type Offer, suggest } from "./suggestion.ts";

/**
 * Channels are named by name (with or without #) or id, people by handle (with or without @) or id. What a person may
 * not do throws CannotDo with one sentence for them.
 */
export type Person = {
  id: string;
  name: string;
  /** What only they saw and that has not been deleted since, oldest first. */
  readonly ephemerals: Ephemeral[];
  /** The form that lies open before them. */
  readonly form: Form | null;
  /** Their direct conversation with the app. */
  dm(): Channel;
  /** Their direct conversation with the app or another person; with themselves for notes. */
  openDm(person: string): Channel;
  /** @param where the thread is null or missing in the channel itself: commands do not work in threads. */
  command(line: string, where: { channel: string; threadTs?: string | null }): Promise<Outcome>;
  /** Clicks a button, named by action id or text. Throws CannotDo when a confirm dialog was denied. */
  click(channel: string, target: gestures.Target, button: string, confirming?: Confirming): Promise<Outcome>;
  /** Chooses in a menu, named by action id or placeholder; the option by its value or label. */
  choose(
    channel: string,
    target: gestures.Target,
    menu: string,
    option: FieldValue,
    confirming?: Confirming,
  ): Promise<Outcome>;
  /** Fills input blocks of a message, named by label or id; they are sent with the next click in it. */
  enter(channel: string, target: gestures.Target, values: Record<string, FieldValue>): Promise<void>;
  /**
   * Presses (value undefined or null) or chooses, by block id and action id. Null: nothing was sent, because it is a
   * field that is sent with the next click.
   */
  act(
    channel: string,
    target: gestures.Target,
    blockId: string,
    actionId: string,
    value: FieldValue | undefined,
  ): Promise<Outcome | null>;
  /** What an external menu of a message offers for what was typed into it. */
  suggest(channel: string, target: gestures.Target, menu: string, typed: string): Promise<Offer>;
  /** Takes away something that only they see. */
  dismiss(ts: string): void;
  /** @param channel the one that they look at, if any. */
  globalShortcut(callbackId: string, channel?: string | null): Promise<Outcome>;
  messageShortcut(callbackId: string, channel: string, ts: string): Promise<Outcome>;
  openHome(): Promise<Form>;
  /** Types a message: @sam, #channel and addresses become tokens, everything else is escaped. */
  say(channel: string, text: string, options?: { threadTs?: string; alsoToChannel?: boolean }): Message;
  /** Shares files of their own (or ids of those that they uploaded before), with a comment or without. */
  share(
    channel: string,
    files: readonly (OwnFile | string)[],
    options?: { text?: string; threadTs?: string | null },
  ): Message;
  edit(channel: string, ts: string, text: string): void;
  /** Their own; an admin deletes anyone's. */
  deleteMessage(channel: string, ts: string): void;
  react(channel: string, ts: string, emoji: string): void;
  unreact(channel: string, ts: string, emoji: string): void;
  pin(channel: string, ts: string): void;
  unpin(channel: string, ts: string): void;
  join(channel: string): void;
  leave(channel: string): void;
  invite(channel: string, person: string): void;
  /** Removes somebody else, the app included. */
  remove(channel: string, person: string): void;
  createChannel(name: string, options?: { isPrivate?: boolean }): Channel;
  setTopic(channel: string, topic: string): void;
  archive(channel: string): void;
  unarchive(channel: string): void;
  renameChannel(channel: string, name: string): void;
  kickBot(channel: string): void;
  inviteBot(channel: string): void;
};

async function confirmed(outcome: Promise<Outcome | null>): Promise<Outcome> {
  const seen = await outcome;
  if (seen === null) throw new CannotDo("The confirm dialog was denied: nothing was sent.");
  return seen;
}

type Asking = Pick<
  Person,
  "command" | "click" | "choose" | "enter" | "act" | "suggest" | "globalShortcut" | "messageShortcut" | "openHome"
>;

/** What the app is asked about. */
function asking(world: World, id: string): Asking {
  const spot = (channel: string, target: gestures.Target) => gestures.messageSpot(world, id, channel, target);
  return {
    command: (line, { channel, threadTs = null }) => gestures.command(world, id, line, channel, threadTs),
    click: async (channel, target, button, confirming = {}) =>
      confirmed(gestures.act(world, spot(channel, target), button, undefined, confirming)),
    choose: async (channel, target, menu, option, confirming = {}) =>
      confirmed(gestures.act(world, spot(channel, target), menu, option, confirming)),
    enter: async (channel, target, values) => gestures.enter(world, spot(channel, target), values),
    act: async (channel, target, blockId, actionId, value) => {
      const where = spot(channel, target);
      const place = placeAt(where, blockId, actionId);
      if (place === null) throw new CannotDo("This is no longer part of the message: look at it again.");
      return gestures.actAt(world, where, place, value);
    },
    suggest: async (channel, target, menu, typed) => {
      const where = spot(channel, target);
      return suggest(world, where, findPlace(blocksAt(where), menu), typed);
    },
    globalShortcut: (callbackId, channel = null) => gestures.globalShortcut(world, id, callbackId, channel),
    messageShortcut: (callbackId, channel, ts) => gestures.messageShortcut(world, id, callbackId, channel, ts),
    openHome: () => gestures.openHome(world, id),
  };
}

function dismiss(world: World, userId: string, ts: string): void {
  const found = world.ephemerals.find((it) => it.ts === ts && it.userId === userId && !it.isDeleted);
  if (found === undefined) throw new CannotDo("That message is gone already.");
  if (found.visibility !== "ephemeral") throw new CannotDo("Everybody sees that message: it cannot be dismissed.");
  dropEphemeral(world, found);
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
    dismiss: (ts) => dismiss(world, id, ts),
    ...asking(world, id),
    ...messageDeeds(world, id),
    ...channelDeeds(world, id),
  };
}
