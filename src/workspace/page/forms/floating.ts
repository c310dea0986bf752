// Puts a menu beside what opened it, above everything else on the page (the browser's top layer), within the window.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const gap = 4;
const edge = 8;

function put(anchor: HTMLElement, floating: HTMLElement, isWide: boolean): void {
  const at = anchor.getBoundingClientRect();
  const room = { below: innerHeight - at.bottom - gap - edge, above: at.top - gap - edge };
  floating.style.minWidth = isWide ? `${at.width}px` : "";
  floating.style.maxHeight = "";
  const wanted = Math.min(floating.scrollHeight + 2, 320);
  const isBelow = room.below >= wanted || room.below >= room.above;
  floating.style.maxHeight = `${Math.max(80, Math.min(320, isBelow ? room.below : room.above))}px`;
  const { offsetWidth: width, offsetHeight: height } = floating;
  const left = Math.max(edge, Math.min(at.left, innerWidth - width - edge));
  floating.style.left = `${left}px`;
  floating.style.top = isBelow ? `${at.bottom + gap}px` : `${at.top - gap - height}px`;
}

/**
 * @param isWide true: at least as wide as the anchor. @param content changes with what is in it, so that it is put
 * anew.
 */
export function useFloating(
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  isWide: boolean,
  content: unknown,
): void {
  useLayoutEffect(() => {
    const [by, box] = [anchor.current, floating.current];
    if (by === null || box === null) return;
    if (!box.matches(":popover-open")) box.showPopover();
    const again = (): void => put(by, box, isWide);
    again();
    addEventListener("scroll", again, { capture: true, passive: true });
    addEventListener("resize", again);
    return () => {
      removeEventListener("scroll", again, { capture: true });
      removeEventListener("resize", again);
    };
  }, [content, isWide]);
}
