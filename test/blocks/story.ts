// One incident told by hand, so that what is said of it can be read by eye.

import type { Command, DeclareRequest, Request } from "../../src/incident/commands.ts";
import { decide } from "../../src/incident/decide.ts";
import type { IncidentEvent } from "../../src/incident/events.ts";
import { fold, type Incident } from "../../src/incident/incident.ts";
import { isRefusal } from "../../src/incident/refusal.ts";
import { startsAt } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";

const incidentId = "01j00000000000000000000042";
export const sam = "U0SAM00001";
export const zoe = "U0ZOE00002";
const minute = 60_000;

/** Who asks for what, how many minutes after the one before; null is Sitrep itself. */
export type Deed = [afterMinutes: number, userId: string | null, request: Request, backdatedMinutes?: number];

const declaration: DeclareRequest = {
  type: "Declare",
  number: 42,
  title: "Checkout is failing",
  severity: "SEV2",
  status: "investigating",
  summary: "Cards are declined since the deploy.\nSupport has 40 tickets.",
  components: ["Voice", "API"],
  impactStartedAt: startsAt - 10 * minute,
  commanderId: null,
  isPrivate: false,
  isDrill: false,
  from: null,
};
const channelMade = {
  type: "RecordChannel",
  channelId: "C0INCIDENT",
  name: "inc-42-checkout-is-failing",
  isPrivate: false,
  teamUrl: null,
} as const;

/** The log and the state after the declaration by sam at 09:00 UTC and these deeds. Throws where one is refused. */
export function story(deeds: Deed[], changes: Partial<DeclareRequest> = {}, catalog = usualCatalog) {
  const first: Deed[] = [
    [0, sam, { ...declaration, ...changes }],
    [0, null, channelMade],
  ];
  const log: IncidentEvent[] = [];
  let now = startsAt;
  for (const [after, userId, request, backdated = 0] of [...first, ...deeds]) {
    now += after * minute;
    const by = userId === null ? ({ kind: "sitrep" } as const) : ({ kind: "person", userId } as const);
    const asked = { incidentId, now, occurredAt: now - backdated * minute, by, source: "command" } as const;
    const decided = decide({ ...asked, catalog, ...request } as Command, fold(log));
    if (isRefusal(decided)) throw new Error(`${request.type}: ${decided.sentence}`);
    log.push(...decided);
  }
  const incident = fold(log);
  if (incident === null) throw new Error("The story has no incident.");
  /** The last event of a type, with the state after those that were committed with it. */
  const last = (type: IncidentEvent["type"]): [IncidentEvent, Incident] => {
    const event = log.findLast((one) => one.type === type);
    if (event === undefined) throw new Error(`The story has no ${type}.`);
    const until = log.filter((one) => one.version <= event.version || one.recordedAt === event.recordedAt);
    return [event, fold(until) as Incident];
  };
  return { log, incident, last };
}
