// Trouble by chance: a seed decides what happens to each call and envelope. The n-th call of a method meets the same
// fault under the same seed, whatever else goes on meanwhile.

import type { EnvelopeKind, Fate, Fault } from "./faults.ts";

export type CallTrouble =
  | "ratelimited"
  | "5xx"
  | "5xx after the deed"
  | "internal_error"
  | "invalid_auth"
  | "reset"
  | "timeout"
  | "answer lost"
  | "slow";

export type EnvelopeTrouble = Exclude<Fate["kind"], "plain">;

/** How often each occurs, from 0 to 1; their sum is the share of what does not go well. */
export type Odds = {
  calls: Readonly<Partial<Record<CallTrouble, number>>>;
  events: Readonly<Partial<Record<EnvelopeTrouble, number>>>;
  /** Clicks, forms and commands, which Slack never sends again. */
  gestures: Readonly<Partial<Record<EnvelopeTrouble, number>>>;
};

/** A bad day: a call in five and an envelope in six meets something. */
export const badDay: Odds = {
  calls: {
    ratelimited: 0.04,
    "5xx": 0.03,
    "5xx after the deed": 0.02,
    internal_error: 0.02,
    invalid_auth: 0.005,
    reset: 0.02,
    timeout: 0.015,
    "answer lost": 0.03,
    slow: 0.04,
  },
  events: { duplicate: 0.06, reordered: 0.06, lost: 0.02, cut: 0.02, "half-open": 0.01 },
  gestures: { duplicate: 0.06, reordered: 0.06, lost: 0.02, cut: 0.02, "half-open": 0.01 },
};

export type SeedOptions = {
  odds?: Partial<Odds>;
  /** Methods (or "upload", "response_url") to which nothing happens. */
  spared?: readonly string[];
  /** The longest wait by chance, in real milliseconds: of a slow call, a timeout, a half-open link. */
  longestMs?: number;
  /** The Date header is off by at most this, in either direction. */
  skewMs?: number;
};

export type Seeded = {
  seed: number;
  /** Milliseconds, the same for all answers. */
  dateSkewMs: number;
  call: (method: string) => Fault | null;
  envelope: (kind: EnvelopeKind) => Fate;
  /** Which of `count` sockets gets the next envelope. */
  socket: (count: number) => number;
};

/** A number in [0, 1) that depends on nothing but the words: FNV-1a, then the last steps of mulberry32. */
export function chanceOf(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join("/")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), hash | 1);
  hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
  return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
}

/** The kind that `chance` falls on; null: none. */
function pick<K extends string>(odds: Readonly<Partial<Record<K, number>>>, chance: number): K | null {
  let below = 0;
  for (const [kind, share] of Object.entries(odds) as [K, number][]) {
    below += share;
    if (chance < below) return kind;
  }
  return null;
}

function faultOf(trouble: CallTrouble, size: number, longestMs: number): Fault {
  const ms = Math.round(size * longestMs);
  switch (trouble) {
    case "ratelimited":
      return { kind: "ratelimited", retryAfterS: 1 + Math.round(size * 29) };
    case "5xx":
      return { kind: "status", status: 500 + Math.floor(size * 5) };
    case "5xx after the deed":
      return { kind: "status after the deed", status: 502 };
    case "internal_error":
    case "invalid_auth":
      return { kind: "error", error: trouble };
    case "reset":
      return { kind: "reset" };
    case "timeout":
      return { kind: "timeout", afterMs: ms };
    case "answer lost":
      return { kind: "answer lost", afterMs: ms };
    case "slow":
      return { kind: "slow", ms };
  }
}

/** @param seed any whole number; the same seed and options give the same trouble. */
export function faultsFromSeed(seed: number, options: SeedOptions = {}): Seeded {
  const { longestMs = 100, skewMs = 1_500, spared = [] } = options;
  const odds: Odds = { ...badDay, ...options.odds };
  const counts = new Map<string, number>();
  const next = (name: string): number => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count;
  };
  return {
    seed,
    dateSkewMs: Math.round((chanceOf(seed, "skew") * 2 - 1) * skewMs),
    call: (method) => {
      if (spared.includes(method)) return null;
      const count = next(method);
      const trouble = pick(odds.calls, chanceOf(seed, method, count));
      return trouble === null ? null : faultOf(trouble, chanceOf(seed, method, count, "size"), longestMs);
    },
    envelope: (kind) => {
      const count = next(kind);
      const trouble = pick(kind === "events_api" ? odds.events : odds.gestures, chanceOf(seed, kind, count));
      if (trouble === null) return { kind: "plain" };
      const ms = Math.round(chanceOf(seed, kind, count, "size") * longestMs);
      return trouble === "half-open" ? { kind: trouble, ms } : { kind: trouble };
    },
    socket: (count) => Math.floor(chanceOf(seed, "socket", next("socket")) * count),
  };
}
