// reactions: what the newest events ask to be done in Slack. Pure, and complete: nothing is done to Slack that no
// event asked for. One message per change at most; whoever clicked gets the ephemeral answer elsewhere.

import { type Effect, keep, once, type PlannedEffect, type Surface, surfaces } from "./effects.ts";
import type { EventOf, FactType, IncidentEvent, Notice } from "./events.ts";
import type { Incident } from "./incident.ts";
import { peopleIn } from "./mentions.ts";

const changesEverySurface: FactType[] = [
  "ChannelCreated",
  "ChannelRegained",
  "StatusChanged",
  "SeverityChanged",
  "RoleAssigned",
  "IncidentRenamed",
  "IncidentReopened",
  "IncidentCanceled",
];

const changesClocks: FactType[] = [
  "TimeNoted",
  "UpdateSnoozed",
  "RemindersStopped",
  "MilestoneSet",
  "ImpactWindowSet",
  "ImpactWindowRemoved",
  "ClocksPaused",
  "ClocksResumed",
];

/** The events that each surface shows something of. */
const shownOn: Record<Surface, ReadonlySet<FactType>> = {
  card: new Set<FactType>([...changesEverySurface, ...changesClocks, "UpdatePosted", "ImpactEnded"]),
  announcement: new Set<FactType>([
    ...changesEverySurface,
    "UpdatePosted",
    "MilestoneSet",
    "ChannelRefused",
    "ChannelLost",
  ]),
  topic: new Set<FactType>(changesEverySurface),
};

/** Said in the incident's channel. A StatusChanged that came with an update, or a resolve, is said by the update. */
const saidInChannel = new Set<FactType>([
  "UpdatePosted",
  "StatusChanged",
  "SeverityChanged",
  "RoleAssigned",
  "IncidentRenamed",
  "IncidentReopened",
  "IncidentCanceled",
  "MilestoneSet",
  "ImpactWindowSet",
  "ImpactWindowRemoved",
  "ClocksPaused",
  "ClocksResumed",
]);

const saidAside = new Set<FactType>(["ChannelRenamed", "ChannelLost", "ChannelRegained"]);

function isSaid(event: IncidentEvent, batch: readonly IncidentEvent[], { channel }: Incident): boolean {
  if (event.type === "StatusChanged") return !batch.some(({ type }) => type === "UpdatePosted");
  // A message of the channel is its own entry; one that was typed needs one to link to, one from elsewhere to be seen.
  if (event.type === "EntryAdded") return event.data.message === null || event.data.message.channelId !== channel?.id;
  return event.type === "TimeNoted" ? event.data.notices.some(isForAll) : saidInChannel.has(event.type);
}

/** A risk is the commander's; what was missed is everybody's, and then the risks of that moment are said with it. */
export const isForAll = ({ kind }: Notice): boolean => kind !== "at-risk" && kind !== "update-warned";

/** Breaches and promises long overdue call for others. */
export const isEscalated = ({ kind }: Notice): boolean => kind === "breached" || kind === "update-escalated";

/**
 * To the commander what is at risk, where nothing is said to all; to the channels that the policy names what is
 * missed, unless it is private.
 */
function timeTold(event: IncidentEvent, incident: Incident): PlannedEffect[] {
  if (event.type !== "TimeNoted") return [];
  const { notices } = event.data;
  const userId = incident.commanderId ?? incident.declaredById;
  const isTold = userId !== null && !notices.some(isForAll);
  const channels = (incident.policies.at(-1)?.escalateTo ?? []).flatMap((to) =>
    to.kind === "channel" ? [to.channel] : [],
  );
  const isCalled = !incident.isPrivate && notices.some(isEscalated);
  return [
    ...(isTold ? [once(incident.id, { do: "tell", eventId: event.id, userId }, event.id)] : []),
    ...(isCalled ? channels : []).map((channel) =>
      once(
        incident.id,
        { do: "escalate", eventId: event.id, channel },
        `${event.id}/${"id" in channel ? channel.id : channel.name}`,
      ),
    ),
  ];
}

