// Files and canvases, for who may see them: as bytes, and as the tree of their Markdown.

import type { ServerResponse } from "node:http";
import { canvasMarkdown } from "../deeds/canvases.ts";
import { maySee } from "../deeds/membership.ts";
import { renderFile } from "../deeds/render.ts";
import { CannotDo } from "../people/cannot-do.ts";
import type { FileRecord, World } from "../world.ts";
import { markdownTree } from "./markdown-tree.ts";
import type { SeenDocument } from "./protocol.ts";
import { mayRead } from "./readable-file.ts";
import { sendBytes, sendData } from "./sending.ts";

function fileFor(world: World, userId: string, id: string): FileRecord & { bytes: Buffer } {
  const file = world.files.get(id);
  const { bytes } = file ?? { bytes: null };
  if (file === undefined || bytes === null || !mayRead(world, userId, file)) {
    throw new CannotDo("There is no such file, or it is not shared with you.");
  }
  return { ...file, bytes };
}

function canvasDocument(world: World, userId: string, id: string): SeenDocument | null {
  const canvas = world.canvases.get(id);
  if (canvas === undefined) return null;
  const channel = world.channels.get(canvas.channelId ?? "");
  if (channel !== undefined && !maySee(channel, userId)) return null;
  const markdown = canvasMarkdown(canvas);
  const title = canvas.title === "" ? "Canvas" : canvas.title;
  return { fileId: id, name: `${title}.md`, title, markdown, tree: markdownTree(markdown) };
}

function documentFor(world: World, userId: string, id: string): SeenDocument {
  const canvas = canvasDocument(world, userId, id);
  if (canvas !== null) return canvas;
  const { name, title, bytes } = fileFor(world, userId, id);
  if (!/\.(md|markdown)$/i.test(name)) throw new CannotDo(`${name} is no Markdown: download it to look at it.`);
  const markdown = bytes.toString("utf8");
  return { fileId: id, name, title, markdown, tree: markdownTree(markdown) };
}

export function answerDocument(world: World, userId: string, query: URLSearchParams, res: ServerResponse): void {
  sendData(res, documentFor(world, userId, query.get("file") ?? ""));
}

export function answerFile(world: World, userId: string, query: URLSearchParams, res: ServerResponse): void {
  const file = fileFor(world, userId, query.get("file") ?? "");
  sendBytes(res, String(renderFile(world, file, true).mimetype), file.name, file.bytes);
}
