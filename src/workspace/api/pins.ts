// pins.add, list, remove.

import { pin, unpin } from "../deeds/marks.ts";
import { permalink } from "../deeds/render.ts";
import { renderMessage } from "../deeds/render-message.ts";
import { seconds } from "../ids.ts";
import { channelLimits } from "../limits.ts";
import type { Channel, Json, Message } from "../world.ts";
import { text } from "./args.ts";
import { type ApiCall, channelById, channelOfBot, isBotIn, type Method, method } from "./method.ts";
import { ApiRefusal } from "./refusal.ts";

/** Errors: no_item_specified, bad_timestamp, message_not_found. */
export function itemOf(call: ApiCall, channel: Channel): Message {
  const ts = text(call.args, "timestamp");
  if (ts === null) throw new ApiRefusal("no_item_specified");
  if (!/^\d{1,12}\.\d{6}$/.test(ts)) throw new ApiRefusal("bad_timestamp");
  const message = channel.messageByTs.get(ts);
  if (message === undefined || message.subtype === "tombstone") throw new ApiRefusal("message_not_found");
  return message;
}

function add(call: ApiCall): Json {
  const channel = channelOfBot(call, null);
  const message = itemOf(call, channel);
  if (message.subtype?.startsWith("channel_")) throw new ApiRefusal("not_pinnable");
  if (channel.pins.some((it) => it.ts === message.ts)) throw new ApiRefusal("already_pinned");
  if (channel.pins.length >= channelLimits.pins) throw new ApiRefusal("too_many_pins");
  // The method documents no is_archived; restricted_action is its code for "not allowed here".
  if (channel.isArchived) throw new ApiRefusal("restricted_action");
  pin(call.world, channel, message, call.world.app.botUserId);
  return {};
}

function remove(call: ApiCall): Json {
  const channel = channelById(call);
  // The method documents neither not_in_channel nor is_archived.
  if (!isBotIn(call.world, channel) || channel.isArchived) throw new ApiRefusal("restricted_action");
  const message = itemOf(call, channel);
  if (!channel.pins.some((it) => it.ts === message.ts)) throw new ApiRefusal("no_pin");
  unpin(call.world, channel, message, call.world.app.botUserId);
  return {};
}

function list(call: ApiCall): Json {
  const channel = channelById(call);
  const items = channel.pins.flatMap((it) => {
    const message = channel.messageByTs.get(it.ts);
    if (message === undefined) return [];
    return [
      {
        type: "message",
        channel: channel.id,
        created: seconds(it.at),
        created_by: it.by,
        message: {
          ...renderMessage(call.world, channel, message),
          permalink: permalink(call.world, channel.id, message.ts, message.threadTs),
          pinned_to: [channel.id],
        },
      },
    ];
  });
  return { items };
}

export const pinMethods: Record<string, Method> = {
  "pins.add": method({ scopes: ["pins:write"], required: ["channel"] }, add),
  "pins.remove": method({ scopes: ["pins:write"], required: ["channel"] }, remove),
  "pins.list": method({ scopes: ["pins:read"], json: false, required: ["channel"] }, list),
};
