// How far Slack's clock is from the host's: bounds, out of what Slack says about its time, and an estimate within them.
// Never corrects by less than what is known: as long as the two clocks may agree, they do.

import { dateCutMs, driftPerMs, machinesApartMs } from "./limits.ts";

export type Skew = {
  /** `date` is an answer's Date header, `sentAt` and `answeredAt` the host's epoch ms around the call. */
  learnDate(date: string | null, sentAt: number, answeredAt: number): void;
  /** `at` (epoch ms) is when Slack says that it posted our message, some time within the call. */
  learnPost(at: number, sentAt: number, answeredAt: number): void;
  /** Add it to the host's time to get Slack's: whole ms. 0 as long as the two may agree, or nothing is known. */
  skewMs(): number;
  /** Calls `run` whenever the skew has changed. */
  onChange(run: () => void): void;
};

/** Slack's clock minus the host's lies between the two; learned at `at`, by the host's clock. */
type Bounds = { least: number; most: number; at: number };

const middle = ({ least, most }: Bounds): number => Math.round((least + most) / 2);
/** Slack is many machines, whose clocks need not be the same to the millisecond. */
const holds = ({ least, most }: Bounds, skewMs: number): boolean =>
  least - machinesApartMs <= skewMs && skewMs <= most + machinesApartMs;
const meet = (one: Bounds, other: Bounds): boolean => one.least <= other.most && one.most >= other.least;
/** What lies within the one, less what lies within the other. */
const less = (one: Bounds, other: Bounds): Bounds => ({
  ...one,
  least: one.least - other.most,
  most: one.most - other.least,
});
const nothing: Bounds = { least: 0, most: 0, at: 0 };

/** What was known then, now: two clocks that nobody sets drift apart, a little. */
function aged({ least, most, at }: Bounds, now: number): Bounds {
  const driftMs = Math.abs(now - at) * driftPerMs;
  return { least: least - driftMs, most: most + driftMs, at: now };
}

/**
 * Each answer bounds the skew: Slack's clock showed `date` (cut to the second, FACTS 8) at some instant of the call.
 * The bounds of successive answers are intersected; bounds that exclude each other mean that a clock has jumped, and
 * then only the newest count. A post's `ts` is what Slack orders messages by, and exact; a Date header is whole seconds
 * and may be a proxy's, by a clock of its own. So where the two disagree the ts is right, and how far off the Date was
 * is taken off those that follow.
 */
export function createSkew(): Skew {
  const listeners: (() => void)[] = [];
  let known: Bounds | null = null;
  let lastDate: Bounds | null = null;
  /** By how much Date headers are ahead of Slack's clock. */
  let dateError = nothing;
  let estimate = 0;

  const take = (learned: Bounds): void => {
    const before = known === null ? null : aged(known, learned.at);
    known =
      before !== null && meet(before, learned)
        ? { least: Math.max(before.least, learned.least), most: Math.min(before.most, learned.most), at: learned.at }
        : learned;
    // What may still be right is kept: the corrected clock is not to jitter with each answer.
    if (holds(known, estimate)) return;
    estimate = holds(known, 0) ? 0 : middle(known);
    for (const run of listeners) run();
  };

  return {
    learnDate(date, sentAt, answeredAt) {
      const shown = date === null ? Number.NaN : Date.parse(date);
      // A clock that was set back during the call says nothing about its length.
      if (Number.isNaN(shown) || answeredAt < sentAt) return;
      lastDate = { least: shown - answeredAt, most: shown + dateCutMs - sentAt, at: answeredAt };
      take(less(lastDate, dateError));
    },
    learnPost(at, sentAt, answeredAt) {
      if (Number.isNaN(at) || answeredAt < sentAt) return;
      const exact = { least: at - answeredAt, most: at - sentAt, at: answeredAt };
      if (lastDate !== null && lastDate.at >= sentAt && !meet(less(lastDate, dateError), exact)) {
        dateError = meet(lastDate, exact) ? nothing : less(lastDate, exact);
      }
      take(exact);
    },
    skewMs: () => estimate,
    onChange: (run) => void listeners.push(run),
  };
}
