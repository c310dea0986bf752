// What the page's doors take and give at most.

/** A deed's body in bytes: the largest, a form with a long text, is far below. */
export const bodyBytes = 1_000_000;

/** Of an uploaded file's name; the last are kept, for its kind is at the end. */
export const fileNameCharacters = 200;

/** Bytes that wait for a browser which does not read. Beyond, the feed is cut: it comes back with a new snapshot. */
export const feedWaitingBytes = 16_000_000;

/** Real milliseconds in which what was touched is collected before the pages are told. */
export const collectMs = 8;

/** Real milliseconds between the signs of life on a feed, by which a browser that went away is noticed. */
export const aliveEveryMs = 15_000;

/** Messages of one page of a channel's history. */
export const pageMessages = 100;

/** Replies shown of a thread, the newest. */
export const threadMessages = 1_000;

/** Characters of Markdown that are read into a tree: longer ones would hold up the bot, which shares the process. */
export const markdownCharacters = 300_000;

/** Levels of Markdown in Markdown that are drawn; deeper ones exhaust the stack of whoever goes through them. */
export const markdownDepth = 100;
