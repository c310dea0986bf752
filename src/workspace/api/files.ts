// files.getUploadURLExternal, completeUploadExternal, info; the upload address is in side-doors.ts.

import { problemsOfMessageBlocks } from "../blocks/validate.ts";
import { openIm } from "../deeds/channels.ts";
import { askAboutFile, completeFile, reserveFile, shareFiles } from "../deeds/files.ts";
import { isProcessed, renderFile } from "../deeds/render.ts";
import { fileLimits, lives } from "../limits.ts";
import type { Channel, FileRecord, Json } from "../world.ts";
import { list, number, structure, text } from "./args.ts";
import { invalidBlocks } from "./content.ts";
import { type ApiCall, isBotIn, isFileSeen, type Method, method } from "./method.ts";
import { ApiRefusal, invalidArguments } from "./refusal.ts";

function getUploadUrl(call: ApiCall): Json {
  const { world, args } = call;
  const length = number(args, "length");
  if (length === null || length === 0) throw new ApiRefusal("missing_argument");
  if (Number.isNaN(length) || length < 0) throw invalidArguments(["must be a number [json-pointer:/length]"]);
  // The argument is alt_txt; the SDK sends alt_text, which Slack does not read (FACTS 9).
  const altText = text(args, "alt_txt");
  if (altText !== null && altText.length > fileLimits.altText) throw new ApiRefusal("alt_txt_too_large");
  const snippetType = text(args, "snippet_type");
  if (snippetType !== null && length > fileLimits.snippetBytes) throw new ApiRefusal("snippet_too_large");
  const name = text(args, "filename") ?? "";
  const file = reserveFile(world, { name, size: length, altText, snippetType });
  return { upload_url: `${world.baseUrl}/upload/v1/${file.uploadToken}`, file_id: file.id };
}

/** A channel, or a person's direct conversation. */
function channelNamed(call: ApiCall, id: string): Channel {
  const { world } = call;
  if (world.users.has(id) && id !== world.app.botUserId) return openIm(world, id).channel;
  const channel = world.channels.get(id);
  if (channel === undefined) throw new ApiRefusal("channel_not_found");
  if (!isBotIn(world, channel))
    throw new ApiRefusal(channel.kind === "public" ? "not_in_channel" : "channel_not_found");
  if (channel.isArchived) throw new ApiRefusal("posting_to_channel_denied");
  return channel;
}

/** Where to share. Errors: channels_limit_exceeded, channel_not_found, not_in_channel, posting_to_channel_denied. */
function targets(call: ApiCall): Channel[] {
  const one = text(call.args, "channel_id");
  const ids = one === null ? list(call.args, "channels") : [one];
  if (ids.length > fileLimits.channels) throw new ApiRefusal("channels_limit_exceeded");
  return ids.map((id) => channelNamed(call, id));
}

type NamedFile = { file: FileRecord; title: string | null };

function filesNamed(call: ApiCall): NamedFile[] {
  const { given, value } = structure(call.args, "files");
  if (!given || !Array.isArray(value) || value.length === 0) {
    throw invalidArguments(["must be a non-empty array [json-pointer:/files]"]);
  }
  return value.map((named: { id?: unknown; title?: unknown } | null) => {
    const file = call.world.files.get(String(named?.id));
    if (file === undefined || file.bytes === null || file.completedAt !== null) throw new ApiRefusal("file_not_found");
    return { file, title: typeof named?.title === "string" && named.title !== "" ? named.title : null };
  });
}

/** The method knows invalid_blocks alone; a comment stands in the place of blocks. */
function blocksOf(call: ApiCall): Json[] | null {
  if (text(call.args, "initial_comment") !== null) return null;
  const { given, value } = structure(call.args, "blocks");
  if (!given) return null;
  const problems = Array.isArray(value) ? problemsOfMessageBlocks(call.world, value) : ["must be an array"];
  if (problems.length > 0) throw invalidBlocks(problems);
  return value as Json[];
}

function complete(call: ApiCall): Json {
  const { world, args } = call;
  const channels = targets(call);
  const blocks = blocksOf(call);
  const named = filesNamed(call);
  const files = named.map(({ file }) => file);
  for (const { file, title } of named) completeFile(world, file, title);
  const words = text(args, "initial_comment") ?? "";
  for (const channel of channels) {
    const parent = channel.messageByTs.get(text(args, "thread_ts") ?? "");
    shareFiles(world, channel, files, { text: words, blocks, threadTs: parent?.threadTs ?? parent?.ts ?? null });
  }
  return { files: files.map((file) => renderFile(world, file, false)) };
}

function info(call: ApiCall): Json {
  const { world, args } = call;
  const file = world.files.get(text(args, "file") ?? "");
  if (file === undefined || !isFileSeen(world, file)) throw new ApiRefusal("file_not_found");
  askAboutFile(world, file);
  const processed = isProcessed(world, file, lives.fileProcessingMs);
  const isText = file.bytes !== null && String(renderFile(world, file, true).mimetype).startsWith("text/");
  return {
    file: renderFile(world, file, processed),
    ...(processed && isText ? { content: file.bytes?.toString("utf8"), is_truncated: false } : {}),
    comments: [],
    paging: { count: 100, total: 0, page: 1, pages: 0 },
  };
}

export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": method({ scopes: ["files:write"], json: false, required: ["filename"] }, getUploadUrl),
  "files.completeUploadExternal": method({ scopes: ["files:write"] }, complete),
  "files.info": method({ scopes: ["files:read"], json: false, required: ["file"] }, info),
};
