// Under a message that has replies: who answered, how many, when last. It opens the thread.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenMessage } from "../../client/seen.ts";
import { workspaceNow } from "../clock.ts";
import { Icon } from "../icon.ts";
import { Avatar } from "../people/avatar.ts";
import { useMinute } from "../people/minute.ts";
import { agoLabel, msOf } from "../people/times.ts";
import { go } from "../screen.ts";
import { useConnection } from "../use.ts";

export function ThreadSummary({ message }: { message: SeenMessage }): VNode | null {
  const connection = useConnection();
  useMinute();
  const { thread } = message;
  if (thread === null || thread.count === 0) return null;
  const clock = connection.state()?.clock;
  const ago = clock === undefined ? "" : agoLabel(msOf(thread.latest), workspaceNow(clock));
  return html`<button
    type="button"
    class="thread-summary"
    onClick=${() => go({ channelId: message.channelId, threadTs: message.ts })}
  >
    <span class="thread-avatars">
      ${thread.users.slice(0, 5).map((id) => html`<${Avatar} key=${id} id=${id} size=${24} />`)}
    </span>
    <span class="thread-count">${thread.count} ${thread.count === 1 ? "reply" : "replies"}</span>
    <span class="thread-last">Last reply ${ago}</span>
    <span class="thread-view">View thread</span>
    <span class="thread-go"><${Icon} name="right" size=${14} /></span>
  </button>`;
}
