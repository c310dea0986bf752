// A message as the API and events show it.

import type { Channel, Json, Message, World } from "../world.ts";
import { renderBotProfile, renderFile } from "./render.ts";

function threadOf(channel: Channel, message: Message): Json {
  if (message.threadTs === null) return {};
  if (message.threadTs !== message.ts) {
    const parent = channel.messageByTs.get(message.threadTs);
    return { thread_ts: message.threadTs, ...(parent === undefined ? {} : { parent_user_id: parent.user }) };
  }
  const replies = channel.threads.get(message.ts) ?? [];
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts ?? message.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}

/** How much of a message's metadata is shown: all, the event_type alone (FACTS 3), or nothing. */
export type MetadataShown = "all" | "type" | "none";

function metadataOf(message: Message, shown: MetadataShown): Json {
  const { metadata } = message;
  if (metadata === null || shown === "none") return {};
  return { metadata: shown === "all" ? metadata : { event_type: metadata.event_type } };
}

/** What the message itself says, without what came to it later. */
export function renderContent(world: World, message: Message, shown: MetadataShown = "none"): Json {
  return {
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    ...(message.byApp ? { bot_id: world.app.botId, app_id: world.app.id, bot_profile: renderBotProfile(world) } : {}),
    type: "message",
    ts: message.ts,
    user: message.user,
    text: message.text,
    team: world.team.id,
    ...(message.clientMsgId === null ? {} : { client_msg_id: message.clientMsgId }),
    ...(message.blocks === null ? {} : { blocks: message.blocks }),
    ...(message.attachments === null ? {} : { attachments: message.attachments }),
    ...metadataOf(message, shown),
    ...message.extra,
  };
}

/** The message with its thread, its reactions, its files and its edit. */
export function renderMessage(world: World, channel: Channel, message: Message, shown: MetadataShown = "none"): Json {
  const reactions = message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }));
  return {
    ...renderContent(world, message, shown),
    ...(message.edited === null ? {} : { edited: message.edited }),
    ...threadOf(channel, message),
    ...(reactions.length === 0 ? {} : { reactions }),
    ...(message.fileIds.length === 0 ? {} : { files: filesOf(world, message), upload: true, display_as_bot: false }),
  };
}

function filesOf(world: World, message: Message): Json[] {
  return message.fileIds.flatMap((id) => {
    const file = world.files.get(id);
    return file === undefined ? [] : [renderFile(world, file, true)];
  });
}
