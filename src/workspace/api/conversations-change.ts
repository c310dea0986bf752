// conversations.create, rename, archive, unarchive, setTopic, setPurpose.

import {
  archiveChannel,
  createChannel,
  nameProblem,
  renameChannel,
  setPurpose,
  setTopic,
  unarchiveChannel,
} from "../deeds/channels.ts";
import { renderChannel } from "../deeds/render.ts";
import { channelLimits } from "../limits.ts";
import type { Json } from "../world.ts";
import { flag, text } from "./args.ts";
import {
  type ApiCall,
  anyScope,
  channelById,
  channelOfBot,
  isBotIn,
  type Method,
  method,
  refuseArchived,
  refuseDirect,
  requireScope,
  scopesByKind,
} from "./method.ts";
import { ApiRefusal, missingField } from "./refusal.ts";

function readName(call: ApiCall): string {
  const name = text(call.args, "name") ?? "";
  const problem = nameProblem(call.world, name);
  if (problem !== null) throw new ApiRefusal(problem);
  return name;
}

function create(call: ApiCall): Json {
  const { world } = call;
  const kind = flag(call.args, "is_private") ? "private" : "public";
  requireScope(world, scopesByKind.manage[kind]);
  const channel = createChannel(world, readName(call), kind, world.app.botUserId);
  return { channel: renderChannel(world, channel, world.app.botUserId) };
}

function rename(call: ApiCall): Json {
  const { world } = call;
  if (text(call.args, "name") === null) throw new ApiRefusal("invalid_name_required");
  const channel = channelOfBot(call, scopesByKind.manage);
  refuseDirect(channel);
  refuseArchived(channel);
  if (channel.creator !== world.app.botUserId) throw new ApiRefusal("not_authorized");
  // Renaming to its own name is no conflict with itself.
  if (text(call.args, "name") !== channel.name) renameChannel(world, channel, readName(call), world.app.botUserId);
  return { channel: renderChannel(world, channel, null) };
}

function archive(call: ApiCall): Json {
  const channel = channelOfBot(call, scopesByKind.manage);
  refuseDirect(channel);
  refuseArchived(channel, "already_archived");
  if (channel.isGeneral) throw new ApiRefusal("cant_archive_general");
  archiveChannel(call.world, channel, call.world.app.botUserId);
  return {};
}

function unarchive(call: ApiCall): Json {
  const channel = channelById(call);
  refuseDirect(channel);
  requireScope(call.world, scopesByKind.manage[channel.kind]);
  if (!channel.isArchived) throw new ApiRefusal("not_archived");
  // A bot token loses a private channel by archiving it (FACTS 4, commonly reported).
  if (channel.kind === "private") throw new ApiRefusal("channel_not_found");
  unarchiveChannel(call.world, channel, call.world.app.botUserId);
  return {};
}

type Setter = typeof setTopic;

function setNote(key: "topic" | "purpose", set: Setter): (call: ApiCall) => Json {
  return (call) => {
    const channel = channelOfBot(call, scopesByKind.topic);
    if (channel.kind === "im") throw new ApiRefusal("method_not_supported_for_channel_type");
    refuseArchived(channel);
    // An empty one clears it; one that is not there is refused.
    if (call.args[key] === undefined) throw missingField(key);
    const value = String(call.args[key]);
    if (value.length > channelLimits.topic) throw new ApiRefusal("too_long");
    set(call.world, channel, value, call.world.app.botUserId);
    return {
      channel: renderChannel(call.world, channel, isBotIn(call.world, channel) ? call.world.app.botUserId : null),
    };
  };
}

const manage = anyScope("manage");
const topic = anyScope("topic");

export const conversationChanges: Record<string, Method> = {
  "conversations.create": method({ scopes: manage }, create),
  "conversations.rename": method({ scopes: manage, required: ["channel"] }, rename),
  "conversations.archive": method({ scopes: manage, required: ["channel"] }, archive),
  "conversations.unarchive": method({ scopes: manage, required: ["channel"] }, unarchive),
  "conversations.setTopic": method({ scopes: topic, required: ["channel"] }, setNote("topic", setTopic)),
  "conversations.setPurpose": method({ scopes: topic, required: ["channel"] }, setNote("purpose", setPurpose)),
};
