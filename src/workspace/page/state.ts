// Everything that the page knows, and how each change of the feed changes it. Pure: the same state and changes, the
// same state. Nothing is drawn here.

import type { Change, MessagePage, Snapshot } from "../client/protocol.ts";
import type { SeenChannel, SeenEphemeral, SeenMessage, SeenUser } from "../client/seen.ts";
import type { SeenRecord } from "../client/seen-record.ts";
import { type HeldClock, holdClock } from "./clock.ts";

export type ChannelMessages = {
  /** Ordered by ts, replies included. */
  messages: readonly SeenMessage[];
  /**
   * From this ts on none of the channel's own messages is missing; null: nothing was loaded since the last snapshot,
   * and what is here may be out of date. Before it there may be a thread's parent alone.
   */
  from: string | null;
  /** Are there older ones that were not loaded? */
  hasMore: boolean;
  /** Parents of the threads that were loaded since the last snapshot. */
  threads: readonly string[];
  /** What was heard while nothing was loaded, and what was deleted: a page under way may be older than that. */
  fresh: readonly SeenMessage[];
  gone: readonly string[];
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
  /** How many have come: what was asked for before the last one is not to be put into what came with it. */
  snapshots: number;
};

const keptRecords = 2_000;

const byId = <T extends { id: string }>(all: readonly T[]): Record<string, T> =>
  Object.fromEntries(all.map((one) => [one.id, one]));

/** What was loaded stays to be looked at until it is loaded again, since it may have changed unheard. */
function outdated(held: PageState["messages"]): PageState["messages"] {
  const all = Object.entries(held).map(([id, channel]) => {
    return [id, { ...channel, from: null, threads: [], fresh: [], gone: [] }] as const;
  });
  return Object.fromEntries(all);
}

/** @param before the state until now; of another person nothing is kept. */
function fromSnapshot(snapshot: Snapshot, before: PageState | null): PageState {
  const { users, channels, clock, ...rest } = snapshot;
  const messages = before !== null && before.me === snapshot.me ? outdated(before.messages) : {};
  const snapshots = (before?.snapshots ?? 0) + 1;
  const seen = { users: byId(users), channels: byId(channels), clock: holdClock(clock) };
  // All records are told again after it, and another run of the workspace gives them other numbers.
  return { ...rest, ...seen, messages, records: [], snapshots };
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

const nothingHeld: ChannelMessages = { messages: [], from: null, hasMore: true, threads: [], fresh: [], gone: [] };

function put(state: PageState, channelId: string, channel: ChannelMessages): PageState {
  return { ...state, messages: { ...state.messages, [channelId]: channel } };
}

/** A channel is about to be loaded: what is heard of it from now on is kept. */
export function withLoading(state: PageState, channelId: string): PageState {
  return state.messages[channelId] === undefined ? put(state, channelId, nothingHeld) : state;
}

/** A page of older messages, or the first one, has been loaded. */
export function withPage(state: PageState, channelId: string, page: MessagePage): PageState {
  const held = state.messages[channelId] ?? nothingHeld;
  const loaded = page.messages.filter(({ ts }) => !held.gone.includes(ts));
  const messages = withMessages(loaded, held.from === null ? held.fresh : held.messages);
  const from = page.hasMore ? (page.messages[0]?.ts ?? held.from ?? "0") : "0";
  return put(state, channelId, { ...held, messages, from, hasMore: page.hasMore, fresh: [] });
}

/** The replies of a thread have been loaded; what is known of the channel's other messages stays as it was. */
export function withThread(state: PageState, channelId: string, page: MessagePage): PageState {
  const held = state.messages[channelId] ?? nothingHeld;
  const loaded = page.messages.filter(({ ts }) => !held.gone.includes(ts));
  const parents = loaded.flatMap(({ ts, threadTs }) => (threadTs === null || threadTs === ts ? [ts] : []));
  const fresh = held.from === null ? withMessages(loaded, held.fresh) : [];
  // Of what is here and of a page the newer word is not told apart; the feed's has been heard later than it was asked.
  const messages = held.from === null ? withMessages(held.messages, fresh) : withMessages(loaded, held.messages);
  return put(state, channelId, { ...held, messages, fresh, threads: [...held.threads, ...parents] });
}

function withHeard(state: PageState, message: SeenMessage): PageState {
  const held = state.messages[message.channelId];
  if (held === undefined) return state;
  const fresh = held.from === null ? withOne(held.fresh, message) : held.fresh;
  return put(state, message.channelId, { ...held, messages: withOne(held.messages, message), fresh });
}

function withoutMessage(state: PageState, channelId: string, ts: string): PageState {
  const held = state.messages[channelId];
  if (held === undefined) return state;
  const messages = held.messages.filter((message) => message.ts !== ts);
  const fresh = held.fresh.filter((message) => message.ts !== ts);
  return put(state, channelId, { ...held, messages, fresh, gone: [...held.gone, ts] });
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
      return withHeard(state, change.message);
    case "message gone":
      return withoutMessage(state, change.channelId, change.ts);
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
