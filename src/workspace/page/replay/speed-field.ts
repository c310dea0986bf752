// How fast a replay goes.

import { html } from "htm/preact";
import { type Speed, speedOf, speeds, speedValue } from "./replay-words.ts";

export function SpeedField({ speed, onSpeed }: { speed: Speed; onSpeed: (speed: Speed) => void }) {
  return html`<select
    class="field replay-speed"
    aria-label="Speed"
    value=${speedValue(speed)}
    onChange=${(event: { currentTarget: HTMLSelectElement }) => onSpeed(speedOf(event.currentTarget.value))}
  >
    ${speeds.map(([words, one]) => html`<option key=${words} value=${speedValue(one)}>${words}</option>`)}
  </select>`;
}
