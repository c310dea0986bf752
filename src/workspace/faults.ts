// What goes wrong on demand: per method, a number of times or until cleared; and hooks at the n-th call.
// Only tests and benchmarks set these; with none set, nothing here costs anything.

import type { Seeded } from "./seeds.ts";
import type { Json, World } from "./world.ts";

export type Fault =
  /** HTTP 429 with Retry-After, the deed not done. */
  | { kind: "ratelimited"; retryAfterS: number }
  /** An HTTP status with no useful body, the deed not done. */
  | { kind: "status"; status: number }
  /** `{ok: false, error}`, the deed not done. */
  | { kind: "error"; error: string }
  /** The deed not done and never answered; the connection is destroyed after `afterMs` real milliseconds. */
  | { kind: "timeout"; afterMs: number }
  /** The connection is reset before the deed. */
  | { kind: "reset" }
  /** The deed is done; the connection is reset, after `afterMs` real milliseconds, before the answer. */
  | { kind: "answer lost"; afterMs: number }
  /** The deed is done, then HTTP `status`: Slack's fatal_error and its gateway's 5xx can mean that too. */
  | { kind: "status after the deed"; status: number }
  /** Done and answered, `ms` real milliseconds later. */
  | { kind: "slow"; ms: number };

export type FaultOptions = {
  /** How often; without it until cleared. */
  times?: number;
  /** How many matching calls pass unharmed first. */
  skip?: number;
  /** Epoch milliseconds of the workspace's clock at which it stops by itself. */
  until?: number;
  /** Only calls with such arguments. */
  matching?: (args: Json) => boolean;
};

/** Answers "drop" to have the connection destroyed: before the deed it is not done, after it the answer is lost. */
export type CallHook = () => unknown;

type Rule = {
  id: number;
  method: string;
  fault: Fault;
  timesLeft: number;
  skipLeft: number;
  until: number;
  matching: (args: Json) => boolean;
};

type Hook = { method: string; left: number; when: "before" | "after"; run: CallHook };

export type EnvelopeKind = "events_api" | "interactive" | "slash_commands";

/** What the network does to an envelope. */
export type Fate =
  | { kind: "plain" }
  | { kind: "duplicate" }
  /** The next one overtakes it. */
  | { kind: "reordered" }
  /** The link is cut, and the envelope never arrives. */
  | { kind: "lost" }
  /** It arrives; the link is cut before the acknowledgement does. */
  | { kind: "cut" }
  /** The link is dead, which nobody notices for `ms` real milliseconds. */
  | { kind: "half-open"; ms: number };

export type Counted = { kind: EnvelopeKind | "*"; left: number };

export type FaultState = {
  /** Rules made so far. */
  made: number;
  rules: Rule[];
  hooks: Hook[];
  /** Real milliseconds that every call takes, half before the deed and half after. */
  latencyMs: () => number;
  /** Added to the Date header, in milliseconds. */
  dateSkewMs: number;
  /** Envelopes still to be sent twice. */
  duplicates: Counted;
  /** Envelopes still to be overtaken by the one after them. */
  reorders: Counted;
  /** Which of `count` sockets gets the next envelope; null: each in turn. */
  chooseSocket: ((count: number, kind: EnvelopeKind) => number) | null;
  /** Trouble by chance, for what no rule names. */
  seeded: Seeded | null;
};

export function noFaults(latencyMs: () => number): FaultState {
  return {
    made: 0,
    rules: [],
    hooks: [],
    latencyMs,
    dateSkewMs: 0,
    duplicates: { kind: "*", left: 0 },
    reorders: { kind: "*", left: 0 },
    chooseSocket: null,
    seeded: null,
  };
}

/**
 * @param method a method's name, "upload" (the upload address), "response_url", or "*" for all. Returns its remover.
 */
export function addFault(state: FaultState, method: string, fault: Fault, options: FaultOptions = {}): () => void {
  state.made += 1;
  const rule: Rule = {
    id: state.made,
    method,
    fault,
    timesLeft: options.times ?? Number.POSITIVE_INFINITY,
    skipLeft: options.skip ?? 0,
    until: options.until ?? Number.POSITIVE_INFINITY,
    matching: options.matching ?? (() => true),
  };
  state.rules.push(rule);
  return () => {
    state.rules = state.rules.filter((it) => it !== rule);
  };
}

/** Calls `run` at the `n`-th call (from 1, counted from now) of `method` ("*": of any), before or after its deed. */
export function addHook(
  state: FaultState,
  method: string,
  n: number,
  when: "before" | "after",
  run: CallHook,
): () => void {
  const hook: Hook = { method, left: n, when, run };
  state.hooks.push(hook);
  return () => {
    state.hooks = state.hooks.filter((it) => it !== hook);
  };
}

/** The fault that hits this call, if any; counts it as used. */
export function takeFault(world: World, method: string, args: Json): Fault | null {
  const { faults } = world;
  return takeRule(world, method, args) ?? faults.seeded?.call(method) ?? null;
}

function takeRule(world: World, method: string, args: Json): Fault | null {
  const { faults } = world;
  const now = world.clock.now();
  for (const rule of faults.rules) {
    if (rule.method !== "*" && rule.method !== method) continue;
    if (now >= rule.until || !rule.matching(args)) continue;
    if (rule.skipLeft > 0) {
      rule.skipLeft -= 1;
      continue;
    }
    rule.timesLeft -= 1;
    if (rule.timesLeft <= 0) faults.rules = faults.rules.filter((it) => it !== rule);
    return rule.fault;
  }
  return null;
}

/**
 * Counts the call at every hook, and takes out those whose turn this call is: a call counts whether or not its deed is
 * done.
 */
export function takeHooks(world: World, method: string): Hook[] {
  const { faults } = world;
  if (faults.hooks.length === 0) return [];
  const due: Hook[] = [];
  for (const hook of faults.hooks) {
    if (hook.method !== "*" && hook.method !== method) continue;
    hook.left -= 1;
    if (hook.left === 0) due.push(hook);
  }
  faults.hooks = faults.hooks.filter((it) => !due.includes(it));
  return due;
}

/** Runs those of the hooks that are for this moment. True: the connection has to be dropped. */
export async function runHooks(hooks: readonly Hook[], when: "before" | "after"): Promise<boolean> {
  let isDropped = false;
  for (const hook of hooks) {
    if (hook.when === when && (await hook.run()) === "drop") isDropped = true;
  }
  return isDropped;
}

function takeCounted(counted: Counted, kind: EnvelopeKind): boolean {
  if (counted.left === 0 || (counted.kind !== "*" && counted.kind !== kind)) return false;
  counted.left -= 1;
  return true;
}

/** What happens to the next envelope of this kind. */
export function takeFate(state: FaultState, kind: EnvelopeKind): Fate {
  if (takeCounted(state.duplicates, kind)) return { kind: "duplicate" };
  if (takeCounted(state.reorders, kind)) return { kind: "reordered" };
  return state.seeded?.envelope(kind) ?? { kind: "plain" };
}
