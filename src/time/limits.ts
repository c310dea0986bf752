// Limits of the times that people type.

/**
 * A clock time without a date may be this far ahead of ours and still mean today: the person's own clock runs ahead of
 * ours, and the only other reading is a whole day earlier. It is then recorded as now.
 */
export const bareTimeAheadMs = 120_000;

/** A time with a date may be this far ahead of ours, and is then recorded as now. Further ahead is refused. */
export const datedTimeAheadMs = 60_000;

/** How much of "… ago" is looked at: the longest exact phrase is far shorter. */
export const agoPhraseLength = 60;

/** How much of what was typed a sentence repeats. */
export const quotedLength = 40;
