// What Slack is given to show. The blocks room turns state into Block Kit and what comes back into requests.
// It never calls Slack, never reads a clock: the time is passed in, and the same state gives the same bytes.

import type { KnownBlock } from "@slack/types";

/**
 * One message. `text` is mrkdwn, escaped already: what a notification and a screen reader say, so it is always there
 * and never longer than what chat.update takes (FACTS 3: 4,000).
 */
export type Message = { text: string; blocks: KnownBlock[] };
