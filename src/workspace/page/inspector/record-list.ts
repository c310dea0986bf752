// The inspector's list. Two thousand lines stay smooth because only those in view are drawn; it follows the newest one
// as long as it is scrolled to the bottom.

import { html } from "htm/preact";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { listKey } from "./list-keys.ts";
import type { Row } from "./record-filter.ts";
import { RecordRow, rowId } from "./record-row.ts";

export type RecordListProps = {
  rows: readonly Row[];
  tz: string;
  selected: number | null;
  onSelect: (id: number) => void;
  onFold: (id: number) => void;
};

/** Lines drawn above and below what is in view, so that quick scrolling shows no gap; more than `drawnEvery`. */
const beyond = 8;

/** It is drawn anew each time that so many lines have gone by, not at each pixel. */
const drawnEvery = 4;

type View = { top: number; height: number; rowPx: number };

/** The height of a line is the style sheet's word: a finger needs a higher one than a mouse. */
function rowPxOf(list: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(list).getPropertyValue("--inspect-row")) || 28;
}

function useView(list: RefObject<HTMLDivElement | null>): [View, () => void] {
  const [view, setView] = useState<View>({ top: 0, height: 600, rowPx: 28 });
  const look = (): void => {
    const element = list.current;
    if (element === null) return;
    const rowPx = rowPxOf(element);
    const top = Math.floor(element.scrollTop / (drawnEvery * rowPx)) * drawnEvery * rowPx;
    const now = { top, height: element.clientHeight, rowPx };
    const isSame = (before: View): boolean =>
      before.top === now.top && before.height === now.height && before.rowPx === now.rowPx;
    setView((before) => (isSame(before) ? before : now));
  };
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [view, look];
}

function scrollToRow(list: HTMLElement, at: number, rowPx: number): void {
  const top = at * rowPx;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + rowPx > list.scrollTop + list.clientHeight) list.scrollTop = top + rowPx - list.clientHeight;
}

type Follower = { view: View; onScroll: () => void };

/** Keeps to the bottom while the list is there, and to the selected row when that changes. */
function useFollowing(list: RefObject<HTMLDivElement | null>, rows: readonly Row[], selectedAt: number): Follower {
  const follows = useRef(true);
  const [view, look] = useView(list);
  const selected = rows[selectedAt]?.record.id;
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    if (follows.current) element.scrollTop = element.scrollHeight;
    look();
  }, [rows.length, view.height]);
  useLayoutEffect(() => {
    if (list.current !== null && selectedAt !== -1) scrollToRow(list.current, selectedAt, view.rowPx);
  }, [selected, view.height]);
  const onScroll = (): void => {
    const element = list.current;
    if (element === null) return;
    follows.current = element.scrollTop + element.clientHeight >= element.scrollHeight - view.rowPx;
    look();
  };
  return { view, onScroll };
}

export function RecordList({ rows, tz, selected, onSelect, onFold }: RecordListProps) {
  const list = useRef<HTMLDivElement>(null);
  const selectedAt = rows.findIndex(({ record }) => record.id === selected);
  const { view, onScroll } = useFollowing(list, rows, selectedAt);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const answer = listKey(event.key, rows, selectedAt, Math.max(1, Math.floor(view.height / view.rowPx) - 1));
    if (answer === null) return;
    event.preventDefault();
    if (answer.fold !== null) onFold(answer.fold);
    if (answer.select !== null) onSelect(answer.select);
  };

  const first = Math.max(0, Math.floor(view.top / view.rowPx) - beyond);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / view.rowPx) + beyond);
  const drawn = rows.slice(first, last);
  const isSelectedDrawn = selectedAt >= first && selectedAt < last;
  return html`<div
    ref=${list}
    class="inspect-list"
    role="tree"
    aria-label="Calls and envelopes"
    tabindex="0"
    aria-activedescendant=${selected !== null && isSelectedDrawn ? rowId(selected) : null}
    onScroll=${onScroll}
    onKeyDown=${onKeyDown}
  >
    <div role="none" class="inspect-tall" style=${{ height: `${rows.length * view.rowPx}px` }}>
      <div role="none" class="inspect-drawn" style=${{ transform: `translateY(${first * view.rowPx}px)` }}>
        ${drawn.map((row, at) => {
          const position = { of: rows.length, at: first + at };
          const isSelected = row.record.id === selected;
          return html`<${RecordRow}
            key=${row.record.id}
            row=${row}
            tz=${tz}
            isSelected=${isSelected}
            position=${position}
            onSelect=${onSelect}
            onFold=${onFold}
          />`;
        })}
      </div>
    </div>
  </div>`;
}
