// The events about what one app leaves in a message for others: only for those who subscribed to its type (FACTS 5).

import { nextEventTs } from "../ids.ts";
import type { Channel, Json, Message, World } from "../world.ts";
import { raise } from "./events.ts";

type Metadata = Message["metadata"];

function isSubscribed(world: World, metadata: Metadata): boolean {
  if (metadata === null) return false;
  return world.manifest.metadata.some(
    ({ appId, eventType }) => eventType === metadata.event_type && (appId === "*" || appId === world.app.id),
  );
}

/** Tells that a message's metadata is no longer what it was; `before` is null for a new message. */
export function raiseMetadata(world: World, channel: Channel, message: Message, before: Metadata, now: Metadata): void {
  if (world.manifest.metadata.length === 0 || !channel.members.has(world.app.botUserId)) return;
  if (!isSubscribed(world, now ?? before) || JSON.stringify(before) === JSON.stringify(now)) return;
  const about: Json = {
    app_id: world.app.id,
    bot_id: world.app.botId,
    user_id: message.user,
    team_id: world.team.id,
    channel_id: channel.id,
    message_ts: message.ts,
  };
  const eventTs = nextEventTs(world);
  const tell = (type: string, more: Json) =>
    raise(world, type, { type, ...about, ...more, event_ts: eventTs }, channel.id);
  if (before === null) tell("message_metadata_posted", { metadata: now });
  else if (now === null) tell("message_metadata_deleted", { previous_metadata: before, deleted_ts: message.ts });
  else tell("message_metadata_updated", { metadata: now, previous_metadata: before });
}
