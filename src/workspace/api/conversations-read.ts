// conversations.info, list, history, replies.

import { renderChannel } from "../deeds/render.ts";
import { type MetadataShown, renderMessage } from "../deeds/render-message.ts";
import { pageLimits } from "../limits.ts";
import type { Channel, ChannelKind, Json, Message, World } from "../world.ts";
import { flag, list, text } from "./args.ts";
import {
  type ApiCall,
  anyScope,
  channelById,
  isBotIn,
  type Method,
  method,
  requireScope,
  scopesByKind,
} from "./method.ts";
import { encodeCursor, page, readCursor, readLimit } from "./paging.ts";
import { ApiRefusal } from "./refusal.ts";

function info(call: ApiCall): Json {
  const { world, args } = call;
  const channel = channelById(call);
  requireScope(world, scopesByKind.read[channel.kind]);
  const shown = renderChannel(world, channel, world.app.botUserId);
  const members = flag(args, "include_num_members") ? { num_members: channel.members.size } : {};
  const locale = flag(args, "include_locale") ? { locale: "en-US" } : {};
  return { channel: { ...shown, ...members, ...locale } };
}

const kindsByType: Record<string, ChannelKind> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};

/** The kinds asked for in `types`, public channels if none are. Error: invalid_types. */
export function readKinds(args: Json, badTypes: string): ChannelKind[] {
  const types = list(args, "types");
  if (types.length === 0) return ["public"];
  return types.map((type) => {
    const kind = Object.hasOwn(kindsByType, type) ? kindsByType[type] : undefined;
    if (kind === undefined) throw new ApiRefusal(badTypes);
    return kind;
  });
}

function canvasOf(world: World, canvasId: string): Json {
  return { file_id: canvasId, is_empty: world.canvases.get(canvasId)?.sections.length === 0 };
}

function listChannels(call: ApiCall): Json {
  const { world, args } = call;
  const kinds = readKinds(args, "invalid_types");
  for (const kind of kinds) requireScope(world, scopesByKind.read[kind]);
  const found = [...world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === "public" || isBotIn(world, channel)) &&
      !(flag(args, "exclude_archived") && channel.isArchived),
  );
  const { items, next } = page(found, args, pageLimits.list, pageLimits.listDefault, "invalid_limit");
  const shown = items.map((channel) => ({
    ...renderChannel(world, channel, channel.kind === "im" ? null : world.app.botUserId),
    ...(channel.kind === "im" ? {} : { num_members: channel.members.size }),
    ...(channel.canvasId === null ? {} : { properties: { canvas: canvasOf(world, channel.canvasId) } }),
  }));
  return { channels: shown, response_metadata: { next_cursor: next } };
}

/** A ts or a bare number of seconds, as fixed-width text that compares as a number does. */
function comparable(ts: string): string {
  const [whole = "", fraction = ""] = ts.split(".");
  return `${whole.padStart(16, "0")}.${fraction.padEnd(6, "0")}`;
}

function readBound(args: Json, key: "oldest" | "latest"): string | null {
  const value = text(args, key);
  if (value === null || value === "0" || value === "now") return null;
  if (!/^\d{1,16}(\.\d{1,6})?$/.test(value)) throw new ApiRefusal(`invalid_ts_${key}`);
  return comparable(value);
}

function withinBounds(args: Json): (message: Message) => boolean {
  const oldest = readBound(args, "oldest");
  const latest = readBound(args, "latest");
  const inclusive = flag(args, "inclusive");
  return ({ ts }) => {
    const at = comparable(ts);
    if (oldest !== null && (inclusive ? at < oldest : at <= oldest)) return false;
    return latest === null || (inclusive ? at <= latest : at < latest);
  };
}

function readable(call: ApiCall): Channel {
  const channel = channelById(call);
  requireScope(call.world, scopesByKind.history[channel.kind]);
  if (!isBotIn(call.world, channel)) throw new ApiRefusal("not_in_channel");
  return channel;
}

const shownMetadata = (args: Json): MetadataShown => (flag(args, "include_all_metadata") ? "all" : "type");

function history(call: ApiCall): Json {
  const { world, args } = call;
  const channel = readable(call);
  const isWanted = withinBounds(args);
  const cursor = readCursor(args);
  const limit = readLimit(args, pageLimits.history, pageLimits.historyDefault);
  const found: Message[] = [];
  let hasMore = false;
  // From the newest back, so that a look at the last few costs nothing in a long channel.
  for (let i = channel.messages.length - 1; i >= 0; i--) {
    const message = channel.messages[i];
    if (message === undefined || (cursor !== null && message.ts >= cursor) || !isWanted(message)) continue;
    const isReply = message.threadTs !== null && message.threadTs !== message.ts;
    if (isReply && message.subtype !== "thread_broadcast") continue;
    if (found.length === limit) {
      hasMore = true;
      break;
    }
    found.push(message);
  }
  const last = found.at(-1);
  return {
    messages: found.map((message) => renderMessage(world, channel, message, shownMetadata(args))),
    has_more: hasMore,
    pin_count: channel.pins.length,
    ...(hasMore && last !== undefined ? { response_metadata: { next_cursor: encodeCursor(last.ts) } } : {}),
  };
}

function replies(call: ApiCall): Json {
  const { world, args } = call;
  const channel = channelById(call);
  requireScope(world, scopesByKind.history[channel.kind]);
  // The method lists no not_in_channel; the nearest of its codes is that of a channel one cannot see.
  if (!isBotIn(world, channel)) throw new ApiRefusal("channel_not_found");
  const asked = channel.messageByTs.get(text(args, "ts") ?? "");
  const parent = asked?.threadTs == null ? asked : channel.messageByTs.get(asked.threadTs);
  if (parent === undefined) throw new ApiRefusal("thread_not_found");
  const isWanted = withinBounds(args);
  const cursor = readCursor(args);
  const limit = readLimit(args, pageLimits.replies, pageLimits.replies);
  const wanted = (channel.threads.get(parent.ts) ?? []).filter(
    (reply) => isWanted(reply) && (cursor === null || reply.ts > cursor),
  );
  const found = wanted.slice(0, limit);
  const hasMore = wanted.length > found.length;
  const last = found.at(-1);
  return {
    messages: [parent, ...found].map((message) => renderMessage(world, channel, message, shownMetadata(args))),
    has_more: hasMore,
    ...(hasMore && last !== undefined ? { response_metadata: { next_cursor: encodeCursor(last.ts) } } : {}),
  };
}

const read = anyScope("read");
const past = anyScope("history");

export const conversationReads: Record<string, Method> = {
  "conversations.info": method({ scopes: read, json: false, required: ["channel"] }, info),
  "conversations.list": method({ scopes: read, json: false }, listChannels),
  "conversations.history": method({ scopes: past, required: ["channel"] }, history),
  "conversations.replies": method({ scopes: past, json: false, required: ["channel", "ts"] }, replies),
};
