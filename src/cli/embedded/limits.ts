// The embedded workspace's own bounds. Milliseconds are real ones.

/** Seldom taken: 3000, 5000 and 8080 are where other programs sit. */
export const usualPort = 4747;
/** Whoever asks whether a Sitrep answers at an address waits no longer. */
export const answerWithinMs = 1_000;
/** A program that holds the workspace answers at its address within this time of its start. */
export const startWithinMs = 15_000;
/** The file that says so is written within this time. */
export const writtenWithinMs = 1_000;
/** A step every two seconds, where no speed is chosen. */
export const stepEveryMs = 2_000;
/** While a replay's time goes by, the page is told what time it is about this often. */
export const tellClockEveryMs = 1_000;
/** The clock of the workspace can run this many times as fast as the host's. */
export const maxRate = 3_600;
/** The furthest that it jumps at once: a month. */
export const longestJumpMs = 31 * 86_400_000;
/** A jump that takes longer ends where it is: whoever looks on would wait, and could do nothing else to the clock. */
export const jumpWithinMs = 20_000;
/** How long calls under way may hold up the end of a replay that nobody looks at any more. */
export const endWithinMs = 2_000;

/**
 * How long each call to the embedded workspace takes (real ms): about what one to Slack takes at its best. Answered at
 * once, calls that are made side by side would look as if each had waited for the one before.
 */
export const callTakesMs = 25;
