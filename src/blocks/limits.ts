// Slack's limits on what varies with what people typed (FACTS 3), and our own, which are tighter. What is fixed in the
// code (labels, options, ids) is held against Slack's limits by test/blocks/check-limits.ts. Lengths are in UTF-16
// units, as JavaScript counts them: where Slack counts characters it finds no more than that.

/**
 * What people typed may take this much of a message's block JSON. Slack takes about 13,200 characters in all, which is
 * not documented; ours stay at 10,000, and what is beside a body takes less than 2,000 (test/blocks/messages.test.ts).
 */
export const maxBodyJson = 8_000;
/** chat.update refuses a `text` above 4,000; a notification shows far less. */
export const maxMessageText = 1_000;

export const maxSectionText = 3_000;
export const maxHeaderText = 150;
export const maxContextElements = 10;
export const maxOptionText = 75;
export const maxSelectOptions = 100;
export const maxInputText = 3_000;
export const maxModalTitle = 24;
/** Of the 3,000 characters of private_metadata, what the words of a message may take, as JSON. */
export const maxWordsAlong = 2_600;
/** datetimepicker takes ten digits of Unix seconds: 2001-09-09 to 2286-11-20. */
export const minPickedSeconds = 1_000_000_000;
export const maxPickedSeconds = 9_999_999_999;

/** Channel names and topics (FACTS 4). */
export const maxChannelName = 80;
export const maxTopic = 250;
/** conversations.bookmarks: not documented; a tab as wide as this can't be read anyway. */
export const maxBookmarkTitle = 80;

/** Ours: what a line of a card shows before it is cut. */
export const maxCardLine = 300;
export const maxComponentsLine = 300;
/** A title inside a line of several. */
export const maxTitleInLine = 150;
/** Impact windows shown in their form: a modal has at most 100 blocks, and nobody reads more. */
export const maxWindowsInForm = 20;
/** The reason of each corrected time, where all nine stand one under the other. */
export const maxReasonInForm = 80;
/** In the answer to /incident sla. */
export const maxPausesShown = 3;
/** Components whose availability, or used budget, is told of an incident: `sitrep availability` has them all. */
export const maxAvailabilityLines = 5;
export const maxBudgetLines = 5;
export const maxComponentsInMeasures = 5;
/** Why something is so, beside other things. */
export const maxReasonInLine = 100;
/** Open incidents named above the declare form, and in the menu. */
export const maxOpenInForm = 5;
export const maxInMenu = 10;
export const maxInList = 15;
/** Incidents of each kind on the App Home. */
export const maxOpenInHome = 15;
export const maxEndedInHome = 5;
/** A title in a list of many. */
export const maxTitleInList = 70;
/** The messages of a refusal or an error that a form shows. */
export const maxSentence = 500;
