// A thread, in the pane at the right: its parent, the replies, and a composer of its own.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { useRows } from "../channel/channel.ts";
import { ComposerPlace } from "../channel/composer-place.ts";
import { MessageList } from "../channel/message-list.ts";
import { Composer } from "../composer/composer.ts";
import { Icon } from "../icon.ts";
import { channelName } from "../people/people.ts";
import { closeThread, useNarrow, useScreen } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";

function Where({ channel }: { channel: SeenChannel }): VNode {
  const users = useSeen((state) => state.users);
  const app = useSeen((state) => state.app);
  const me = useSeen((state) => state.me);
  const sign = { public: "# ", private: "🔒 ", im: "", mpim: "" }[channel.kind];
  return html`<span class="pane-where">${sign}${channelName(channel, users, app, me)}</span>`;
}

export function Thread({ channel, threadTs }: { channel: SeenChannel; threadTs: string }): VNode {
  const connection = useConnection();
  const isNarrow = useNarrow();
  const targetTs = useScreen(({ place }) => place.ts);
  const rows = useRows(channel.id, threadTs, null);
  const isLoaded = useSeen(({ messages }) => messages[channel.id]?.threads.includes(threadTs) === true);
  const snapshots = useSeen((state) => state.snapshots);
  useEffect(() => {
    if (!isLoaded) void connection.loadThread(channel.id, threadTs);
  }, [isLoaded, threadTs, snapshots]);
  return html`<aside class="pane" aria-label="Thread">
    <header class="pane-head">
      ${
        isNarrow
          ? html`<button type="button" class="icon-button" aria-label="Back to the channel" onClick=${closeThread}>
            <${Icon} name="back" />
          </button>`
          : null
      }
      <h2 class="pane-title">Thread <${Where} channel=${channel} /></h2>
      ${
        isNarrow
          ? null
          : html`<button type="button" class="icon-button" aria-label="Close the thread" onClick=${closeThread}>
            <${Icon} name="close" />
          </button>`
      }
    </header>
    <${MessageList}
      label="Thread"
      rows=${rows}
      inThread=${true}
      targetTs=${targetTs}
      hasMore=${false}
      loadOlder=${() => {}}
    />
    <${ComposerPlace} channel=${channel} inThread>
      <${Composer} key=${`${channel.id} ${threadTs}`} channel=${channel} threadTs=${threadTs} />
    <//>
  </aside>`;
}
