// Wraps what happened into an Events API callback, if the app listens for it and may see it.

import { nextEventTs, nextId, seconds } from "../ids.ts";
import { hears } from "../manifest.ts";
import type { Channel, Json, World } from "../world.ts";

/** @param subscription the manifest's name ("message.channels", "pin_added" …); `event` lacks only event_ts. */
export function raise(world: World, subscription: string, event: Json, channelId: string | null = null): void {
  if (!hears(world.manifest, subscription)) return;
  const eventTs = typeof event.ts === "string" ? event.ts : nextEventTs(world);
  world.delivery.event({
    token: world.app.verificationToken,
    team_id: world.team.id,
    api_app_id: world.app.id,
    event: { event_ts: eventTs, ...event },
    type: "event_callback",
    event_id: nextId(world, "Ev"),
    event_time: seconds(world.clock.now()),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `1-${subscription}-${world.team.id}-${channelId ?? ""}`,
  });
}

const messageSubscriptions = {
  public: "message.channels",
  private: "message.groups",
  im: "message.im",
  mpim: "message.mpim",
} as const;

export const channelTypes = { public: "channel", private: "group", im: "im", mpim: "mpim" } as const;

/** A message event, for the channels that the bot is in. */
export function raiseMessage(world: World, channel: Channel, event: Json): void {
  if (!channel.members.has(world.app.botUserId)) return;
  const whole = { ...event, channel: channel.id, channel_type: channelTypes[channel.kind] };
  raise(world, messageSubscriptions[channel.kind], whole, channel.id);
  const { text } = event;
  const isPlain = event.subtype === undefined || event.subtype === "thread_broadcast";
  if (!isPlain || typeof text !== "string" || !text.includes(`<@${world.app.botUserId}`)) return;
  raise(world, "app_mention", { ...event, type: "app_mention", channel: channel.id }, channel.id);
}

/** An event of a channel that only its members' apps see; channel_* for public ones, group_* for private ones. */
export function raiseChannel(world: World, channel: Channel, verb: string, event: Json): void {
  if (channel.kind === "private" && !channel.members.has(world.app.botUserId)) return;
  const type = `${channel.kind === "private" ? "group" : "channel"}_${verb}`;
  raise(world, type, { type, ...event }, channel.id);
}
