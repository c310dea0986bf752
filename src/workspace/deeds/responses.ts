// What an app answers to a click or command: in the acknowledgement itself, or at its response_url.

import { wellFormed } from "../api/args.ts";
import { invalidBlocks } from "../api/content.ts";
import { ApiRefusal } from "../api/refusal.ts";
import { isObject } from "../blocks/check.ts";
import { problemsOfMessageBlocks } from "../blocks/validate.ts";
import { notify } from "../changes.ts";
import { nextWord } from "../ids.ts";
import { lives } from "../limits.ts";
import type { Channel, Ephemeral, Json, Message, ResponseUrl, World } from "../world.ts";
import { changeEphemeral, dropEphemeral, sendEphemeral } from "./ephemerals.ts";
import { edit, post, remove } from "./messages.ts";

/** Makes a response_url for a person's deed in a channel. */
export function newResponseUrl(
  world: World,
  userId: string,
  channelId: string,
  original: ResponseUrl["original"],
): { address: string; record: ResponseUrl } {
  const token = nextWord(world, "response");
  const record = { token, userId, channelId, createdAt: world.clock.now(), uses: 0, original, replies: [] };
  world.responseUrls.set(token, record);
  return { address: `${world.baseUrl}/response/${world.team.id}/${token}`, record };
}

type Said = { text: string; blocks: Json[] | null; threadTs: string | null };

function readSaid(world: World, payload: Json): Said {
  const { text, blocks, thread_ts: threadTs } = payload;
  if (blocks !== undefined && blocks !== null) {
    const problems = problemsOfMessageBlocks(world, blocks);
    if (problems.length > 0) throw invalidBlocks(problems);
  }
  const said = typeof text === "string" ? text : "";
  const shown = Array.isArray(blocks) && blocks.length > 0 ? (blocks as Json[]) : null;
  if (said.trim() === "" && shown === null) throw new ApiRefusal("no_text");
  return { text: said, blocks: shown, threadTs: typeof threadTs === "string" ? threadTs : null };
}

function originalOf(world: World, record: ResponseUrl): { message: Message | null; ephemeral: Ephemeral | null } {
  const { original } = record;
  if (original === null) return { message: null, ephemeral: null };
  if (!original.isEphemeral) {
    return { message: world.channels.get(record.channelId)?.messageByTs.get(original.ts) ?? null, ephemeral: null };
  }
  const found = world.ephemerals.find((it) => it.ts === original.ts && it.userId === record.userId && !it.isDeleted);
  return { message: null, ephemeral: found ?? null };
}

function deleteOriginal(world: World, record: ResponseUrl, channel: Channel): void {
  const { message, ephemeral } = originalOf(world, record);
  if (message !== null) remove(world, channel, message);
  if (ephemeral !== null) dropEphemeral(world, ephemeral);
  notify(world.changes);
}

function replaceOriginal(world: World, record: ResponseUrl, channel: Channel, said: Said): void {
  const { message, ephemeral } = originalOf(world, record);
  if (message !== null) edit(world, channel, message, { text: said.text, blocks: said.blocks });
  if (ephemeral !== null) changeEphemeral(world, ephemeral, said.text, said.blocks);
  notify(world.changes);
}

/** Shows what the app says: to the person alone, unless it asks for `in_channel` (FACTS 1.1). */
export function show(world: World, record: ResponseUrl, payload: Json): void {
  const channel = world.channels.get(record.channelId);
  if (channel === undefined) throw new ApiRefusal("channel_not_found");
  if (payload.delete_original === true) {
    deleteOriginal(world, record, channel);
    return;
  }
  const said = readSaid(world, payload);
  if (payload.replace_original === true && record.original !== null) {
    replaceOriginal(world, record, channel, said);
    return;
  }
  const { userId } = record;
  if (payload.response_type !== "in_channel") {
    record.replies.push(sendEphemeral(world, { channelId: channel.id, userId, ...said }));
    return;
  }
  const message = post(world, channel, { user: world.app.botUserId, byApp: true, ...said });
  record.replies.push({
    ts: message.ts,
    channelId: channel.id,
    userId,
    text: message.text,
    blocks: message.blocks,
    threadTs: message.threadTs,
    visibility: "in_channel",
    isDeleted: false,
    from: "app",
  });
}

/**
 * Takes what was posted to a response_url: good for 30 minutes and five posts. Errors, whose names are reported from
 * practice and not documented: used_url, expired_url; and what blocks and text are refused for.
 */
export function respond(world: World, token: string, payload: unknown): void {
  const record = world.responseUrls.get(token);
  if (record === undefined) throw new ApiRefusal("expired_url");
  if (world.clock.now() - record.createdAt > lives.responseUrlMs) throw new ApiRefusal("expired_url");
  if (record.uses >= lives.responseUrlUses) throw new ApiRefusal("used_url");
  if (!isObject(payload)) throw new ApiRefusal("invalid_payload");
  show(world, record, wellFormed(payload) as Json);
  record.uses += 1;
}
