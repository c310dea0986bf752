// The inspector's head: search, kind, pause, clear.

import { html } from "htm/preact";
import { type Kind, kinds, type RecordFilter } from "./record-filter.ts";

const kindNames: Readonly<Record<Kind, string>> = {
  all: "Everything",
  calls: "Calls",
  clicks: "Clicks",
  events: "Events",
  errors: "Errors",
};

export type FilterBarProps = {
  filter: RecordFilter;
  onFilter: (part: Partial<RecordFilter>) => void;
  isPaused: boolean;
  /** Records that came while it was paused. */
  waiting: number;
  onPause: () => void;
  onClear: () => void;
};

export function FilterBar({ filter, onFilter, isPaused, waiting, onPause, onClear }: FilterBarProps) {
  return html`<div class="inspect-tools" role="group" aria-label="Filter">
    <input
      type="search"
      class="field inspect-search"
      placeholder="Method, error or id"
      aria-label="Search in calls and envelopes"
      value=${filter.text}
      onInput=${(event: { currentTarget: HTMLInputElement }) => onFilter({ text: event.currentTarget.value })}
    />
    <select
      class="field inspect-kind"
      aria-label="Kind"
      value=${filter.kind}
      onChange=${(event: { currentTarget: HTMLSelectElement }) => onFilter({ kind: event.currentTarget.value as Kind })}
    >
      ${kinds.map((kind) => html`<option key=${kind} value=${kind}>${kindNames[kind]}</option>`)}
    </select>
    <button type="button" class="button inspect-button" aria-pressed=${isPaused} onClick=${onPause}>
      ${isPaused ? (waiting === 0 ? "Go on" : `Go on (${waiting} new)`) : "Pause"}
    </button>
    <button type="button" class="button inspect-button" onClick=${onClear}>Clear</button>
  </div>`;
}
