// How far Slack's clock is from the host's. Slack's time decides in the record; the host's only reminds.

export type Skew = {
  /** `date` is an answer's Date header, `sentAt` and `answeredAt` the host's epoch ms around the call. */
  learn(date: string | null, sentAt: number, answeredAt: number): void;
  /** Add it to the host's time to get Slack's. 0 as long as the two may agree. */
  skewMs(): number;
};

/**
 * Each answer bounds the skew: Slack's clock showed `date` (cut to the second, FACTS 8) at some instant of the call.
 * The bounds of successive answers are intersected; bounds that exclude each other mean that a clock has jumped (or
 * drifted), and then only the newest count.
 */
export function createSkew(): Skew {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  return {
    learn(date, sentAt, answeredAt) {
      const shown = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(shown)) return;
      const [from, to] = [shown - answeredAt, shown + 1_000 - sentAt];
      const agree = from <= most && to >= least;
      least = agree ? Math.max(least, from) : from;
      most = agree ? Math.min(most, to) : to;
    },
    skewMs() {
      if (least <= 0 && most >= 0) return 0;
      return Math.round((least + most) / 2);
    },
  };
}
