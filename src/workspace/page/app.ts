// The whole page: the tool's own bar above, and below it what looks like Slack.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useReducer } from "preact/hooks";
import type { SeenChannel } from "../client/seen.ts";
import { AppHome } from "./channel/app-tabs.ts";
import { Channel } from "./channel/channel.ts";
import { BrowseChannels } from "./dialogs/browse-channels.ts";
import { CreateChannel } from "./dialogs/create-channel.ts";
import { Switcher } from "./dialogs/switcher.ts";
import { DocumentView } from "./document/document.ts";
import { Modals } from "./forms/modals.ts";
import { Inspector } from "./inspector/inspector.ts";
import { Stories } from "./replay/stories.ts";
import { goInstead, screen, show, useNarrow, useScreen } from "./screen.ts";
import { Sidebar } from "./sidebar/sidebar.ts";
import { Thread } from "./thread/thread.ts";
import { ToolBar } from "./tool-bar.ts";
import { useConnection, useSeen } from "./use.ts";

/** Whether the feed is up; draws again when that changes. */
function useIsUp(): boolean {
  const connection = useConnection();
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const isUp = connection.isUp();
  useLayoutEffect(() =>
    connection.subscribe(() => {
      if (connection.isUp() !== isUp) drawAgain(0);
    }),
  );
  return isUp;
}

/** Where somebody begins who has not said where: #general, or the first channel that they are in. */
function firstChannel(channels: readonly SeenChannel[]): string | null {
  const own = channels.filter(({ isMember, isArchived, kind }) => isMember && !isArchived && kind !== "im");
  const first = own.find(({ name }) => name === "general") ?? own.sort((a, b) => (a.name < b.name ? -1 : 1))[0];
  return first?.id ?? null;
}

/** The channel that is shown: on a wide screen always one, on a phone the one that was opened. */
function useShownChannel(): SeenChannel | null {
  const isNarrow = useNarrow();
  const wanted = useScreen(({ place }) => place.channelId);
  const isHome = useScreen(({ place }) => place.isHome);
  const channels = useSeen((state) => state.channels);
  const known = wanted === null ? undefined : channels[wanted];
  const instead = isNarrow || isHome || known !== undefined ? null : firstChannel(Object.values(channels));
  useEffect(() => {
    if (instead !== null) goInstead({ channelId: instead });
    // A channel that this person may not see is not gone to on a phone either.
    else if (wanted !== null && known === undefined) goInstead({});
  }, [instead, wanted, known === undefined]);
  return isHome ? null : (known ?? null);
}

/** The address says whom one acts as, so that a reload is still them. */
function usePerson(): void {
  const me = useSeen((state) => state.me);
  const userId = useScreen(({ place }) => place.userId);
  const connection = useConnection();
  useEffect(() => {
    const { channelId, threadTs, ts, isHome } = screen.get().place;
    if (userId === null) goInstead({ userId: me, channelId, threadTs, ts, isHome });
  }, [me, userId]);
  useEffect(() => {
    // The browser's back may lead to somebody else's step.
    if (userId !== null && userId !== connection.state()?.me) connection.become(userId);
  }, [userId]);
}

function Dialogs(): VNode {
  const dialog = useScreen((screen) => screen.dialog);
  const documentId = useScreen((screen) => screen.documentId);
  const close = (): void => show({ dialog: null });
  return html`<${Modals} />
    ${dialog === "create channel" ? html`<${CreateChannel} onClose=${close} />` : null}
    ${dialog === "browse channels" ? html`<${BrowseChannels} onClose=${close} />` : null}
    ${dialog === "switch" ? html`<${Switcher} title="Jump to…" withChannels=${true} onClose=${close} />` : null}
    ${
      dialog === "new message" ? html`<${Switcher} title="New message" withChannels=${false} onClose=${close} />` : null
    }
    ${dialog === "stories" ? html`<${Stories} onClose=${close} />` : null}
    ${
      documentId === null
        ? null
        : html`<${DocumentView} key=${documentId} fileId=${documentId} onClose=${() => show({ documentId: null })} />`
    }`;
}

function Pane({ channel }: { channel: SeenChannel | null }): VNode | null {
  const isInspecting = useScreen((screen) => screen.isInspecting);
  const threadTs = useScreen(({ place }) => place.threadTs);
  if (isInspecting) {
    const close = (): void => show({ isInspecting: false });
    return html`<div class="pane" data-region tabindex="-1"><${Inspector} onClose=${close} /></div>`;
  }
  if (channel === null || threadTs === null) return null;
  return html`<${Thread} key=${`${channel.id} ${threadTs}`} channel=${channel} threadTs=${threadTs} />`;
}

function Middle({ channel }: { channel: SeenChannel | null }): VNode {
  const isHome = useScreen(({ place }) => place.isHome);
  if (isHome) return html`<${AppHome} />`;
  return channel === null ? html`<main class="channel"></main>` : html`<${Channel} channel=${channel} />`;
}

/** On a phone the channels are all that the page shows, and so its main part. */
function Side({ selectedId }: { selectedId: string | null }): VNode {
  const isNarrow = useNarrow();
  const side = html`<${Sidebar} selectedId=${selectedId} />`;
  return isNarrow ? html`<main class="column-main">${side}</main>` : side;
}

function Workspace(): VNode {
  const isNarrow = useNarrow();
  const channel = useShownChannel();
  const isUp = useIsUp();
  usePerson();
  const isHome = useScreen(({ place }) => place.isHome);
  const hasPane = useScreen(({ isInspecting, place }) => isInspecting || place.threadTs !== null);
  // One column on a phone: the pane, else the channel, else the channels.
  const column = hasPane ? "pane" : isHome || channel !== null ? "channel" : "side";
  const shows = (name: string): boolean => !isNarrow || column === name;
  return html`<div class=${hasPane ? "page page-pane" : "page"}>
      <${ToolBar} />
      ${
        isUp
          ? null
          : html`<div class="line-down" role="status">
            Not connected to the workspace. It comes back by itself when npm start runs.
          </div>`
      }
      <div class="columns">
        ${shows("side") ? html`<${Side} selectedId=${channel?.id ?? null} />` : null}
        ${shows("channel") ? html`<${Middle} channel=${channel} />` : null}
        ${hasPane && shows("pane") ? html`<${Pane} channel=${channel} />` : null}
      </div>
    </div>
    <${Dialogs} />`;
}

export function App(): VNode {
  const connection = useConnection();
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const isReady = connection.state() !== null;
  // Before anything else can happen: a snapshot that came between drawing and listening would never be drawn.
  useLayoutEffect(() => {
    if (isReady) return undefined;
    return connection.subscribe(() => drawAgain(0));
  }, [isReady]);
  if (isReady) return html`<${Workspace} />`;
  return html`<p class="starting" role="status">
    ${connection.isUp() ? "Connecting to the workspace…" : "Connecting to the workspace. Is npm start running?"}
  </p>`;
}
