// The app's two sides: its home, and the messages between it and the person.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { Home } from "../home.ts";
import { AppLabel, Avatar } from "../people/avatar.ts";
import { otherIn } from "../people/people.ts";
import { go, goInstead } from "../screen.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";
import { BackToChannels } from "./back-to-channels.ts";
import { LookingOn } from "./composer-place.ts";

type AppTabsProps = { channelId: string | null; tab: "home" | "messages" };

export function AppTabs({ channelId, tab }: AppTabsProps): VNode | null {
  const act = useDeed();
  const app = useSeen((state) => state.app);
  if (!app.hasHomeTab) return null;
  const toMessages = async (): Promise<void> => {
    if (channelId !== null) return go({ channelId });
    const done = await act({ do: "open dm", userId: app.botUserId });
    if (done.ok && done.channelId !== undefined) go({ channelId: done.channelId });
  };
  const current = (name: string): "page" | undefined => (name === tab ? "page" : undefined);
  return html`<nav class="tabs" aria-label=${app.name}>
    <button type="button" class="tab" aria-current=${current("home")} onClick=${() => go({ isHome: true })}>
      Home
    </button>
    ${
      app.hasMessagesTab
        ? html`<button type="button" class="tab" aria-current=${current("messages")} onClick=${toMessages}>
            Messages
          </button>`
        : null
    }
  </nav>`;
}

/** The app's home in the middle of the page; of an app without one, its messages. */
export function AppHome(): VNode {
  const act = useDeed();
  const app = useSeen((state) => state.app);
  const channelId = useSeen(({ channels, me }) => {
    return Object.values(channels).find((one) => one.kind === "im" && otherIn(one, me) === app.botUserId)?.id ?? null;
  });
  const isReadOnly = useSeen((state) => state.isReadOnly);
  useEffect(() => {
    if (app.hasHomeTab) return;
    if (channelId !== null) return goInstead({ channelId });
    void act({ do: "open dm", userId: app.botUserId });
  }, [channelId]);
  return html`<main class="channel" aria-label=${app.name}>
    <header class="head">
      <div class="head-row">
        <${BackToChannels} />
        <h2 class="head-name"><${Avatar} id=${app.botUserId} size=${24} />
          <span class="head-label">${app.name}</span><${AppLabel} />
        </h2>
      </div>
      <${AppTabs} channelId=${channelId} tab="home" />
    </header>
    <div class="home-scroll" data-region tabindex="0" role="region" aria-label="Home">
      ${app.hasHomeTab ? html`<${Home} />` : null}
    </div>
    ${isReadOnly ? html`<div class="composer-place"><${LookingOn} /></div>` : null}
  </main>`;
}
