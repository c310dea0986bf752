// Everything that the page knows, and how each change of the feed changes it. Pure: the same state and changes, the
// same state. Nothing is drawn here.

import type { Change, MessagePage, Snapshot } from "../client/protocol.ts";
import type { SeenChannel, SeenEphemeral, SeenMessage, SeenUser } from "../client/seen.ts";
import type { SeenRecord } from "../client/seen-record.ts";
import { type HeldClock, holdClock } from "./clock.ts";

export type ChannelMessages = {
  /** Ordered by ts, replies included. */
  messages: readonly SeenMessage[];
  /** Are there older ones that were not loaded? */
  hasMore: boolean;
};

/** `null` before the first snapshot. Every change makes new objects along its path, so that parts can be compared. */
export type PageState = Omit<Snapshot, "users" | "channels" | "clock"> & {
  users: Readonly<Record<string, SeenUser>>;
  channels: Readonly<Record<string, SeenChannel>>;
  clock: HeldClock;
  /** Only of channels that were looked at. */
  messages: Readonly<Record<string, ChannelMessages>>;
  /** Newest last; the last 2,000. Empty while the inspector is closed. */
  records: readonly SeenRecord[];
};

const keptRecords = 2_000;

const byId = <T extends { id: string }>(all: readonly T[]): Record<string, T> =>
  Object.fromEntries(all.map((one) => [one.id, one]));

/** @param before the state until now: what was loaded of its channels is dropped, since it may have changed unheard. */
export function fromSnapshot(snapshot: Snapshot, before: PageState | null): PageState {
  const { users, channels, clock, ...rest } = snapshot;
  const records = before?.records ?? [];
  return { ...rest, users: byId(users), channels: byId(channels), clock: holdClock(clock), messages: {}, records };
}

/** Puts what is new or changed in its place by ts. */
function withMessages(held: readonly SeenMessage[], more: readonly SeenMessage[]): SeenMessage[] {
  const all = new Map(held.map((message) => [message.ts, message]));
  for (const message of more) all.set(message.ts, message);
  return [...all.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function withOne(held: readonly SeenMessage[], message: SeenMessage): SeenMessage[] {
  const last = held.at(-1);
  if (last === undefined || last.ts < message.ts) return [...held, message];
  const at = held.findIndex(({ ts }) => ts === message.ts);
  return at === -1 ? withMessages(held, [message]) : held.with(at, message);
}

/** A page of older messages, or the first one, has been loaded. */
export function withPage(state: PageState, channelId: string, page: MessagePage): PageState {
  const held = state.messages[channelId]?.messages ?? [];
  const channel = { messages: withMessages(page.messages, held), hasMore: page.hasMore };
  return { ...state, messages: { ...state.messages, [channelId]: channel } };
}

/** The replies of a thread have been loaded; what is known of the channel's older messages stays as it was. */
export function withThread(state: PageState, channelId: string, page: MessagePage): PageState {
  const held = state.messages[channelId];
  if (held === undefined) return withPage(state, channelId, { ...page, hasMore: true });
  const messages = withMessages(page.messages, held.messages);
  return { ...state, messages: { ...state.messages, [channelId]: { ...held, messages } } };
}

function changedMessages(
  state: PageState,
  channelId: string,
  change: (held: readonly SeenMessage[]) => readonly SeenMessage[],
): PageState {
  const held = state.messages[channelId];
  if (held === undefined) return state;
  const channel = { ...held, messages: change(held.messages) };
  return { ...state, messages: { ...state.messages, [channelId]: channel } };
}

function withEphemeral(held: readonly SeenEphemeral[], one: SeenEphemeral): SeenEphemeral[] {
  return [...held.filter(({ ts }) => ts !== one.ts), one].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function withRecord(held: readonly SeenRecord[], record: SeenRecord): SeenRecord[] {
  const at = held.findLastIndex(({ id }) => id === record.id);
  return at === -1 ? [...held, record].slice(-keptRecords) : held.with(at, record);
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  const { [id]: _, ...rest } = all;
  return rest;
}

/** The state after one change of the feed; before a snapshot there is none. */
export function changed(state: PageState | null, change: Change): PageState | null {
  if (change.type === "snapshot") return fromSnapshot(change.snapshot, state);
  if (state === null) return null;
  switch (change.type) {
    case "user":
      return { ...state, users: { ...state.users, [change.user.id]: change.user } };
    case "group":
      return { ...state, groups: [...state.groups.filter(({ id }) => id !== change.group.id), change.group] };
    case "channel":
      return { ...state, channels: { ...state.channels, [change.channel.id]: change.channel } };
    case "channel gone": {
      return { ...state, channels: without(state.channels, change.id), messages: without(state.messages, change.id) };
    }
    case "message":
      return changedMessages(state, change.message.channelId, (held) => withOne(held, change.message));
    case "message gone":
      return changedMessages(state, change.channelId, (held) => held.filter(({ ts }) => ts !== change.ts));
    case "ephemeral":
      return { ...state, ephemerals: withEphemeral(state.ephemerals, change.ephemeral) };
    case "ephemeral gone":
      return { ...state, ephemerals: state.ephemerals.filter(({ ts }) => ts !== change.ts) };
    case "views":
      return { ...state, views: change.views };
    case "home":
      return { ...state, home: change.home };
    case "clock":
      return { ...state, clock: holdClock(change.clock) };
    case "replay":
      return { ...state, replay: change.replay };
    case "read only":
      return { ...state, isReadOnly: change.isReadOnly };
    case "record":
      return { ...state, records: withRecord(state.records, change.record) };
  }
}
