// A file that a person brings from their own machine: into the workspace first, where nobody else sees it; then into a
// form or a message, by its id.

import type { IncomingMessage, ServerResponse } from "node:http";
import { fileInputLimits } from "../blocks/limits.ts";
import { notify } from "../changes.ts";
import { CannotDo } from "../people/cannot-do.ts";
import { store } from "../people/uploaded.ts";
import type { World } from "../world.ts";
import type { PageHost } from "./host.ts";
import { fileNameCharacters } from "./limits.ts";
import type { Uploaded } from "./protocol.ts";
import { readBody } from "./request-body.ts";
import { seenFile } from "./seen-of.ts";
import { sendData, sendText } from "./sending.ts";

/** What a page from elsewhere cannot send without asking first, which it is not allowed to. */
const isBytes = ({ headers }: IncomingMessage): boolean => headers["content-type"] === "application/octet-stream";

/** A name without folders and without what cannot be shown. */
function cleanName(name: string | null): string {
  const clean = (name ?? "").replaceAll(/[\p{Cc}/\\]/gu, "_").trim();
  // The cut may go through the middle of an emoji.
  return clean === "" ? "file" : clean.slice(-fileNameCharacters).toWellFormed();
}

async function take(world: World, userId: string, name: string, req: IncomingMessage): Promise<Uploaded> {
  const bytes = await readBody(req, fileInputLimits.bytes);
  if (bytes === null) return { ok: false, sentence: `${name} is too big: 10 MB is the limit.` };
  if (bytes.length === 0) return { ok: false, sentence: `${name} is empty: choose another file.` };
  const file = store(world, userId, { name, bytes });
  notify(world.changes);
  world.keep();
  return { ok: true, file: seenFile(world, file, userId) };
}

/** `POST client/file?as=U1&name=log.txt`, the bytes as they are. */
export async function answerUpload(
  world: World,
  host: PageHost,
  userId: string,
  asked: { req: IncomingMessage; res: ServerResponse; query: URLSearchParams },
): Promise<void> {
  const { req, res, query } = asked;
  if (!isBytes(req))
    return sendText(res, 415, "Send the bytes, with the header content-type: application/octet-stream.");
  if (host.isReadOnly()) throw new CannotDo("You are watching a replay: people act as they did then.");
  sendData(res, await take(world, userId, cleanName(query.get("name")), req));
}
