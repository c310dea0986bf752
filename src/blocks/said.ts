// said: each event that is told to people, as the message that tells it. One message for a change, two lines at most
// besides what people wrote.

import type { EventOf, FactType, IncidentEvent } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import type { Message } from "./message.ts";
import { channelLost, channelRefused, channelRegained, channelRenamed, effectGaveUp } from "./said-by-itself.ts";
import {
  entryAdded,
  incidentCanceled,
  incidentRenamed,
  incidentReopened,
  roleAssigned,
  severityChanged,
  statusChanged,
  updatePosted,
} from "./said-by-people.ts";
import { timeNoted } from "./said-of-clocks.ts";
import { clocksPaused, clocksResumed, impactWindowRemoved, impactWindowSet, milestoneSet } from "./said-of-times.ts";
import { messageOf, type SaidOptions, type Saying } from "./saying.ts";

const sayings = {
  UpdatePosted: updatePosted,
  StatusChanged: statusChanged,
  SeverityChanged: severityChanged,
  RoleAssigned: roleAssigned,
  EntryAdded: entryAdded,
  IncidentRenamed: incidentRenamed,
  IncidentReopened: incidentReopened,
  IncidentCanceled: incidentCanceled,
  TimeNoted: timeNoted,
  MilestoneSet: milestoneSet,
  ImpactWindowSet: impactWindowSet,
  ImpactWindowRemoved: impactWindowRemoved,
  ClocksPaused: clocksPaused,
  ClocksResumed: clocksResumed,
  ChannelRenamed: channelRenamed,
  ChannelLost: channelLost,
  ChannelRegained: channelRegained,
  ChannelRefused: channelRefused,
  EffectGaveUp: effectGaveUp,
} satisfies { [T in FactType]?: (event: EventOf<T>, incident: Incident, options: SaidOptions) => Saying };

export const saidTypes = Object.keys(sayings) as (keyof typeof sayings)[];

/**
 * `incident` is the state after the events that were committed together with this one. Throws for an event that nobody
 * is told of: reactions.ts asks for none of those.
 */
export function said(event: IncidentEvent, incident: Incident, options: SaidOptions): Message {
  if (!Object.hasOwn(sayings, event.type))
    throw new Error(`Nothing is said of ${event.type}: reactions.ts asked for it.`);
  const write = sayings[event.type as keyof typeof sayings] as (
    event: IncidentEvent,
    incident: Incident,
    options: SaidOptions,
  ) => Saying;
  return messageOf(write(event, incident, options), event, incident, options.place);
}
