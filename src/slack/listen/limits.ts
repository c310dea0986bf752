// Bounds of what listeners look up before they answer.

/** Incidents read for a list or a form; the forms show fewer. */
export const maxListed = 20;
/** A person's zone or name that Slack does not tell within this is not known: the ack is due after 3 s (FACTS 1.1). */
export const lookUpWithinMs = 1_500;
/** Incidents read for a list that is filtered further. */
export const maxFiltered = 200;
