// The switches by which a test makes things go wrong; what each does is in faults.ts and delivery/sockets.ts.

import { disconnectLinks, dropLinks, type SocketHub } from "./delivery/sockets.ts";
import {
  addFault,
  addHook,
  type CallHook,
  type EnvelopeKind,
  type Fault,
  type FaultOptions,
  type FaultState,
  noFaults,
} from "./faults.ts";
import type { Seeded } from "./seeds.ts";
import type { World } from "./world.ts";

export type FaultSwitches = {
  /** See addFault. Returns what takes it away again. */
  add(method: string, fault: Fault, options?: FaultOptions): () => void;
  /**
   * Takes away every fault, hook, skew, duplicate and choice, and the latency that was set for the one it began with;
   * sockets and the port stay as they are.
   */
  clear(): void;
  /** See addHook: kill the app at exactly the `n`-th call from now, before or after its deed. */
  onCall(method: string, n: number, when: "before" | "after", run: CallHook): () => void;
  /** Real milliseconds that each call takes. */
  latencyMs(value: number | (() => number)): void;
  /** Added to every Date header. */
  dateSkewMs(value: number): void;
  /** Sends the next `times` envelopes twice. */
  duplicateEnvelopes(times: number, kind?: EnvelopeKind | "*"): void;
  /** Holds each of the next `times` envelopes back until another has overtaken it, or for 100 real milliseconds. */
  reorderEnvelopes(times: number, kind?: EnvelopeKind | "*"): void;
  /** Trouble by chance for every call and envelope that no rule names (see faultsFromSeed); null ends it. */
  seed(seeded: Seeded | null): void;
  /** Which of `count` sockets gets each envelope; null: in turn. */
  chooseSocket(choose: FaultState["chooseSocket"]): void;
  /** Sends `disconnect`; the workspace closes the links itself 10 s later on the transport's clock. */
  disconnect(reason: "warning" | "refresh_requested" | "link_disabled", options?: { onlyFirst?: boolean }): void;
  /** The sockets open now, each by its number from 0. */
  sockets(): { number: number; isHalfOpen: boolean; isDraining: boolean }[];
  /** Cuts every socket without a word. */
  dropSockets(): void;
  /** The sockets open now stay open and answer nothing any more, pings neither; with `false` they live again. */
  halfOpen(on?: boolean): void;
  /** The port is closed and every connection cut, until up(). */
  down(): Promise<void>;
  up(): Promise<void>;
};

type Reach = { down: () => Promise<void>; up: () => Promise<unknown> };

export function faultSwitches(world: World, hub: SocketHub, reach: Reach): FaultSwitches {
  const { faults } = world;
  // What calls take where nothing is switched on.
  const usualMs = faults.latencyMs;
  return {
    add: (method, fault, options) => addFault(faults, method, fault, options),
    clear: () => {
      const { made } = faults;
      Object.assign(faults, noFaults(usualMs), { made });
    },
    onCall: (method, n, when, run) => addHook(faults, method, n, when, run),
    latencyMs: (value) => {
      faults.latencyMs = typeof value === "number" ? () => value : value;
    },
    dateSkewMs: (value) => {
      faults.dateSkewMs = value;
    },
    duplicateEnvelopes: (times, kind = "*") => {
      faults.duplicates = { kind, left: times };
    },
    reorderEnvelopes: (times, kind = "*") => {
      faults.reorders = { kind, left: times };
    },
    seed: (seeded) => {
      faults.seeded = seeded;
      faults.dateSkewMs = seeded?.dateSkewMs ?? 0;
    },
    chooseSocket: (choose) => {
      faults.chooseSocket = choose;
    },
    disconnect: (reason, options) =>
      disconnectLinks(world, hub, reason, options?.onlyFirst === true ? hub.links.slice(0, 1) : [...hub.links]),
    sockets: () =>
      hub.links.map(({ number, isHalfOpen, isDraining }) => ({ number: number - 1, isHalfOpen, isDraining })),
    dropSockets: () => dropLinks(hub),
    halfOpen: (on = true) => {
      for (const link of hub.links) link.isHalfOpen = on;
    },
    down: () => reach.down(),
    up: async () => {
      await reach.up();
    },
  };
}
