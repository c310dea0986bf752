// The engine's own bounds.

/** Logs kept folded in memory; the rest is read again when it is asked for. */
export const incidentsAtHand = 200;
/** A decision that lost a race to another is made again; more than this many in a row is a fault. */
export const maxDecisions = 8;
/** Calls to Slack under way at once. */
export const maxInFlight = 20;
/** After this long, another replica may take over what a dead one had claimed. Longer than any call may last. */
export const leaseMs = 60_000;
/** Deadlines taken up in one tick; the next tick takes the rest. */
export const deadlinesPerTick = 100;
/** Waits after an attempt that failed without Slack saying how long to wait. */
export const firstWaitMs = 1_000;
export const longestWaitMs = 30_000;
/** Slack may still be carrying out what it did not answer: look only after it had time to. */
export const lookAfterMs = 2_000;
/** How far back an attempt is looked for whose time is not known at all. */
export const longestUnsureMs = 24 * 3_600_000;
/** A fault of our own is tried this often, then parked for `doctor` to show. */
export const maxFaults = 5;
/** Names tried for one channel: the template's, then with a suffix. */
export const maxChannelNames = 20;
/** How long a stop waits for the calls under way. */
export const stopWithinMs = 10_000;
/** Characters in one piece of a postmortem that goes into the thread (a section takes 3,000, FACTS 3). */
export const pieceLength = 2_800;
/** A tick that failed, or found all calls taken, is tried again after this. */
export const tickAgainMs = 1_000;
/** What was carried out, and the receipts, are kept this long. Slack delivers again for 24 h at most (FACTS 1.2). */
export const keepDoneMs = 7 * 24 * 3_600_000;
export const upkeepEveryMs = 3_600_000;
/** Rows of an older Sitrep whose impact is filled in at once, and how long is waited before the next ones. */
export const impactsPerFill = 50;
export const fillAgainMs = 250;
/**
 * Longer than any backoff, gap and lease: what waits for longer was put there by a clock that was ahead. (A Retry-After
 * of Slack's may be longer, too. Asking too early once more costs nothing.)
 */
export const longestPendingMs = 120_000;
/** A log's last entry ahead of the clock by up to this is another process's clock, or Slack's is known better now. */
export const clocksApartMs = 60_000;
/** More than this between Slack's clock and the host's: one of them is wrong, and nothing is removed on its word. */
export const maxTrustedSkewMs = 60_000;
