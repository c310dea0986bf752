// The bar over the page of a replay: where the incident stands, who does what, and the buttons of a player. In the main
// workspace it only says that one runs beside.

import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Deed } from "../../client/protocol.ts";
import type { SeenReplay } from "../../client/seen-replay.ts";
import { workspaceNow } from "../clock.ts";
import { Icon } from "../icon.ts";
import { useTicking } from "../time/ticking.ts";
import { useConnection, useSeen } from "../use.ts";
import { useFollowedIncident } from "./followed-incident.ts";
import { ReplayTrack } from "./replay-track.ts";
import {
  happenedAt,
  happeningOf,
  instantInWords,
  isReplayPage,
  replayAddress,
  type Speed,
  spanOf,
  stepsInWords,
} from "./replay-words.ts";
import { SpeedField } from "./speed-field.ts";

export type ReplayBarProps = { onOpenDocument: (fileId: string) => void };

/** Opens the postmortem by itself, once, when the replay ends while somebody looks on; not after a reload. */
function useOpenedAtEnd(replay: SeenReplay | null, onOpenDocument: (fileId: string) => void): void {
  const hasBeenOpen = useRef(false);
  const fileId = replay?.state === "ended" ? replay.documentFileId : null;
  const isGoingOn = replay !== null && replay.documentFileId === null;
  useEffect(() => {
    if (isGoingOn) hasBeenOpen.current = true;
    if (fileId === null || !hasBeenOpen.current) return;
    hasBeenOpen.current = false;
    onOpenDocument(fileId);
  }, [fileId, isGoingOn]);
}

type ActProps = { replay: SeenReplay; act: (deed: Deed) => Promise<boolean> };

function Beside({ replay, act, refusal }: ActProps & { refusal: ComponentChildren }) {
  const isOver = replay.state === "ended" || replay.state === "failed";
  return html`<div class="replay replay-beside" role="region" aria-label="Replay">
    <span class="replay-now">
      ${isOver ? "A replay has ended" : "A replay is running"}: ${replay.story.organization}, ${replay.story.title}.
    </span>
    <a class="replay-link" href=${replayAddress}>Look at it</a>
    <button
      type="button"
      class="icon-button"
      aria-label="End the replay"
      title="End the replay"
      onClick=${() => act({ do: "end replay" })}
    >
      <${Icon} name="close" size=${16} />
    </button>
    ${refusal}
  </div>`;
}

function Player({ replay, act }: ActProps) {
  const { state, speed } = replay;
  const isPlaying = state === "playing";
  const pace = (to: "playing" | "paused", at: Speed) => act({ do: "pace replay", state: to, speed: at });
  const words = isPlaying ? "Pause" : "Go on";
  return html`<button
      type="button"
      class="icon-button replay-play"
      aria-label=${words}
      title=${words}
      aria-disabled=${state === "starting"}
      onClick=${() => state !== "starting" && pace(isPlaying ? "paused" : "playing", speed)}
    >
      <span class=${isPlaying ? "clock-sign-pause" : "clock-sign-play"} aria-hidden="true" />
    </button>
    <${SpeedField} speed=${speed} onSpeed=${(to: Speed) => pace(state === "paused" ? "paused" : "playing", to)} />`;
}

function AtEnd({ replay, act, onOpenDocument }: ActProps & ReplayBarProps) {
  const { documentFileId, story, speed } = replay;
  const again = async (): Promise<void> => {
    if (await act({ do: "start replay", story: story.name, speed })) location.assign(replayAddress);
  };
  return html`${
    documentFileId !== null &&
    html`<button type="button" class="button button-primary" onClick=${() => onOpenDocument(documentFileId)}>
      Open the postmortem
    </button>`
  }
    <button type="button" class="button" onClick=${again}>Play again</button>`;
}

function Where({ replay }: { replay: SeenReplay }) {
  const clock = useSeen((state) => state.clock);
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "UTC");
  useTicking(replay.state === "playing" ? 250 : null);
  const now = workspaceNow(clock);
  const span = spanOf(replay);
  return html`<div class="replay-where">
    <p class="replay-line">
      <time class="replay-time">${instantInWords(happenedAt(replay), span, tz)}</time>
      <span class="replay-now" role="status">${happeningOf(replay)}</span>
      <span class="replay-steps">${stepsInWords(replay)}</span>
    </p>
    <${ReplayTrack} replay=${replay} now=${now} tz=${tz} />
  </div>`;
}

export function ReplayBar({ onOpenDocument }: ReplayBarProps) {
  const connection = useConnection();
  const replay = useSeen((state) => state.replay);
  const [sentence, setSentence] = useState("");
  const isHere = isReplayPage(location.pathname);
  useOpenedAtEnd(isHere ? replay : null, onOpenDocument);
  useFollowedIncident(isHere ? replay : null);
  if (replay === null) return null;
  const act = async (deed: Deed): Promise<boolean> => {
    const done = await connection.act(deed);
    setSentence(done.ok ? "" : done.sentence);
    return done.ok;
  };
  const refusal = sentence !== "" && html`<p class="replay-sentence" role="alert">${sentence}</p>`;
  if (!isHere) return html`<${Beside} replay=${replay} act=${act} refusal=${refusal} />`;
  const isOver = replay.state === "ended" || replay.state === "failed";
  return html`<div class=${`replay replay-${replay.state}`} role="region" aria-label="Replay">
    <h2 class="replay-title">
      ${replay.story.organization}: ${replay.story.title}
    </h2>
    <${Where} replay=${replay} />
    <div class="replay-buttons">
      ${
        isOver
          ? html`<${AtEnd} replay=${replay} act=${act} onOpenDocument=${onOpenDocument} />`
          : html`<${Player} replay=${replay} act=${act} />`
      }
      <a class="replay-link" href="/">Back to your workspace</a>
    </div>
    ${refusal}
  </div>`;
}
