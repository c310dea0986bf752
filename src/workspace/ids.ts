// Ids and timestamps, derived from counters and the clock: the same run gives the same ids.

import type { Channel, World } from "./world.ts";

/** The next number of a named counter, from 1. */
export function nextNumber(world: Pick<World, "counters">, counter: string): number {
  const next = (world.counters.get(counter) ?? 0) + 1;
  world.counters.set(counter, next);
  return next;
}

/** An id as Slack's look: a prefix (C, U, D, V, F, Ev …) and ten capitals or digits. */
export function nextId(world: Pick<World, "counters">, prefix: string): string {
  return `${prefix}0${nextNumber(world, prefix).toString(36).toUpperCase().padStart(9, "0")}`;
}

/** An envelope id or client_msg_id: shaped like a UUID, made of a counter. */
export function nextUuid(world: Pick<World, "counters">, counter: string): string {
  const hex = nextNumber(world, counter).toString(16).padStart(12, "0");
  return `51742e70-0000-4000-8000-${hex}`;
}

/** An opaque word for URLs and hashes. */
export function nextWord(world: Pick<World, "counters">, counter: string): string {
  // A multiplication modulo a prime spreads neighbouring numbers; opaque enough to keep tests from guessing them.
  const spread = (nextNumber(world, counter) * 48_271) % 2_147_483_647;
  return spread.toString(36).padStart(8, "x");
}

/** "1234567890.123456" of a number of microseconds. */
function formatTs(microseconds: number): string {
  return `${Math.floor(microseconds / 1e6)}.${(microseconds % 1e6).toString().padStart(6, "0")}`;
}

/** A ts that is unique and increasing in its channel, also when the clock stands still or goes back. */
export function nextTs(world: World, channel: Channel): string {
  channel.lastMicroseconds = Math.max(world.clock.now() * 1_000, channel.lastMicroseconds + 1);
  return formatTs(channel.lastMicroseconds);
}

/** A ts for what happens outside a channel's history: event_ts, action_ts. */
export function nextEventTs(world: World): string {
  world.lastEventMicroseconds = Math.max(world.clock.now() * 1_000, world.lastEventMicroseconds + 1);
  return formatTs(world.lastEventMicroseconds);
}

/** The newest of those, without giving one out: what happens next comes after it. */
export function lastEventTs(world: World): string {
  return formatTs(world.lastEventMicroseconds);
}

/** Epoch seconds, as in `created` and `updated`. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
