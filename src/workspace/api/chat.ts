// chat.postMessage, update, delete, postEphemeral, getPermalink.

import { openIm } from "../deeds/channels.ts";
import { sendEphemeral } from "../deeds/ephemerals.ts";
import { edit, post, remove } from "../deeds/messages.ts";
import { permalink } from "../deeds/render.ts";
import { renderContent, renderMessage } from "../deeds/render-message.ts";
import { messageLimits } from "../limits.ts";
import type { Channel, Json, Message } from "../world.ts";
import { flag, text } from "./args.ts";
import { readContent, readMetadata } from "./content.ts";
import { type ApiCall, channelById, isBotIn, type Method, method, refuseArchived } from "./method.ts";
import { ApiRefusal } from "./refusal.ts";

const scopes = ["chat:write"];

/** A channel id, a channel's name with or without #, or a user id (= their direct conversation). */
function target(call: ApiCall): Channel {
  const { world } = call;
  const name = text(call.args, "channel") ?? "";
  if (world.users.has(name) && name !== world.app.botUserId) {
    if (!world.manifest.hasMessagesTab) throw new ApiRefusal("messages_tab_disabled");
    return openIm(world, name).channel;
  }
  const channel =
    world.channels.get(name) ?? world.channels.get(world.channelIdByName.get(name.replace(/^#/, "")) ?? "");
  if (channel === undefined) throw new ApiRefusal("channel_not_found");
  if (isBotIn(world, channel)) return channel;
  if (channel.kind !== "public") throw new ApiRefusal("channel_not_found");
  if (!world.manifest.scopes.has("chat:write.public")) throw new ApiRefusal("not_in_channel");
  return channel;
}

/**
 * The parent that a reply belongs to; a reply's own ts means its parent's thread. Where the parent is gone, Slack puts
 * the message into the channel without a word (reported in slack-go/slack#1571).
 */
function threadOf(channel: Channel, args: Json): string | null {
  const wanted = text(args, "thread_ts");
  if (wanted === null) return null;
  const message = channel.messageByTs.get(wanted);
  if (message === undefined) return null;
  if (message.subtype?.startsWith("channel_")) throw new ApiRefusal("cannot_reply_to_message");
  return message.threadTs ?? message.ts;
}

function messageOf(call: ApiCall, channel: Channel, key: string): Message {
  const message = channel.messageByTs.get(text(call.args, key) ?? "");
  if (message === undefined || message.subtype === "tombstone") throw new ApiRefusal("message_not_found");
  return message;
}

function postMessage(call: ApiCall): Json {
  const { world, args } = call;
  const channel = target(call);
  refuseArchived(channel);
  const content = readContent(world, args, "msg_blocks_too_long", "invalid_arguments");
  const metadata = readMetadata(args);
  const message = post(world, channel, {
    user: world.app.botUserId,
    byApp: true,
    text: content.text.slice(0, messageLimits.text),
    blocks: content.blocks,
    attachments: content.attachments,
    metadata: metadata.given ? metadata.value : null,
    threadTs: threadOf(channel, args),
    isBroadcast: flag(args, "reply_broadcast"),
  });
  const isTruncated = content.text.length > messageLimits.text;
  return {
    channel: channel.id,
    ts: message.ts,
    message: renderMessage(world, channel, message, "all"),
    ...(isTruncated ? { warning: "message_truncated", response_metadata: { warnings: ["message_truncated"] } } : {}),
  };
}

function update(call: ApiCall): Json {
  const { world, args } = call;
  const channel = channelById(call);
  const message = messageOf(call, channel, "ts");
  if (
    !message.byApp ||
    (message.subtype !== null && message.subtype !== "thread_broadcast" && message.subtype !== "file_share")
  ) {
    throw new ApiRefusal("cant_update_message");
  }
  refuseArchived(channel, "is_inactive");
  const content = readContent(world, args, "msg_too_long", "invalid_attachments");
  if (content.text.length > messageLimits.updateText) throw new ApiRefusal("msg_too_long");
  const metadata = readMetadata(args);
  const isBare = text(args, "text") === null && text(args, "markdown_text") === null;
  // Blocks are kept when neither `blocks` nor `text` is given; `text` alone takes them away (the method's reference).
  edit(world, channel, message, {
    ...(isBare ? {} : { text: content.text }),
    ...(content.blocks === null && isBare ? {} : { blocks: content.blocks }),
    ...(content.attachments === null ? {} : { attachments: content.attachments }),
    ...(metadata.given ? { metadata: metadata.value } : {}),
  });
  const { ts, ...shown } = renderContent(world, message, "all");
  return {
    channel: channel.id,
    ts,
    text: message.text,
    message: { ...shown, ...(message.edited === null ? {} : { edited: message.edited }) },
  };
}

function deleteMessage(call: ApiCall): Json {
  const { world } = call;
  const channel = channelById(call);
  const message = messageOf(call, channel, "ts");
  // No is_archived is documented here.
  if (!message.byApp || channel.isArchived) throw new ApiRefusal("cant_delete_message");
  remove(world, channel, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral(call: ApiCall): Json {
  const { world, args } = call;
  const channel = target(call);
  refuseArchived(channel);
  const userId = text(args, "user") ?? "";
  if (!channel.members.has(userId)) throw new ApiRefusal("user_not_in_channel");
  const content = readContent(world, args, "msg_too_long", "invalid_attachments");
  if (content.text.length > messageLimits.text) throw new ApiRefusal("msg_too_long");
  const { text: words, blocks } = content;
  const sent = sendEphemeral(world, {
    channelId: channel.id,
    userId,
    text: words,
    blocks,
    threadTs: text(args, "thread_ts"),
  });
  return { message_ts: sent.ts };
}

export const chatMethods: Record<string, Method> = {
  "chat.postMessage": method({ scopes, required: ["channel"] }, postMessage),
  "chat.update": method({ scopes, required: ["channel", "ts"] }, update),
  "chat.delete": method({ scopes, required: ["channel", "ts"] }, deleteMessage),
  "chat.postEphemeral": method({ scopes, required: ["channel", "user"] }, postEphemeral),
  "chat.getPermalink": method({ json: false, required: ["channel", "message_ts"] }, (call) => {
    const channel = channelById(call);
    const message = messageOf(call, channel, "message_ts");
    return { channel: channel.id, permalink: permalink(call.world, channel.id, message.ts, message.threadTs) };
  }),
};
