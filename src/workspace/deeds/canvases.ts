// Canvases: markdown kept in sections, one operation at a time (FACTS 9). Their content is checked by the callers.

import { notify, touch } from "../changes.ts";
import { nextId, nextWord } from "../ids.ts";
import type { Canvas, Channel, World } from "../world.ts";

type Section = Canvas["sections"][number];

/** Markdown in sections: a heading, a paragraph, a list, a fenced block of code each is one. */
function sectionsOf(world: World, markdown: string): Section[] {
  const parts: string[][] = [[]];
  let isFenced = false;
  for (const line of markdown.split("\n")) {
    const isFence = /^\s*(```|~~~)/.test(line);
    const isHeading = !isFenced && /^#{1,6} /.test(line);
    if (isHeading || (line.trim() === "" && !isFenced)) parts.push([]);
    if (line.trim() !== "" || isFenced) parts.at(-1)?.push(line);
    if (isHeading) parts.push([]);
    if (isFence) isFenced = !isFenced;
  }
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ id: `temp:C:${nextWord(world, "canvasSection")}`, markdown: lines.join("\n") }));
}

export type CanvasDraft = { title: string; markdown: string };

/** Makes a canvas; `channel` is the one it is tabbed in, or null. */
export function createCanvas(world: World, draft: CanvasDraft, channel: Channel | null, by: string): Canvas {
  const canvas: Canvas = {
    id: nextId(world, "F"),
    title: draft.title,
    channelId: channel?.id ?? null,
    sections: sectionsOf(world, draft.markdown),
    createdAt: world.clock.now(),
    updatedAt: world.clock.now(),
    by,
  };
  world.canvases.set(canvas.id, canvas);
  touch(world.changes, { kind: "canvas", id: canvas.id });
  notify(world.changes);
  return canvas;
}

/** Makes the one canvas of a channel that has none yet. */
export function createChannelCanvas(world: World, draft: CanvasDraft, channel: Channel, by: string): Canvas {
  const canvas = createCanvas(world, draft, channel, by);
  channel.canvasId = canvas.id;
  touch(world.changes, { kind: "channel", id: channel.id });
  notify(world.changes);
  return canvas;
}

export type CanvasChange =
  | { operation: "insert_at_start" | "insert_at_end"; markdown: string }
  | { operation: "insert_before" | "insert_after"; markdown: string; sectionId: string }
  /** Without a section the whole canvas is replaced. */
  | { operation: "replace"; markdown: string; sectionId: string | null }
  | { operation: "delete"; sectionId: string }
  | { operation: "rename"; title: string };

/** Where in the sections the change begins, and how many it takes away; null: its section is not there. */
function placeOf(sections: readonly Section[], change: Exclude<CanvasChange, { operation: "rename" }>) {
  if (!("sectionId" in change)) return { from: change.operation === "insert_at_start" ? 0 : sections.length, gone: 0 };
  if (change.sectionId === null) return { from: 0, gone: sections.length };
  const at = sections.findIndex((it) => it.id === change.sectionId);
  if (at === -1) return null;
  if (change.operation === "insert_before") return { from: at, gone: 0 };
  return change.operation === "insert_after" ? { from: at + 1, gone: 0 } : { from: at, gone: 1 };
}

/** False when the section that the change names is not there: nothing was changed. */
export function editCanvas(world: World, canvas: Canvas, change: CanvasChange): boolean {
  if (change.operation === "rename") {
    canvas.title = change.title;
  } else {
    const place = placeOf(canvas.sections, change);
    if (place === null) return false;
    const added = change.operation === "delete" ? [] : sectionsOf(world, change.markdown);
    canvas.sections = canvas.sections.toSpliced(place.from, place.gone, ...added);
  }
  canvas.updatedAt = world.clock.now();
  touch(world.changes, { kind: "canvas", id: canvas.id });
  notify(world.changes);
  return true;
}

/** The canvas as one document. */
export function canvasMarkdown(canvas: Canvas): string {
  return canvas.sections.map((it) => it.markdown).join("\n\n");
}