function messages(event: IncidentEvent, batch: readonly IncidentEvent[], incident: Incident): PlannedEffect[] {
  const say = (place: "channel" | "announcement" | "aside"): PlannedEffect =>
    once(incident.id, { do: "say", eventId: event.id, place }, `${place}/${event.id}`, place);
  const planned: PlannedEffect[] = [];
  // Before the channel exists, its lane holds the message behind the channel's creation.
  const hasPlace = incident.channel?.isUsable ?? !incident.channelRefused;
  if (hasPlace && isSaid(event, batch, incident)) planned.push(say("channel"));
  if (event.type === "UpdatePosted" && event.data.alsoAnnounce && !incident.isPrivate)
    planned.push(say("announcement"));
  if (saidAside.has(event.type)) planned.push(say("aside"));
  return planned;
}

function surfaceChanges(event: IncidentEvent, incident: Incident): PlannedEffect[] {
  const { channel, channelRefused, isPrivate } = incident;
  const isReachable: Record<Surface, boolean> = {
    card: channel?.isUsable ?? false,
    topic: channel?.isUsable ?? false,
    announcement: !isPrivate && (channel !== null || channelRefused),
  };
  const isFirst = event.type === "ChannelCreated" || event.type === "ChannelRefused";
  return surfaces
    .filter((surface) => isReachable[surface] && shownOn[surface].has(event.type))
    .map((surface) => keep(incident.id, surface, incident.version, isFirst));
}

const present = (ids: (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** The resources that Slack has to make, beside messages and surfaces. */
function resources(event: IncidentEvent, incident: Incident): PlannedEffect[] {
  const make = (effect: Effect, name: string, lane?: string) => once(incident.id, effect, name, lane);
  const { id, channel, declaredById, commanderId } = incident;
  switch (event.type) {
    case "IncidentDeclared":
      return [make({ do: "create-channel" }, id, "channel")];
    case "ChannelCreated":
      return [make({ do: "invite", userIds: present([declaredById, commanderId]) }, event.id)];
    case "RoleAssigned":
      return channel?.isUsable ? [make({ do: "invite", userIds: [event.data.userId] }, event.id)] : [];
    case "MessagePosted":
      // The card stands for the declaration in the log: once it is there, it can be pinned and linked to. One that was
      // posted anew, for somebody had deleted it, is pinned as the first was.
      return event.data.ofEventId === `${id}.1` && event.data.channelId === channel?.id
        ? [make({ do: "pin" }, event.id), make({ do: "bookmark" }, id)]
        : [];
    case "EntryAdded":
      return event.data.text === null && event.data.message !== null
        ? [make({ do: "quote", eventId: event.id, message: event.data.message }, event.id)]
        : [];
    case "PostmortemRequested":
      return [make({ do: "upload-postmortem", eventId: event.id }, event.id)];
    default:
      return [];
  }
}

/** What goes wrong for good is told to the person who can see to it: a channel's refusal, or a missing right. */
function troubles(event: IncidentEvent, incident: Incident): PlannedEffect[] {
  const userId = incident.commanderId ?? incident.declaredById;
  if (userId === null) return [];
  const tell = { do: "tell", eventId: event.id } as const;
  if (event.type === "ChannelRefused") {
    return [once(incident.id, { ...tell, userId: incident.declaredById ?? userId }, event.id)];
  }
  // Keyed by what failed, not by the incident: the workspace hears of one missing right once.
  return event.type === "EffectGaveUp" ? [once(incident.id, { ...tell, userId }, giveUpName(event))] : [];
}

const giveUpName = ({ data }: EventOf<"EffectGaveUp">): string => `${data.what}/${data.code}`;

function names(event: IncidentEvent, incident: Incident): PlannedEffect[] {
  return peopleIn(event)
    .filter((userId) => incident.people[userId] === undefined)
    .map((userId) => once(incident.id, { do: "name-person", userId }, `${incident.id}/${userId}`));
}

/**
 * The effects of a batch of events that were committed together; `incident` is the state after them.
 * A surface that several of them change is named once.
 */
export function reactions(batch: readonly IncidentEvent[], incident: Incident): PlannedEffect[] {
  const planned = batch.flatMap((event) => [
    ...resources(event, incident),
    ...surfaceChanges(event, incident),
    ...messages(event, batch, incident),
    ...troubles(event, incident),
    ...timeTold(event, incident),
    ...names(event, incident),
  ]);
  return [...new Map(planned.map((effect) => [effect.key, effect])).values()];
}
