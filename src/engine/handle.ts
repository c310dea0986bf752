// handle: a request becomes a commit. The decision is made before the transaction; the store's unique index on the
// version says whether it still holds, and if not it is made again. What a person was told is done is on disk.

import type { Clock } from "../clock.ts";
import type { Catalog } from "../incident/catalog.ts";
import type { Asked, Command, DeclareRequest, Request } from "../incident/commands.ts";
import { deadlines } from "../incident/deadlines.ts";
import { decide } from "../incident/decide.ts";
import type { Actor, IncidentEvent, Source } from "../incident/events.ts";
import { parseEvent } from "../incident/events.ts";
import { fold, type Incident } from "../incident/incident.ts";
import { reactions } from "../incident/reactions.ts";
import { isRefusal, type Refusal } from "../incident/refusal.ts";
import type { Commit } from "../store/commits.ts";
import type { Settle } from "../store/settling.ts";
import type { Store } from "../store/store.ts";
import { impactOfIncident } from "./impact.ts";
import { incidentRow } from "./incident-row.ts";
import type { Incidents, Told } from "./incidents.ts";
import { clocksApartMs, maxDecisions } from "./limits.ts";
import { queued } from "./queued.ts";

export type Asking = Exclude<Request, { type: "Declare" }> | Omit<DeclareRequest, "number">;

/**
 * What is asked, by whom, through which door. `key` tells a repetition from a second request (event id, trigger id,
 * view id); null where repeating is harmless. `settle` is the effect whose answer this is.
 */
export type Ask = {
  teamId: string;
  incidentId: string;
  request: Asking;
  by: Actor;
  source: Source;
  /** Epoch ms, by Slack's clock where Slack gave a time. */
  occurredAt: number;
  key: string | null;
  settle?: Settle | null;
};

export type Handled =
  | { result: "committed"; incident: Incident; events: IncidentEvent[] }
  | { result: "refused"; refusal: Refusal; incident: Incident | null }
  /** Asked with the same key before; `incident` is the one it was asked of. */
  | { result: "repeated"; incident: Incident | null };

export type Handle = (ask: Ask) => Promise<Handled>;

type Decided = { events: IncidentEvent[]; incident: Incident; version: number } | Refusal;

export type HandleParts = {
  store: Store;
  incidents: Incidents;
  clock: Clock;
  catalog: Catalog;
  onCommit: () => void;
};

/**
 * Now, and after all that is in the log already: each commit has its own instant, in the log's order, also where
 * another process's clock was a little ahead, or ours is known better now. A last entry that is far ahead was dated
 * wrongly, and dates nothing else.
 */
function recordingAt(told: Told | null, now: number): number {
  const lastAt = told?.log.at(-1)?.recordedAt ?? Number.NEGATIVE_INFINITY;
  return now <= lastAt && lastAt - now <= clocksApartMs ? lastAt + 1 : now;
}

async function decideNow({ store, incidents, clock, catalog }: HandleParts, ask: Ask): Promise<Decided> {
  const { teamId, incidentId, by, source, occurredAt, request } = ask;
  const told = await incidents.load(teamId, incidentId);
  const now = recordingAt(told, clock.now());
  const asked: Asked = { incidentId, now, occurredAt, by, source, catalog };
  const numbered = request.type === "Declare" ? { ...request, number: await store.nextNumber(teamId) } : request;
  const decided = decide({ ...asked, ...numbered } as Command, told?.incident ?? null);
  if (isRefusal(decided)) return decided;
  const events = decided.map(parseEvent);
  const incident = fold(events, told?.incident ?? null);
  if (incident === null) throw new Error(`${request.type} left ${incidentId} without a state.`);
  return { events, incident, version: told?.incident.version ?? 0 };
}

function commitOf(ask: Ask, { events, incident, version }: Exclude<Decided, Refusal>, at: number): Commit {
  return {
    teamId: ask.teamId,
    streamId: ask.incidentId,
    expectedVersion: version,
    at,
    events: events.map((event) => {
      const { id, type, occurredAt, recordedAt } = event;
      return { id, type, occurredAt, recordedAt, body: event };
    }),
    receipt: ask.key === null ? null : { key: ask.key },
    effects: reactions(events, incident).map((planned) => queued(planned, at)),
    deadlines: deadlines(incident),
    incident: incidentRow(incident),
    impact: impactOfIncident(incident),
    settle: ask.settle ?? null,
  };
}

async function repeated({ store, incidents }: HandleParts, ask: Ask): Promise<Handled> {
  const receipt = ask.key === null ? null : await store.receipt(ask.teamId, ask.key);
  const told = receipt === null ? null : await incidents.load(ask.teamId, receipt.streamId);
  return { result: "repeated", incident: told?.incident ?? null };
}

async function attempt(parts: HandleParts, ask: Ask): Promise<Handled> {
  const { store, incidents, clock } = parts;
  // A repetition is no refusal: asked again, "already so" would be a lie about who did it.
  if (ask.key !== null && (await store.receipt(ask.teamId, ask.key)) !== null) return await repeated(parts, ask);
  for (let tries = 0; tries < maxDecisions; tries++) {
    const decided = await decideNow(parts, ask);
    if (isRefusal(decided)) {
      const told = await incidents.load(ask.teamId, ask.incidentId);
      return { result: "refused", refusal: decided, incident: told?.incident ?? null };
    }
    // Nothing new and nothing to mark: no reason to write.
    const isIdle = decided.events.length === 0 && ask.key === null && !ask.settle;
    const committed = isIdle ? "committed" : await store.commit(commitOf(ask, decided, clock.now()));
    if (committed === "duplicate") return await repeated(parts, ask);
    if (committed === "committed") {
      parts.onCommit();
      return { result: "committed", incident: decided.incident, events: decided.events };
    }
  }
  throw new Error(`${ask.request.type} on ${ask.incidentId} lost ${maxDecisions} races in a row: try it again.`);
}

export function createHandle(parts: HandleParts): Handle {
  /** What is under way for each stream, and for each team's new ones: in turn, so that we don't race ourselves. */
  const queues = new Map<string, Promise<unknown>>();
  return async (ask) => {
    // Two new incidents don't race for a version but for the team's next number.
    const isNew = ask.request.type === "Declare";
    const stream = isNew ? `${ask.teamId}/declare` : `${ask.teamId}/${ask.incidentId}`;
    const before = queues.get(stream) ?? Promise.resolve();
    const turn = before.then(() => attempt(parts, ask));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    queues.set(stream, settled);
    try {
      return await turn;
    } finally {
      if (queues.get(stream) === settled) queues.delete(stream);
    }
  };
}
