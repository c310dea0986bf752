// Rules that depend on the workspace itself: files that must be there, scopes that an element needs.

import { isProcessed, renderFile } from "../deeds/render.ts";
import { lives } from "../limits.ts";
import type { FileRecord, Json, World } from "../world.ts";
import { isObject, type Report } from "./check.ts";

/** The file that a `slack_file` names, by its id or one of its addresses. */
export function fileOf(world: World, slackFile: Json): FileRecord | undefined {
  const { id, url } = slackFile;
  if (typeof id === "string") return world.files.get(id);
  return [...world.files.values()].find((file) => {
    const { url_private: address, permalink } = renderFile(world, file, true);
    return url === address || url === permalink;
  });
}

/** Blocks may name only an image that Slack has finished processing (FACTS 9). */
function checkFile(world: World, slackFile: Json, at: string, report: Report): void {
  const file = fileOf(world, slackFile);
  const isImage = file !== undefined && /\.(png|jpe?g|gif)$/i.test(file.name);
  if (file === undefined || !isImage || !isProcessed(world, file, lives.fileProcessingMs))
    report("invalid slack file", at);
}

/** The scope without which an app may not use a block or element (their references). */
const needed: Record<string, string> = { video: "links.embed:write", file_input: "files:read" };

/** Looks at everything, however deep: pictures stand in sections, contexts, cards and containers. */
export function checkInWorld(world: World, value: unknown, at: string, report: Report): void {
  if (Array.isArray(value)) {
    for (const [i, inner] of value.entries()) checkInWorld(world, inner, `${at}/${i}`, report);
    return;
  }
  if (!isObject(value)) return;
  if (isObject(value.slack_file)) checkFile(world, value.slack_file, `${at}/slack_file`, report);
  const scope = needed[String(value.type)];
  if (scope !== undefined && !world.manifest.scopes.has(scope))
    report(`missing scope ${scope} for ${String(value.type)}`, at);
  for (const [key, inner] of Object.entries(value)) checkInWorld(world, inner, `${at}/${key}`, report);
}
