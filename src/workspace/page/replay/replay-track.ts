// The incident's own time as a line, with a mark for each step and how far it has come.

import { html } from "htm/preact";
import type { SeenReplay } from "../../client/seen-replay.ts";
import { instantInWords, progressOf, shareOf, spanOf, stepsInWords } from "./replay-words.ts";

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

export function ReplayTrack({ replay, now, tz }: { replay: SeenReplay; now: number; tz: string }) {
  const span = spanOf(replay);
  const progress = progressOf(replay, now);
  return html`<div
    class="replay-track"
    role="progressbar"
    aria-label="How far the incident has come"
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.round(100 * progress)}
    aria-valuetext=${stepsInWords(replay)}
  >
    <div class="replay-done" style=${{ width: percent(progress) }} />
    ${replay.steps.map(({ at, who, what }, step) => {
      const kind = step < replay.done ? "replay-mark replay-mark-done" : "replay-mark";
      const words = `${instantInWords(at, span, tz)} · ${who} ${what}`;
      return html`<span key=${step} class=${kind} title=${words} style=${{ left: percent(shareOf(at, span)) }} />`;
    })}
  </div>`;
}
