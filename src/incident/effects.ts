// What is to be done in Slack because of an event, as data: the outbox carries it out, in its own time.
// say: an immutable message, once. keep: a surface that shows at least this version. make: a resource, once.

import type { MessageRef } from "./events.ts";

export const surfaces = ["card", "announcement", "topic"] as const;
export type Surface = (typeof surfaces)[number];

/**
 * Where a message goes: the incident's channel; the announcement channel; or aside, which is the announcement channel
 * where the incident is public and there is one, else a direct message to the commander.
 */
export type Place = "channel" | "announcement" | "aside";

export type Effect =
  | { do: "say"; eventId: string; place: Place }
  | { do: "tell"; eventId: string; userId: string }
  /** A breach is told in a channel that the policy names. */
  | { do: "escalate"; eventId: string; channel: { id: string } | { name: string } }
  | { do: "keep"; surface: Surface }
  /** The announcement in one of the channels where it stands; planned when the settings were asked for them. */
  | { do: "keep-announcement"; channelId: string }
  /** The same for a message. */
  | { do: "announce"; eventId: string; channelId: string }
  | { do: "create-channel" }
  | { do: "invite"; userIds: string[] }
  | { do: "pin" }
  | { do: "bookmark" }
  | { do: "upload-postmortem"; eventId: string }
  /** One piece of a postmortem that could not be uploaded; the first opens the thread. */
  | { do: "say-piece"; eventId: string; index: number; text: string }
  | { do: "name-person"; userId: string }
  | { do: "quote"; eventId: string; message: MessageRef };

/**
 * An effect with how it is queued. `key` makes it unique: said again, it is the same effect. Effects of one lane go
 * in order, lanes go side by side. `version` is null for what is done once, else the version a surface has to show.
 * `gapMs` is the least time between two showings of a surface, `gatherMs` the wait for further changes before one.
 */
export type PlannedEffect = {
  key: string;
  lane: string;
  effect: Effect;
  version: number | null;
  gapMs: number;
  gatherMs: number;
};

/** Slack lets a topic change 20 times a minute in a workspace and a message 50 (FACTS 2): rests between two edits. */
const restMs: Record<Surface, number> = { card: 1_000, announcement: 1_000, topic: 3_000 };

/** `name` tells two effects of one kind apart; `lane` is by default the effect's own. */
export function once(incidentId: string, effect: Effect, name: string, lane = `${effect.do}/${name}`): PlannedEffect {
  const key = `${effect.do}/${name}`;
  return { key, lane: `${incidentId}/${lane}`, effect, version: null, gapMs: 0, gatherMs: 0 };
}

/** A first showing waits for nothing; a change waits a moment, so that ten quick changes make one edit. */
const gatherChangesMs = 50;

export function keep(incidentId: string, surface: Surface, version: number, isFirst: boolean): PlannedEffect {
  const key = `keep/${incidentId}/${surface}`;
  return {
    key,
    lane: `${incidentId}/${surface}`,
    effect: { do: "keep", surface },
    version,
    gapMs: restMs[surface],
    gatherMs: isFirst ? 0 : gatherChangesMs,
  };
}

/** One channel's part of the announcement: the changes have been gathered. In one lane with what is announced there. */
export function keepAnnouncement(incidentId: string, channelId: string, version: number): PlannedEffect {
  return {
    key: `keep/${incidentId}/announcement/${channelId}`,
    lane: `${incidentId}/announcement/${channelId}`,
    effect: { do: "keep-announcement", channelId },
    version,
    gapMs: restMs.announcement,
    gatherMs: 0,
  };
}

export const announce = (incidentId: string, eventId: string, channelId: string): PlannedEffect =>
  once(incidentId, { do: "announce", eventId, channelId }, `${eventId}/${channelId}`, `announcement/${channelId}`);
