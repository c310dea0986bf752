// The replay's own bounds.

/** The bot connects to the embedded workspace well within a second. */
export const connectWithinMs = 10_000;
export const lookEveryMs = 5;
/** While real time goes by, the story's clock moves about this often. */
export const frameMs = 100;
/** Without --speed: this many story-seconds in a second, and no pause longer than this. */
export const watchingSpeed = 240;
export const longestPauseMs = 6_000;
/** Faster than this is as fast as it can be told. */
export const maxSpeed = 1_000_000;
/** Lines of the screen are readable up to this width. */
export const maxColumns = 100;
export const minColumns = 50;
