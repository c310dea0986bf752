// reactions.add, get, remove.

import { hasReacted, react, unreact } from "../deeds/marks.ts";
import { permalink } from "../deeds/render.ts";
import { renderContent, renderMessage } from "../deeds/render-message.ts";
import { channelLimits } from "../limits.ts";
import type { Channel, Json } from "../world.ts";
import { text } from "./args.ts";
import { type ApiCall, channelById, isBotIn, type Method, method, refuseArchived } from "./method.ts";
import { itemOf } from "./pins.ts";
import { ApiRefusal } from "./refusal.ts";

function readName(call: ApiCall): string {
  const name = (text(call.args, "name") ?? "").replace(/^:|:$/g, "");
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new ApiRefusal("invalid_name");
  return name;
}

/** A channel whose messages the bot may react to. reactions.* document no not_in_channel. */
function reactable(call: ApiCall): Channel {
  if (text(call.args, "channel") === null) throw new ApiRefusal("no_item_specified");
  const channel = channelById(call);
  if (!isBotIn(call.world, channel)) throw new ApiRefusal("channel_not_found");
  return channel;
}

function add(call: ApiCall): Json {
  const { world } = call;
  const channel = reactable(call);
  refuseArchived(channel);
  const message = itemOf(call, channel);
  const name = readName(call);
  if (hasReacted(message, name, world.app.botUserId)) throw new ApiRefusal("already_reacted");
  const own = message.reactions.filter((it) => it.users.includes(world.app.botUserId)).length;
  if (own >= channelLimits.reactionsPerUser) throw new ApiRefusal("too_many_reactions");
  const isNew = !message.reactions.some((it) => it.name === name);
  if (isNew && message.reactions.length >= channelLimits.reactionsPerMessage) throw new ApiRefusal("too_many_emoji");
  react(world, channel, message, name, world.app.botUserId);
  return {};
}

function remove(call: ApiCall): Json {
  const { world } = call;
  const channel = reactable(call);
  // No is_archived is documented here.
  refuseArchived(channel, "no_access");
  const message = itemOf(call, channel);
  const name = readName(call);
  if (!hasReacted(message, name, world.app.botUserId)) throw new ApiRefusal("no_reaction");
  unreact(world, channel, message, name, world.app.botUserId);
  return {};
}

function get(call: ApiCall): Json {
  const channel = reactable(call);
  const message = itemOf(call, channel);
  const { reactions = [] } = renderMessage(call.world, channel, message);
  const shown = { ...renderContent(call.world, message), reactions };
  const link = permalink(call.world, channel.id, message.ts, message.threadTs);
  return { type: "message", channel: channel.id, message: { ...shown, permalink: link } };
}

export const reactionMethods: Record<string, Method> = {
  "reactions.add": method({ scopes: ["reactions:write"], required: ["name"] }, add),
  "reactions.remove": method({ scopes: ["reactions:write"], required: ["name"] }, remove),
  "reactions.get": method({ scopes: ["reactions:read"], json: false }, get),
};
