// The messages of a channel or thread, from old to new.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { workspaceNow } from "../clock.ts";
import { Icon } from "../icon.ts";
import { plainLine } from "../message/editable-text.ts";
import { useMinute } from "../people/minute.ts";
import { nameOf } from "../people/people.ts";
import { dayOf } from "../people/times.ts";
import { useConnection, useSeen } from "../use.ts";
import { elementOf, type RowElements } from "./row-elements.ts";
import type { Row } from "./rows.ts";
import { useScrolling } from "./scrolling.ts";

export type MessageListProps = {
  label: string;
  rows: readonly Row[];
  inThread: boolean;
  targetTs: string | null;
  hasMore: boolean;
  loadOlder: () => void;
  /** Told when the end comes into view or leaves it. */
  onAtEnd?: (isAtEnd: boolean) => void;
  /** Above the oldest message, once there are none before it. */
  children?: ComponentChildren;
};

/** Up and down among the messages; the list itself stands for being below the newest. */
function moveAmong(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const here = event.target as HTMLElement;
  const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
  const step = steps[event.key];
  if (step === undefined || !(here === list || here.getAttribute("role") === "article")) return;
  event.preventDefault();
  const all = [...list.querySelectorAll<HTMLElement>("[role=article]")];
  const at = here === list ? all.length : all.indexOf(here);
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

/** What came last, for those who hear and do not see; not what one said oneself. */
function useNews(rows: readonly Row[]): string {
  const connection = useConnection();
  const heard = useRef<string | null>(null);
  const said = useRef("");
  const last = rows.at(-1);
  if (last === undefined) return "";
  const before = heard.current;
  heard.current = last.ts;
  const state = connection.state();
  if (before === null || last.ts <= before || state === null) return said.current;
  if (last.kind === "ephemeral") said.current = `Only visible to you: ${plainLine(last.ephemeral.text, state)}`;
  if (last.kind === "message" && last.message.user !== state.me) {
    said.current = `${nameOf(state.users, state.app, last.message.user)}: ${plainLine(last.message.text, state)}`;
  }
  return said.current;
}

/** What one says oneself brings the end into view, wherever one was. */
function useOwn(rows: readonly Row[], toEnd: () => void): void {
  const me = useSeen((state) => state.me);
  const last = rows.at(-1);
  const ownTs = last?.kind === "message" && last.message.user === me ? last.ts : null;
  const seen = useRef(rows.at(-1)?.ts ?? "");
  useEffect(() => {
    if (ownTs !== null && ownTs > seen.current) toEnd();
    seen.current = last?.ts ?? seen.current;
  }, [last?.ts]);
}

export function MessageList(props: MessageListProps): VNode {
  const { label, rows, inThread, targetTs, hasMore, loadOlder, onAtEnd, children } = props;
  const connection = useConnection();
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "Etc/UTC");
  const kept = useRef<RowElements>(new Map());
  const scrolling = useScrolling({ rows, targetTs, hasMore, loadOlder });
  const news = useNews(rows);
  useMinute();
  useOwn(rows, scrolling.toEnd);
  useEffect(() => onAtEnd?.(scrolling.isAtEnd), [scrolling.isAtEnd]);
  const clock = connection.state()?.clock;
  const today = clock === undefined ? "" : dayOf(workspaceNow(clock), tz);
  const isWhole = !hasMore && scrolling.rows.length === rows.length;
  return html`<div class="list">
    <div
      ref=${scrolling.scroller}
      class="list-scroll"
      role="log"
      aria-live="off"
      aria-label=${label}
      tabindex="0"
      data-region
      onScroll=${scrolling.onScroll}
      onKeyDown=${moveAmong}
    >
      <div ref=${scrolling.content} class="list-content">
        ${isWhole ? children : null}
        ${scrolling.rows.map((row) => elementOf(kept.current, row, today, inThread))}
      </div>
    </div>
    ${
      scrolling.isAtEnd
        ? null
        : html`<button type="button" class="list-end" onClick=${scrolling.toEnd}>
          <${Icon} name="down" size=${14} />Jump to newest
        </button>`
    }
    <div class="hidden" aria-live="polite">${news}</div>
  </div>`;
}
