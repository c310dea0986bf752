// files.getUploadURLExternal, completeUploadExternal, info; the upload address is in upload.ts.

import { notify } from "../changes.ts";
import { post } from "../deeds/messages.ts";
import { isProcessed, renderFile } from "../deeds/render.ts";
import { raise } from "../delivery/events.ts";
import { nextId, nextWord } from "../ids.ts";
import { fileLimits, lives } from "../limits.ts";
import type { Channel, FileRecord, Json, World } from "../world.ts";
import { list, number, structure, text } from "./args.ts";
import { readBlocks } from "./content.ts";
import { type ApiCall, isBotIn, type Method, method } from "./method.ts";
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
  const file: FileRecord = {
    id: nextId(world, "F"),
    name,
    title: name,
    altText,
    size: length,
    snippetType,
    uploadToken: nextWord(world, "upload"),
    user: world.app.botUserId,
    createdAt: world.clock.now(),
    bytes: null,
    completedAt: null,
    polls: 0,
    shares: [],
  };
  world.files.set(file.id, file);
  return { upload_url: `${world.baseUrl}/upload/v1/${file.uploadToken}`, file_id: file.id };
}

/** Where to share. Errors: channels_limit_exceeded, channel_not_found, not_in_channel. */
function targets(call: ApiCall): Channel[] {
  const { world, args } = call;
  const one = text(args, "channel_id");
  const ids = one === null ? list(args, "channels") : [one];
  if (ids.length > fileLimits.channels) throw new ApiRefusal("channels_limit_exceeded");
  return ids.map((id) => {
    const channel = world.channels.get(id);
    if (channel === undefined) throw new ApiRefusal("channel_not_found");
    if (!isBotIn(world, channel))
      throw new ApiRefusal(channel.kind === "public" ? "not_in_channel" : "channel_not_found");
    if (channel.isArchived) throw new ApiRefusal("posting_to_channel_denied");
    return channel;
  });
}

function filesNamed(call: ApiCall): FileRecord[] {
  const { given, value } = structure(call.args, "files");
  if (!given || !Array.isArray(value) || value.length === 0) {
    throw invalidArguments(["must be a non-empty array [json-pointer:/files]"]);
  }
  const named = value as { id?: unknown; title?: unknown }[];
  const files = named.map(({ id }) => {
    const file = call.world.files.get(String(id));
    if (file === undefined || file.bytes === null || file.completedAt !== null) throw new ApiRefusal("file_not_found");
    return file;
  });
  for (const [at, { title }] of named.entries()) {
    const file = files[at];
    if (file !== undefined && typeof title === "string") file.title = title;
  }
  return files;
}

function share(world: World, channel: Channel, files: FileRecord[], call: ApiCall): void {
  const threadTs = text(call.args, "thread_ts");
  const comment = text(call.args, "initial_comment");
  const message = post(world, channel, {
    user: world.app.botUserId,
    byApp: true,
    subtype: "file_share",
    text: comment ?? "",
    blocks: comment === null ? readBlocks(world, call.args) : null,
    threadTs,
    fileIds: files.map((file) => file.id),
  });
  for (const file of files) {
    file.shares.push({ channelId: channel.id, ts: message.ts });
    const event = { file_id: file.id, user_id: file.user, file: { id: file.id }, channel_id: channel.id };
    if (isBotIn(world, channel)) raise(world, "file_shared", { type: "file_shared", ...event }, channel.id);
  }
}

function complete(call: ApiCall): Json {
  const { world } = call;
  const channels = targets(call);
  readBlocks(world, call.args);
  const files = filesNamed(call);
  for (const file of files) file.completedAt = world.clock.now();
  for (const channel of channels) share(world, channel, files, call);
  notify(world.changes);
  return { files: files.map((file) => renderFile(world, file, false)) };
}

function info(call: ApiCall): Json {
  const { world, args } = call;
  const file = world.files.get(text(args, "file") ?? "");
  if (file === undefined || file.completedAt === null) throw new ApiRefusal("file_not_found");
  file.polls += 1;
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
