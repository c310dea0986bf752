// Given a story, when this is asked, then these facts or this refusal: decide's tests are tables of that.

import { expect, test } from "vitest";
import type { Asked, Command, DeclareRequest, Request } from "../../src/incident/commands.ts";
import { decide } from "../../src/incident/decide.ts";
import type { Fact, IncidentEvent } from "../../src/incident/events.ts";
import { evolve, type Incident } from "../../src/incident/incident.ts";
import { isRefusal, type Refusal } from "../../src/incident/refusal.ts";
import { usualCatalog } from "../support/catalog.ts";

export const sam = "U0SAM00001";
export const zoe = "U0ZOE00002";
export const incidentId = "01j00000000000000000000000";
export const minute = 60_000;
/** 2026-03-02 09:00:00 UTC, when every story begins. */
export const startsAt = 1_772_442_000_000;
export const message = { channelId: "C0GENERAL1", ts: "1772442000.000100", authorId: zoe };

export const declare = (overrides: Partial<DeclareRequest> = {}): DeclareRequest => ({
  type: "Declare",
  number: 1,
  title: "Calls issues",
  severity: "SEV2",
  status: "investigating",
  summary: "",
  components: [],
  impactStartedAt: null,
  commanderId: null,
  isPrivate: false,
  isDrill: false,
  from: null,
  ...overrides,
});

export const update = (text: string, overrides: Partial<Extract<Request, { type: "PostUpdate" }>> = {}): Request => ({
  type: "PostUpdate",
  text,
  status: null,
  nextUpdateAt: null,
  alsoAnnounce: false,
  ...overrides,
});

export const channel: Extract<Request, { type: "RecordChannel" }> = {
  type: "RecordChannel",
  channelId: "C0INCIDENT",
  name: "inc-1",
  isPrivate: false,
  teamUrl: "https://acme.slack.com/",
};

/** What may differ from "Sam asks at the start of the story, by command". */
export type Stamps = Partial<Asked>;
/** A request, or one with stamps of its own. */
export type Asking = Request | { request: Request; at: Stamps };

const commandOf = (asking: Asking): Command => {
  const { request, at } = "request" in asking ? asking : { request: asking, at: {} };
  const now = at.now ?? startsAt;
  const by = { kind: "person", userId: sam } as const;
  const asked = { incidentId, now, occurredAt: now, by, source: "command", catalog: usualCatalog } as const;
  return { ...asked, ...at, ...request } as Command;
};

export const ask = (incident: Incident | null, asking: Asking): IncidentEvent[] | Refusal =>
  decide(commandOf(asking), incident);

/** The log of a story in which nothing is refused. */
export function logOf(...story: Asking[]): IncidentEvent[] {
  const log: IncidentEvent[] = [];
  for (const asking of story) {
    const outcome = ask(log.reduce<Incident | null>(evolve, null), asking);
    if (isRefusal(outcome)) throw new Error(`${JSON.stringify(asking)} was refused: ${outcome.sentence}`);
    log.push(...outcome);
  }
  return log;
}

/** The incident that a story leaves; null for no story. */
const given = (...story: Asking[]): Incident | null => logOf(...story).reduce<Incident | null>(evolve, null);

export const declared = (...story: Asking[]): Incident => {
  const incident = given(...story);
  if (incident === null) throw new Error("The story declares nothing.");
  return incident;
};

export const factsOf = (outcome: IncidentEvent[] | Refusal): Fact[] | Refusal =>
  isRefusal(outcome) ? outcome : outcome.map(({ type, data }) => ({ type, data }) as Fact);

export const no = (refused: Refusal["refused"], sentence: string, field: Refusal["field"] = null): Refusal => ({
  refused,
  sentence,
  field,
});

/** Each row: name, given, when, then. */
export type Row = [name: string, given: Asking[], when: Asking, then: Fact[] | Refusal];

export function testRows(rows: Row[]): void {
  test.each(rows)("%s", (_name, story, when, then) => {
    expect(factsOf(ask(given(...story), when))).toEqual(then);
  });
}
