// A message's content as a call gives it: text, blocks, attachments, metadata, with Slack's rules about their sizes.

import { problemsOfMessageBlocks } from "../blocks/validate.ts";
import { messageLimits } from "../limits.ts";
import type { Json, Message, World } from "../world.ts";
import { structure, text } from "./args.ts";
import { ApiRefusal } from "./refusal.ts";

export type Content = { text: string; blocks: Json[] | null; attachments: Json[] | null };

/** Errors as Slack sends them for blocks it refuses, each with its JSON pointer. */
export function invalidBlocks(problems: string[]): ApiRefusal {
  return new ApiRefusal("invalid_blocks", {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

/** chat.postMessage documents other codes than its sisters for what is too long and for attachments that are none. */
export type ContentCodes = {
  tooLong: "msg_blocks_too_long" | "msg_too_long";
  badAttachments: "invalid_attachments" | "invalid_arguments";
};

/** Valid blocks, or null where none were given. Errors: invalid_blocks_format, invalid_blocks, `tooLong`. */
function readBlocks(world: World, args: Json, tooLong: ContentCodes["tooLong"]): Json[] | null {
  const { given, value } = structure(args, "blocks");
  if (!given) return null;
  if (!Array.isArray(value)) throw new ApiRefusal("invalid_blocks_format");
  const problems = problemsOfMessageBlocks(world, value);
  if (problems.length > 0) throw invalidBlocks(problems);
  if (JSON.stringify(value).length > messageLimits.blockJson) throw new ApiRefusal(tooLong);
  return value.length === 0 ? null : (value as Json[]);
}

function readAttachments(args: Json, bad: ContentCodes["badAttachments"]): Json[] | null {
  const { given, value } = structure(args, "attachments");
  if (!given) return null;
  if (!Array.isArray(value)) throw new ApiRefusal(bad);
  if (value.length > messageLimits.attachments) throw new ApiRefusal("too_many_attachments");
  return value.length === 0 ? null : (value as Json[]);
}

/** Errors besides those of readBlocks: no_text, markdown_text_conflict, too_many_attachments, `badAttachments`. */
export function readContent(
  world: World,
  args: Json,
  tooLong: ContentCodes["tooLong"],
  badAttachments: ContentCodes["badAttachments"],
): Content {
  const blocks = readBlocks(world, args, tooLong);
  const attachments = readAttachments(args, badAttachments);
  const words = text(args, "text");
  const markdown = text(args, "markdown_text");
  if (markdown !== null) {
    if (words !== null || blocks !== null) throw new ApiRefusal("markdown_text_conflict");
    if (markdown.length > messageLimits.markdownText) throw new ApiRefusal(tooLong);
    return { text: markdown, blocks: [{ type: "markdown", text: markdown }], attachments };
  }
  if (blocks === null && attachments === null && (words ?? "").trim() === "") throw new ApiRefusal("no_text");
  return { text: words ?? "", blocks, attachments };
}

/** `value` is null for `{}`, which takes metadata away. Errors: invalid_metadata_format, metadata_too_large. */
export function readMetadata(args: Json): { given: boolean; value: Message["metadata"] } {
  const { given, value } = structure(args, "metadata");
  if (!given) return { given: false, value: null };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ApiRefusal("invalid_metadata_format");
  if (Object.keys(value).length === 0) return { given: true, value: null };
  const { event_type: type, event_payload: payload } = value as Json;
  const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  if (typeof type !== "string" || type === "" || !isObject) throw new ApiRefusal("invalid_metadata_format");
  if (JSON.stringify(value).length > messageLimits.metadataJson) throw new ApiRefusal("metadata_too_large");
  return { given: true, value: { event_type: type, event_payload: payload as Json } };
}
