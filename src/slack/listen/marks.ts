// Marks on messages of an incident's channel: a pushpin or a pin puts the message into the timeline, taking it off
// again takes it out. Nothing is read from Slack here: the message's words are fetched by an effect.

import type { App } from "@slack/bolt";
import type { Asking } from "../../engine/handle.ts";
import { instantOf } from "../slack-time.ts";
import { byPerson, type Desk } from "./desk.ts";

const timelineReaction = "pushpin";

type Mark = {
  teamId: string;
  eventId: string;
  userId: string;
  message: { channelId: string; ts: string; authorId: string | null };
  isSet: boolean;
};

async function take(desk: Desk, { teamId, eventId, userId, message, isSet }: Mark): Promise<void> {
  const told = await desk.engine.find.byChannel(teamId, message.channelId);
  if (told === null) return;
  const request: Asking = isSet ? { type: "AddEntry", text: null, message } : { type: "RemoveEntry", message };
  const asker = { teamId, userId, channelId: message.channelId };
  await desk.engine.handle({
    ...byPerson(asker),
    incidentId: told.incident.id,
    request,
    source: "reaction",
    // It occurred when it was written, not when somebody marked it.
    occurredAt: isSet ? instantOf(message.ts) : desk.clock.now(),
    key: `event/${eventId}`,
  });
}

export function listenToMarks(app: App, desk: Desk): void {
  for (const type of ["reaction_added", "reaction_removed"] as const) {
    app.event(type, async ({ event, body }) => {
      if (event.reaction !== timelineReaction || event.item.type !== "message") return;
      const { channel: channelId, ts } = event.item;
      const message = { channelId, ts, authorId: event.item_user ?? null };
      const isSet = type === "reaction_added";
      await take(desk, { teamId: body.team_id, eventId: body.event_id, userId: event.user, message, isSet });
    });
  }
  for (const type of ["pin_added", "pin_removed"] as const) {
    app.event(type, async ({ event, body }) => {
      const pinned = event.item?.message;
      if (event.user === undefined || pinned?.ts === undefined) return;
      const message = { channelId: event.channel_id, ts: pinned.ts, authorId: pinned.user ?? null };
      const isSet = type === "pin_added";
      await take(desk, { teamId: body.team_id, eventId: body.event_id, userId: event.user, message, isSet });
    });
  }
}
