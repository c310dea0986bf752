// How often the app may call each method (FACTS 2), counted on the workspace's clock. Off unless it is switched on:
// a virtual clock stands still while a test calls a hundred times.

import { type Tier, tierOf } from "./api/tiers.ts";
import { rateLimits } from "./limits.ts";
import type { Json, World } from "./world.ts";

export type RateLimits = {
  isEnforced: boolean;
  /** When the calls of the last minute were let through, oldest first, by method (epoch ms). */
  recent: Map<string, number[]>;
  /** By channel: when the posts so far would have been over, had each taken its full share of time (epoch ms). */
  paidUntil: Map<string, number>;
};

export function noRateLimits(): RateLimits {
  return { isEnforced: false, recent: new Map(), paidUntil: new Map() };
}

const perMinute: Record<Tier, number> = rateLimits.perMinute;

/** The calls of the last minute; what lies in the future was counted before the clock was set back, and is let go. */
function recentCalls(world: World, method: string): number[] {
  const now = world.clock.now();
  const known = world.rateLimits.recent.get(method) ?? [];
  return known.filter((at) => at <= now && at > now - rateLimits.windowMs);
}

/** A time further ahead than a burst can reach was set before the clock went back, and counts no more. */
function paidUntil(world: World, channel: string): number {
  const now = world.clock.now();
  const known = world.rateLimits.paidUntil.get(channel) ?? now;
  return known > now + rateLimits.postMs * rateLimits.postBurst ? now : Math.max(known, now);
}

/** Milliseconds until the channel may be posted to again; 0 or less: now. */
function channelWaitMs(world: World, channel: string): number {
  const ahead = paidUntil(world, channel) - world.clock.now();
  return ahead + rateLimits.postMs - rateLimits.postMs * rateLimits.postBurst;
}

/** A channel under its id, whichever of its names the call used. */
function channelKey(world: World, args: Json): string {
  const named = String(args.channel ?? "");
  return world.channelIdByName.get(named.replace(/^#/, "")) ?? named;
}

/**
 * Counts this call. Answers null when it is let through, and else the whole seconds to wait, after which it is let
 * through for certain if nothing else was called. A call that is refused is not counted.
 */
export function secondsToWait(world: World, method: string, args: Json): number | null {
  if (!world.rateLimits.isEnforced) return null;
  const now = world.clock.now();
  const calls = recentCalls(world, method);
  const limit = perMinute[tierOf(method)];
  const [oldest = now] = calls.slice(-limit);
  const methodWaitMs = calls.length < limit ? 0 : oldest + rateLimits.windowMs - now;
  const channel = method === "chat.postMessage" ? channelKey(world, args) : null;
  const waitMs = Math.max(methodWaitMs, channel === null ? 0 : channelWaitMs(world, channel));
  if (waitMs > 0) return Math.ceil(waitMs / 1_000);
  calls.push(now);
  world.rateLimits.recent.set(method, calls);
  if (channel !== null) world.rateLimits.paidUntil.set(channel, paidUntil(world, channel) + rateLimits.postMs);
  return null;
}
