// The addresses that are not methods: where bytes are uploaded, where a response_url leads, where a file is fetched.

import type { IncomingMessage } from "node:http";
import { takeBytes } from "../deeds/files.ts";
import { renderFile } from "../deeds/render.ts";
import { respond } from "../deeds/responses.ts";
import type { World } from "../world.ts";
import { type Answer, bytesAnswer, jsonAnswer, textAnswer } from "./answer.ts";
import { readMultipart } from "./args.ts";
import { isFileSeen } from "./method.ts";
import { ApiRefusal } from "./refusal.ts";

async function uploadedBytes(req: IncomingMessage, body: Buffer): Promise<Buffer> {
  const contentType = req.headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data")) return body;
  for (const [, value] of await readMultipart(contentType, body)) {
    if (typeof value !== "string") return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

/** Takes the bytes of a file, raw or multipart; answers `OK - <bytes>` (FACTS 9). */
export async function answerUpload(world: World, req: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
  const token = url.pathname.split("/").at(-1);
  const file = [...world.files.values()].find((it) => it.uploadToken === token);
  if (file === undefined || file.completedAt !== null) return textAnswer("Not Found", 404);
  const bytes = await uploadedBytes(req, body);
  if (bytes.length !== file.size) return textAnswer(`expected ${file.size} bytes, got ${bytes.length}`, 400);
  takeBytes(world, file, bytes);
  return textAnswer(`OK - ${bytes.length}`);
}

export function answerResponseUrl(world: World, url: URL, body: Buffer): Answer {
  let payload: unknown;
  try {
    payload = JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return textAnswer("invalid_payload", 400);
    throw error;
  }
  try {
    respond(world, url.pathname.split("/").at(-1) ?? "", payload);
    return textAnswer("ok");
  } catch (error) {
    // A refusal by a response_url is HTTP 404 (FACTS 1.1).
    if (error instanceof ApiRefusal) return jsonAnswer({ ok: false, error: error.code, ...error.body }, 404);
    throw error;
  }
}

/** A file's content, for who holds the bot's token and files:read. Slack sends everybody else to its login. */
export function answerFile(world: World, req: IncomingMessage, url: URL): Answer {
  const file = world.files.get(url.pathname.split("/")[2] ?? "");
  const isAllowed =
    req.headers.authorization === `Bearer ${world.app.botToken}` && world.manifest.scopes.has("files:read");
  if (!isAllowed) return textAnswer("login required", 302);
  if (file === undefined || file.bytes === null || !isFileSeen(world, file)) return textAnswer("Not Found", 404);
  return bytesAnswer(file.bytes, String(renderFile(world, file, true).mimetype));
}
