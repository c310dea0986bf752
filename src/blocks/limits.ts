// Slack's limits on what is shown (FACTS 3), and our own, which are tighter. Lengths are in UTF-16 units, as JavaScript
// counts them: where Slack counts characters it finds no more than that.

/** Blocks in a message; a modal takes 100. */
export const maxMessageBlocks = 50;
export const maxModalBlocks = 100;
/** Slack takes about 13,200 characters of block JSON, undocumented; ours stays well below it. */
export const maxMessageJson = 10_000;
/** What people typed may take this much of a message's block JSON; the rest is ours. */
export const maxBodyJson = 8_000;
/** chat.update refuses a `text` above 4,000; a notification shows far less. */
export const maxMessageText = 1_000;

export const maxSectionText = 3_000;
export const maxSectionFields = 10;
export const maxFieldText = 2_000;
export const maxHeaderText = 150;
export const maxContextElements = 10;
export const maxActionsElements = 25;
export const maxButtonText = 75;
export const maxButtonValue = 2_000;
export const maxOptionText = 75;
export const maxOptionValue = 150;
export const maxOverflowOptions = 5;
export const maxChoiceOptions = 10;
export const maxSelectOptions = 100;
export const maxLabelText = 2_000;
export const maxHintText = 2_000;
export const maxPlaceholderText = 150;
export const maxInputText = 3_000;
export const maxModalTitle = 24;
export const maxPrivateMetadata = 3_000;
export const maxIdLength = 255;
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
/** Open incidents named above the declare form, and in the menu. */
export const maxOpenInForm = 5;
export const maxInMenu = 10;
export const maxInList = 15;
/** A title in a list of many. */
export const maxTitleInList = 70;
/** The messages of a refusal or an error that a form shows. */
export const maxSentence = 500;
