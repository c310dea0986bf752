// Slack's limits as the workspace enforces them. Sources: FACTS.md sections 1, 3 and 4 unless another is named.

/** Deadlines and lives, in milliseconds of the workspace's clock. */
export const lives = {
  /** An envelope has to be acknowledged within this (FACTS 1.1). */
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  /** Waits before the first, second and third redelivery of an event (FACTS 1.2). */
  eventRetryDelaysMs: [0, 60_000, 300_000],
  /** Notice between a `disconnect` warning and the end of the connection (FACTS 1.3). */
  disconnectNoticeMs: 10_000,
  /** How long a link lives, and one that was opened with debug_reconnects (FACTS 1.3). */
  linkMs: 18_060_000,
  debugLinkMs: 360_000,
  /** An uploaded file has no mimetype until it was processed (FACTS 9); how long that takes is our assumption. */
  fileProcessingMs: 1_000,
} as const;

export const messageLimits = {
  blocks: 50,
  /** Cumulative characters of block JSON of one message (FACTS 3, bolt-js#2509). */
  blockJson: 13_200,
  text: 40_000,
  updateText: 4_000,
  markdownText: 12_000,
  attachments: 100,
  /** Slack publishes no number for `metadata_too_large`; this one is our assumption. */
  metadataJson: 16_000,
} as const;

export const viewLimits = {
  blocks: 100,
  json: 250_000,
  title: 24,
  privateMetadata: 3_000,
  stack: 3,
  id: 255,
} as const;

export const channelLimits = {
  name: 80,
  topic: 250,
  /** Users per conversations.invite call. */
  invite: 100,
  /** People in one group message. */
  groupMessage: 8,
  /** Slack publishes no number for `too_many_pins`; 100 is what its help pages have named. */
  pins: 100,
  /** Slack publishes no number for `too_many_bookmarks`; this one is our assumption. */
  bookmarks: 100,
  reactionsPerMessage: 50,
  reactionsPerUser: 23,
} as const;

export const pageLimits = { history: 999, historyDefault: 100, replies: 1_000, list: 1_000, listDefault: 100 } as const;

export const socketLimits = {
  connections: 10,
  /** Slack pings its clients; how often is not documented. socket-mode arms its watchdog with the first (FACTS 1.4). */
  pingEveryRealMs: 5_000,
  /** How long an envelope is held back at most for another to overtake it; our choice. */
  heldRealMs: 100,
  frameBytes: 5_000_000,
} as const;

/** Events for one app in one workspace within 60 minutes; beyond them it gets `app_rate_limited` (FACTS 1.2). */
export const eventLimits = { perHour: 30_000, windowMs: 3_600_000, minuteMs: 60_000 } as const;

/** HTTP delivery follows at most this many redirects (FACTS 1.2). */
export const httpLimits = { redirects: 2 } as const;

/**
 * What the inspector keeps, and how long a click's calls are counted to it; times are real. All are our choice: the
 * silence is longer than the second that an app leaves between its posts in one channel.
 */
export const recordLimits = {
  count: 2_000,
  size: 8_000_000,
  wakeMs: 5_000,
  silenceMs: 1_500,
  costedCalls: 500,
} as const;

export const fileLimits = { altText: 1_000, snippetBytes: 1_000_000, channels: 100 } as const;

/** How often the app may call (FACTS 2). Slack publishes floors ("20+"), and says that bursts are tolerated. */
export const rateLimits = {
  windowMs: 60_000,
  /**
   * Calls of a method in any minute, all of which may come in one burst: the floor of its tier. For the methods with
   * limits of their own Slack says "several hundred" or nothing; 300 is our assumption.
   */
  perMinute: { T2: 20, T3: 50, T4: 100, special: 300 },
  /** chat.postMessage, per channel: one a second. */
  postMs: 1_000,
  /**
   * "Short bursts" of posts, a number that Slack doesn't publish. People have measured 25 to 30
   * (RamblingCookieMonster/PSSlack#52); ours is stricter, by assumption.
   */
  postBurst: 10,
} as const;

/** Of a bookmark, in characters (slack-api-ref, bookmarks.add). */
export const bookmarkLimits = { title: 256, link: 2_048 } as const;

/** Characters of a canvas's markdown in one call (FACTS 9); in all, for which Slack has no number: our assumption. */
export const canvasLimits = { markdown: 1_048_576, whole: 4 * 1_048_576 } as const;

/** Characters of a payload that blocks.validate takes (FACTS 3). */
export const validateLimits = { payload: 100_000 } as const;

/** What a workspace keeps that runs for days (evict.ts), and after how many requests it looks; our choice. */
export const keptLimits = {
  triggerMs: 10 * 60_000,
  closedViews: 100,
  ephemerals: 500,
  tickets: 100,
  everyRequests: 256,
} as const;

/** The state file (journal.ts). */
export const journalLimits = {
  /** Numbers of each counter that one line reserves: after `kill -9` ids go on behind them. */
  countersAhead: 100,
  /** Bytes that it may grow by, and at least to four times its size, before it is written anew. */
  growth: 32_000_000,
  /** Real milliseconds after which what nobody outside was told of is written all the same. */
  soonMs: 20,
  /** The time alone is written when the workspace's clock has moved so far, looked at so often. */
  timeStepMs: 60_000,
  timeEveryRealMs: 5_000,
};
