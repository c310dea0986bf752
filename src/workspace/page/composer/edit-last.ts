// Arrow up in an empty composer edits one's last message, as in Slack.

import { isListed } from "../channel/rows.ts";
import type { Connection } from "../connection.ts";
import { show } from "../screen.ts";

/** False: there is none. */
export function editLastOwn(connection: Connection, channelId: string, threadTs: string | null): boolean {
  const state = connection.state();
  const held = state?.messages[channelId]?.messages ?? [];
  const own = held.findLast((one) => {
    return one.user === state?.me && !one.byApp && one.subtype === null && isListed(one, threadTs);
  });
  if (own === undefined) return false;
  show({ editingTs: own.ts });
  return true;
}
