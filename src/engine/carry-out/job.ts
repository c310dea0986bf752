// What carrying out one effect takes, and how it may end.

import type { Clock } from "../../clock.ts";
import type { ChannelReference } from "../../config.ts";
import type { Catalog } from "../../incident/catalog.ts";
import type { Effect } from "../../incident/effects.ts";
import type { Log } from "../../log.ts";
import type { NewEffect } from "../../store/effects.ts";
import type { Settle } from "../../store/settling.ts";
import type { Store } from "../../store/store.ts";
import type { Gateway, Outcome } from "../gateway.ts";
import type { Asking } from "../handle.ts";
import type { Told } from "../incidents.ts";

/** What the settings say of how things are done. */
export type Ways = {
  catalog: Catalog;
  /** With {number} and {title}. */
  channelTemplate: string;
  /** Where incidents of this severity are announced; also of one that the settings don't have any more. */
  announceIn(severity: string): readonly ChannelReference[];
  /** IANA name. */
  exportZone: string;
};

export type Surroundings = Ways & { store: Store; gateway: Gateway; clock: Clock; log: Log };

/**
 * One effect, claimed. `isUnsure`: an earlier attempt may have come through, so look before doing it again;
 * `triedAt` (epoch ms) is when the first such attempt began.
 */
export type Job<E extends Effect = Effect> = Told & {
  teamId: string;
  effectId: number;
  key: string;
  effect: E;
  isUnsure: boolean;
  triedAt: number;
};

/** done: settle the row, with the request that records Slack's answer, and further effects where there are any. */
export type Ending =
  | { ending: "done"; answer: Asking | null; surface: Settle["surface"]; followUps: NewEffect[] }
  | { ending: "later"; afterMs: number; why: string }
  | { ending: "unknown"; why: string }
  | { ending: "never"; code: string; hint: string; followUps: NewEffect[] };

export type CarryOut<E extends Effect = Effect> = (job: Job<E>, around: Surroundings) => Promise<Ending>;

export const done = (answer: Asking | null = null, surface: Settle["surface"] = null): Ending => ({
  ending: "done",
  answer,
  surface,
  followUps: [],
});

/** Done by doing these instead. */
export const split = (followUps: NewEffect[]): Ending => ({ ending: "done", answer: null, surface: null, followUps });

/** The ending that an outcome other than done means. */
export function unfinished<T>(outcome: Exclude<Outcome<T>, { outcome: "done" }>): Ending {
  switch (outcome.outcome) {
    case "later":
      return { ending: "later", afterMs: outcome.afterMs, why: outcome.why };
    case "unknown":
      return { ending: "unknown", why: outcome.why };
    case "never":
      return { ending: "never", code: outcome.code, hint: outcome.hint, followUps: [] };
  }
}

/** The ending of a call whose answer needs nothing more than `next`. */
export const after = <T>(outcome: Outcome<T>, next: (answer: T) => Ending): Ending =>
  outcome.outcome === "done" ? next(outcome.answer) : unfinished(outcome);
