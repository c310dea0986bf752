// The bar at the top: ours, not Slack's. The workspace's clock, the replays, the inspector.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { ReplayBar } from "./replay/replay-bar.ts";
import { go, screen, show, useScreen } from "./screen.ts";
import { ClockControl } from "./time/clock-control.ts";
import { useSeen } from "./use.ts";

function toggleInspector(): void {
  const { isInspecting, place } = screen.get();
  // One pane at a time.
  if (!isInspecting && place.threadTs !== null) go({ channelId: place.channelId });
  show({ isInspecting: !isInspecting });
}

export function ToolBar(): VNode {
  const hasStories = useSeen((state) => state.stories.length > 0);
  const isInspecting = useScreen((held) => held.isInspecting);
  return html`<header class="tools" aria-label="Tools of the embedded workspace" data-region tabindex="-1">
      <span class="tools-name">Embedded workspace</span>
      <${ClockControl} />
      <span class="tools-space"></span>
      ${
        hasStories
          ? html`<button
              type="button"
              class="tools-button"
              aria-haspopup="dialog"
              onClick=${() => show({ dialog: "stories" })}
            >
            Replay an incident
          </button>`
          : null
      }
      <button type="button" class="tools-button" aria-pressed=${isInspecting} onClick=${toggleInspector}>
        Inspector
      </button>
    </header>
    <${ReplayBar} onOpenDocument=${(fileId: string) => show({ documentId: fileId })} />`;
}
