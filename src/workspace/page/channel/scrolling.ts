// Where a message list stands: at its end, where it follows what comes; or anywhere else, where it keeps still while
// older messages are put in above. Rows are put in a few at a time, so that no frame takes long.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Row } from "./rows.ts";

const firstRows = 24;
const moreRows = 6;
/** Rows are kept ready for this many screens above the one in view. */
const aheadScreens = 3;
const nearEndPx = 40;

export type Scrolling = {
  scroller: { current: HTMLDivElement | null };
  content: { current: HTMLDivElement | null };
  /** The rows to be drawn: those at the end. */
  rows: readonly Row[];
  isAtEnd: boolean;
  toEnd: () => void;
  onScroll: () => void;
};

type Wanted = {
  rows: readonly Row[];
  /** A message to be shown, once its row is here; null: the end, or the first unread. */
  targetTs: string | null;
  hasMore: boolean;
  loadOlder: () => void;
};

/** What stays where it is while something is put in above it; `top` within the list, however far that is scrolled. */
type Anchor = { element: HTMLElement; top: number };

type Held = { anchor: Anchor | null; isAtEnd: boolean; reached: string | null; isBegun: boolean; frame: number };

function anchorOf(content: HTMLElement | null): Anchor | null {
  const element = content?.querySelector<HTMLElement>("[role=article]") ?? null;
  return element === null ? null : { element, top: element.offsetTop };
}

function firstShown(rows: readonly Row[], targetTs: string | null): number {
  const target = targetTs === null ? -1 : rows.findIndex(({ ts }) => ts >= targetTs);
  const unread = rows.findIndex(({ kind }) => kind === "new");
  const begin = [target, unread].filter((at) => at !== -1).map((at) => at - 6);
  return Math.max(0, Math.min(rows.length - firstRows, ...begin));
}

/** Stands at the target, at the first unread message, or at the end, whichever comes first. */
function begin(scroller: HTMLElement, targetTs: string | null): void {
  scroller.scrollTop = scroller.scrollHeight;
  const target = targetTs === null ? null : scroller.querySelector<HTMLElement>(`[data-ts="${targetTs}"]`);
  if (target !== null) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    return;
  }
  const unread = scroller.querySelector(".divider-new");
  const isAbove = unread !== null && unread.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
  if (isAbove) unread.scrollIntoView({ block: "start" });
}

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight < nearEndPx;

/**
 * Puts the list where it belongs after a drawing: at its target, at the end, or where it was. Gives the ts from which
 * on rows must be drawn first, because the target is not among them; null: it is done.
 */
function settle(box: HTMLElement, held: Held, rows: readonly Row[], targetTs: string | null): string | null {
  const { anchor } = held;
  held.anchor = null;
  const isTargetHere = targetTs !== null && rows.some(({ ts }) => ts === targetTs);
  if (!held.isBegun || (isTargetHere && held.reached !== targetTs)) {
    held.isBegun = true;
    const isDrawn = !isTargetHere || box.querySelector(`[data-ts="${targetTs}"]`) !== null;
    if (!isDrawn) return rows[firstShown(rows, targetTs)]?.ts ?? null;
    if (isTargetHere) held.reached = targetTs;
    begin(box, targetTs);
    held.isAtEnd = isNearEnd(box);
  } else if (held.isAtEnd) box.scrollTop = box.scrollHeight;
  else if (anchor !== null) box.scrollTop += anchor.element.offsetTop - anchor.top;
  return null;
}

type Box = { current: HTMLDivElement | null };

/** An image has come, or the composer has grown: the end stays in view for those who stand there. */
function useFollowing(scroller: Box, content: Box, held: { current: Held }): void {
  useLayoutEffect(() => {
    const follow = new ResizeObserver(() => {
      const box = scroller.current;
      if (box !== null && held.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    for (const box of [scroller.current, content.current]) if (box !== null) follow.observe(box);
    return () => {
      follow.disconnect();
      cancelAnimationFrame(held.current.frame);
    };
  }, []);
}

export function useScrolling({ rows, targetTs, hasMore, loadOlder }: Wanted): Scrolling {
  const scroller = useRef<HTMLDivElement | null>(null);
  const content = useRef<HTMLDivElement | null>(null);
  const held = useRef<Held>({ anchor: null, isAtEnd: true, reached: null, isBegun: false, frame: 0 });
  const [firstTs, setFirstTs] = useState<string | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const found = firstTs === null ? firstShown(rows, targetTs) : rows.findIndex(({ ts }) => ts >= firstTs);
  const at = found === -1 ? 0 : found;

  const grow = (): void => {
    held.current.frame = 0;
    const box = scroller.current;
    if (box === null || box.scrollTop > box.clientHeight * aheadScreens) return;
    const next = rows[Math.max(0, at - moreRows)];
    if (at > 0 && next !== undefined) {
      held.current.anchor = anchorOf(content.current);
      setFirstTs(next.ts);
    } else if (hasMore) loadOlder();
  };
  const growSoon = (): void => {
    // A frame of its own for each few rows, with the newest `grow`: what it knows of the rows is of this drawing.
    cancelAnimationFrame(held.current.frame);
    held.current.frame = requestAnimationFrame(grow);
  };
  const stand = (isEnd: boolean): void => {
    held.current.isAtEnd = isEnd;
    setAtEnd(isEnd);
  };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || rows.length === 0) return;
    const reveal = settle(box, held.current, rows, targetTs);
    if (reveal !== null || firstTs === null) setFirstTs(reveal ?? rows[at]?.ts ?? null);
    if (reveal !== null) return;
    stand(held.current.isAtEnd);
    growSoon();
  }, [rows, at, targetTs]);

  useFollowing(scroller, content, held);

  const onScroll = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const isEnd = isNearEnd(box);
    if (isEnd !== held.current.isAtEnd) stand(isEnd);
    growSoon();
  };
  const toEnd = (): void => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    stand(true);
  };
  return { scroller, content, rows: at === 0 ? rows : rows.slice(at), isAtEnd, toEnd, onScroll };
}
