// What the core accepts of what people type. Slack's own limits live beside Slack (blocks/limits.ts).

/** A title is a headline: it has to fit a header (150 characters) after a mark and the severity, whole. */
export const maxTitleLength = 140;
/** Slack's plain_text_input takes at most 3,000 characters (FACTS 3); the text way takes no more. */
export const maxTextLength = 3_000;
export const maxReasonLength = 1_000;
export const maxComponents = 50;
export const maxComponentLength = 100;
/** A time up to this much ahead of our clock is skew between two clocks, not the future. */
export const futureToleranceMs = 60_000;
/** A promised update is minutes or hours away; more than a week is a typing error. */
export const maxNextUpdateAheadMs = 7 * 24 * 3_600_000;
/** Impact windows of one incident: beyond these nobody reads them any more. */
export const maxWindows = 100;
/** A note stands in a table's cell. */
export const maxNoteLength = 300;
