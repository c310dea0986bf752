// The middle of the page: a channel's header, its messages, and the composer or what stands in its place.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { Composer } from "../composer/composer.ts";
import { Avatar } from "../people/avatar.ts";
import { channelName, otherIn } from "../people/people.ts";
import { useScreen } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";
import { ChannelHeader } from "./channel-header.ts";
import { ComposerPlace } from "./composer-place.ts";
import { MessageList } from "./message-list.ts";
import { useReading, useReadUpTo } from "./reading.ts";
import { type Row, rowsOf } from "./rows.ts";

/** Loads the channel, and again after the line was down; older messages as they are asked for. */
function useLoading(channelId: string, targetTs: string | null): () => void {
  const connection = useConnection();
  const held = useSeen(({ messages }) => messages[channelId] ?? null);
  const from = held?.from ?? null;
  const snapshots = useSeen((state) => state.snapshots);
  // Since which snapshot something is being loaded: what was asked for before does not hold up what is needed now.
  const busySince = useRef<number | null>(null);
  const load = async (before: string | null): Promise<void> => {
    if (busySince.current === snapshots) return;
    busySince.current = snapshots;
    await connection.load(channelId, before);
    if (busySince.current === snapshots) busySince.current = null;
  };
  useEffect(() => {
    if (from === null) void load(null);
    else if (targetTs !== null && targetTs < from && held?.hasMore === true) void load(from);
  }, [from, targetTs, snapshots]);
  return () => {
    if (from !== null && held?.hasMore === true) void load(from);
  };
}

export function useRows(channelId: string, threadTs: string | null, readUpTo: string | null): readonly Row[] {
  const held = useSeen(({ messages }) => messages[channelId] ?? null);
  const ephemerals = useSeen((state) => state.ephemerals);
  const me = useSeen((state) => state.me);
  const tz = useSeen(({ users }) => users[me]?.tz ?? "Etc/UTC");
  return useMemo(() => {
    const messages = held?.messages ?? [];
    const here = ephemerals.filter((one) => one.channelId === channelId);
    return rowsOf({ messages, ephemerals: here, threadTs, from: held?.from ?? "0", readUpTo, me, tz });
  }, [held, ephemerals, channelId, threadTs, readUpTo, me, tz]);
}

/** What stands above the first message. */
function Beginning({ channel }: { channel: SeenChannel }): VNode {
  const users = useSeen((state) => state.users);
  const app = useSeen((state) => state.app);
  const me = useSeen((state) => state.me);
  const name = channelName(channel, users, app, me);
  if (channel.kind === "im") {
    return html`<div class="list-begin">
      <${Avatar} id=${otherIn(channel, me)} size=${56} />
      <h2 class="list-begin-title">${name}</h2>
      <p>This conversation is just between <b>${name}</b> and you.</p>
    </div>`;
  }
  const sign = channel.kind === "private" ? "🔒 " : "# ";
  return html`<div class="list-begin">
    <h2 class="list-begin-title">${channel.kind === "mpim" ? name : `${sign}${name}`}</h2>
    <p>
      This is the very beginning of the${" "}
      ${channel.kind === "mpim" ? "conversation" : html`<b>#${name}</b> channel`}.
    </p>
    ${channel.purpose === "" ? null : html`<p>${channel.purpose}</p>`}
  </div>`;
}

type MessagesProps = { channel: SeenChannel; name: string };

function Messages({ channel, name }: MessagesProps): VNode {
  const [isAtEnd, setAtEnd] = useState(true);
  const targetTs = useScreen(({ place }) => (place.threadTs === null ? place.ts : null));
  const readUpTo = useReadUpTo(channel);
  const rows = useRows(channel.id, null, readUpTo);
  const loadOlder = useLoading(channel.id, targetTs);
  const isLoaded = useSeen(
    ({ messages }) =>
      messages[channel.id] !== undefined &&
      (messages[channel.id]?.from !== null || (messages[channel.id]?.messages.length ?? 0) > 0),
  );
  const hasMore = useSeen(({ messages }) => messages[channel.id]?.hasMore ?? true);
  useReading(channel, isAtEnd && isLoaded);
  if (!isLoaded) return html`<div class="list" aria-busy="true"></div>`;
  return html`<${MessageList}
    label=${`Messages in ${name}`}
    rows=${rows}
    inThread=${false}
    targetTs=${targetTs}
    hasMore=${hasMore}
    loadOlder=${loadOlder}
    onAtEnd=${setAtEnd}
  >
    <${Beginning} channel=${channel} />
  <//>`;
}

export function Channel({ channel }: { channel: SeenChannel }): VNode {
  const me = useSeen((state) => state.me);
  const name = useSeen(({ users, app }) => channelName(channel, users, app, me));
  return html`<main class="channel" aria-label=${name}>
    <${ChannelHeader} channel=${channel} />
    <${Messages} key=${`${channel.id} ${me}`} channel=${channel} name=${name} />
    <${ComposerPlace} channel=${channel}>
      <${Composer} key=${`${channel.id} ${me}`} channel=${channel} threadTs=${null} />
    <//>
  </main>`;
}
