// What happens to an incident's channel: renamed, archived, deleted, the bot removed from it. The incident goes on.

import type { App } from "@slack/bolt";
import type { Asking } from "../../engine/handle.ts";
import type { ChannelLoss } from "../../incident/events.ts";
import { type Desk, occurredAt } from "./desk.ts";

type Change = {
  teamId: string;
  eventId: string;
  channelId: string;
  userId: string | null;
  eventTs: string | undefined;
  request: Asking;
};

async function take(desk: Desk, { teamId, eventId, channelId, userId, eventTs, request }: Change): Promise<void> {
  const told = await desk.engine.find.byChannel(teamId, channelId);
  if (told === null) return;
  await desk.engine.handle({
    teamId,
    incidentId: told.incident.id,
    request,
    by: userId === null ? { kind: "sitrep" } : { kind: "person", userId },
    source: "slack",
    occurredAt: occurredAt(eventTs, desk.clock),
    key: `event/${eventId}`,
  });
}

const lost = (why: ChannelLoss): Asking => ({ type: "RecordChannelLoss", why });
const returned: Asking = { type: "RecordChannelReturn" };

/** Some of these events name the person as `user`, others as `actor_id` (Slack's recorded samples). */
function doerOf(event: object): string | null {
  const { user, actor_id: actor } = event as { user?: unknown; actor_id?: unknown };
  return [user, actor].find((id) => typeof id === "string") ?? null;
}

/** The events that only name the channel, and what each reports. */
const reports = {
  channel_archive: lost("archived"),
  group_archive: lost("archived"),
  channel_deleted: lost("deleted"),
  group_deleted: lost("deleted"),
  channel_left: lost("removed"),
  group_left: lost("removed"),
  channel_unarchive: returned,
  group_unarchive: returned,
} as const;

export function listenToChannels(app: App, desk: Desk): void {
  for (const [type, request] of Object.entries(reports) as [keyof typeof reports, Asking][]) {
    app.event(type, async ({ event, body }) => {
      const userId = doerOf(event);
      const { team_id: teamId, event_id: eventId } = body;
      const eventTs = "event_ts" in event ? event.event_ts : undefined;
      await take(desk, { teamId, eventId, channelId: event.channel, userId, eventTs, request });
    });
  }
  for (const type of ["channel_rename", "group_rename"] as const) {
    app.event(type, async ({ event, body }) => {
      const { id: channelId, name } = event.channel;
      const request = { type: "RecordChannelName", name } as const;
      const { team_id: teamId, event_id: eventId } = body;
      const eventTs = "event_ts" in event ? String(event.event_ts) : undefined;
      await take(desk, { teamId, eventId, channelId, userId: null, eventTs, request });
    });
  }
  app.event("member_joined_channel", async ({ event, body, context }) => {
    if (event.user !== context.botUserId) return;
    const { team_id: teamId, event_id: eventId } = body;
    const { channel: channelId, event_ts: eventTs } = event;
    await take(desk, { teamId, eventId, channelId, userId: null, eventTs, request: returned });
  });
}
