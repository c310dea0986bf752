// One line of the inspector's list: a click with what it cost, or a call or event with its bar in time.

import { html } from "htm/preact";
import { timeOfRecord } from "../time/shown-time.ts";
import { barOf } from "./gesture-group.ts";
import type { HeadRow, MemberRow, Row } from "./record-filter.ts";
import { ackOf, costOf, nameOf, outcomeOf, toneOf, tookOf } from "./record-words.ts";

export const rowId = (recordId: number): string => `inspect-record-${recordId}`;

export type RowProps = {
  row: Row;
  tz: string;
  isSelected: boolean;
  /** Of how many, for those who cannot see the list: only a part of it is drawn. */
  position: { of: number; at: number };
  onSelect: (id: number) => void;
  onFold: (id: number) => void;
};

/** A bar is never narrower than what can be seen. */
const narrowestBar = "2px";
const percent = (share: number): string => `${(100 * Math.min(Math.max(share, 0), 1)).toFixed(2)}%`;

function Bar({ row }: { row: MemberRow }) {
  if (row.axis === null) return html`<span class="inspect-lane" />`;
  const { shareFrom, shareWide } = barOf(row.record, row.axis);
  const left = percent(shareFrom);
  const place = shareWide === null ? { left, right: "0" } : { left, width: percent(shareWide), minWidth: narrowestBar };
  return html`<span class="inspect-lane" aria-hidden="true">
    <span class="inspect-bar inspect-bar-${toneOf(row.record)}" style=${place} />
  </span>`;
}

function HeadCells({ row, tz, onFold }: { row: HeadRow; tz: string; onFold: (id: number) => void }) {
  const { record, isFolded, hasMembers } = row;
  const fold = (event: Event): void => {
    event.stopPropagation();
    onFold(record.id);
  };
  const sign = isFolded ? "▸" : "▾";
  const cost = costOf(record);
  return html`
    <span class="inspect-fold" aria-hidden="true" onClick=${hasMembers ? fold : null}>${hasMembers ? sign : ""}</span>
    <span class="inspect-time">${timeOfRecord(record.at, tz)}</span>
    <span class="inspect-name" title=${nameOf(record)}>${nameOf(record)}</span>
    ${cost === "" ? null : html`<span class="inspect-cost">${cost}</span>`}
    <span class="inspect-outcome inspect-${toneOf(record)}">${ackOf(record)}</span>
  `;
}

function MemberCells({ row, tz }: { row: MemberRow; tz: string }) {
  const { record, axis, wave } = row;
  const isAlone = axis === null;
  return html`
    ${
      isAlone
        ? html`<span class="inspect-fold" /><span class="inspect-time">${timeOfRecord(record.at, tz)}</span>`
        : html`<span class="inspect-wave" title=${wave === null ? "" : `Wave ${wave}`}>${wave ?? ""}</span>`
    }
    <span class="inspect-name" title=${nameOf(record)}>${nameOf(record)}</span>
    ${isAlone ? null : html`<${Bar} row=${row} />`}
    <span class="inspect-took">${tookOf(record)}</span>
    <span class="inspect-outcome inspect-${toneOf(record)}" title=${outcomeOf(record)}>${outcomeOf(record)}</span>
  `;
}

export function RecordRow({ row, tz, isSelected, position, onSelect, onFold }: RowProps) {
  const isHead = row.type === "head";
  const isMember = row.type === "member" && row.axis !== null;
  return html`<div
    role="treeitem"
    id=${rowId(row.record.id)}
    class=${`inspect-row ${isHead ? "inspect-row-head" : isMember ? "inspect-row-member" : "inspect-row-alone"}`}
    aria-level=${isMember ? 2 : 1}
    aria-setsize=${position.of}
    aria-posinset=${position.at + 1}
    aria-selected=${isSelected}
    aria-expanded=${isHead && row.hasMembers ? !row.isFolded : null}
    onClick=${() => onSelect(row.record.id)}
  >
    ${
      isHead
        ? html`<${HeadCells} row=${row} tz=${tz} onFold=${onFold} />`
        : html`<${MemberCells} row=${row} tz=${tz} />`
    }
  </div>`;
}
