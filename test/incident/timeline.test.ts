// The timeline: complete, in order, each item with its time, its person and its message.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import type { FactType, IncidentEvent, MessageRef } from "../../src/incident/events.ts";
import { peopleIn } from "../../src/incident/mentions.ts";
import { notShown, shown, timeline } from "../../src/incident/timeline.ts";
import { told, toldIncident } from "../support/arbitrary-incident.ts";
import { declare, logOf, message, minute, startsAt, update, zoe } from "./given.ts";

/** The compiler asks for a new type here; the test then asks where it belongs. */
const everyType: Record<FactType, true> = {
  IncidentDeclared: true,
  UpdatePosted: true,
  StatusChanged: true,
  SeverityChanged: true,
  RoleAssigned: true,
  EntryAdded: true,
  MessageQuoted: true,
  EntryRemoved: true,
  IncidentRenamed: true,
  ImpactEnded: true,
  IncidentReopened: true,
  IncidentCanceled: true,
  TimeNoted: true,
  UpdateSnoozed: true,
  RemindersStopped: true,
  MilestoneSet: true,
  ImpactWindowSet: true,
  ImpactWindowRemoved: true,
  ClocksPaused: true,
  ClocksResumed: true,
  PostmortemRequested: true,
  ChannelCreated: true,
  ChannelRefused: true,
  ChannelRenamed: true,
  ChannelLost: true,
  ChannelRegained: true,
  MessagePosted: true,
  PersonNamed: true,
  EffectGaveUp: true,
};

const id = (version: number): string => `01j00000000000000000000000.${version}`;
const typesOf = (log: IncidentEvent[]): string[] => timeline(log).map(({ event }) => event.type);
const entry = (text: string | null, of: MessageRef | null = null): Request => ({
  type: "AddEntry",
  text,
  message: of,
});

/** Of the words about a window or a milestone the last ones hold. */
function isOvertaken(event: IncidentEvent, log: IncidentEvent[]): boolean {
  const later = log.slice(event.version);
  if (event.type === "MilestoneSet") {
    return later.some((one) => one.type === event.type && one.data.milestone === event.data.milestone);
  }
  if (event.type !== "ImpactWindowSet") return false;
  return later.some(
    (one) =>
      (one.type === "ImpactWindowSet" || one.type === "ImpactWindowRemoved") &&
      one.data.windowId === event.data.windowId,
  );
}

const isForCommander = (event: IncidentEvent): boolean =>
  event.type === "TimeNoted" && event.data.notices.every(({ kind }) => ["at-risk", "update-warned"].includes(kind));

/** When what is told occurred. */
function occurred(event: IncidentEvent): number {
  if (event.type === "ImpactEnded") return event.data.at;
  if (event.type === "ImpactWindowSet") return event.data.from;
  return (event.type === "MilestoneSet" ? event.data.at : null) ?? event.occurredAt;
}

describe("The timeline of any log", () => {
  test("is sorted by when things occurred, and by the log where that is the same", () => {
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        const items = timeline(log);
        items.slice(1).forEach((item, index) => {
          const before = items[index] ?? item;
          expect(before.at).toBeLessThanOrEqual(item.at);
          if (before.at === item.at) expect(before.event.version).toBeLessThan(item.event.version);
        });
      }),
    );
  });

  test("holds each shown fact once, unless it was removed or an update says it; and nothing else", () => {
    fc.assert(
      fc.property(told, ({ log, steps }) => {
        const seen = timeline(log).map(({ event }) => event.id);
        const removed = new Set(log.map((event) => (event.type === "EntryRemoved" ? event.data.entryId : "")));
        const saidByUpdate = new Set(
          steps.flatMap(({ outcome }) => {
            if (!Array.isArray(outcome) || outcome[0]?.type !== "UpdatePosted") return [];
            return outcome.filter(({ type }) => type === "StatusChanged").map((event) => event.id);
          }),
        );
        const expected = log.filter(
          (event) =>
            !(notShown as readonly string[]).includes(event.type) &&
            !removed.has(event.id) &&
            !saidByUpdate.has(event.id) &&
            !isOvertaken(event, log) &&
            !isForCommander(event),
        );
        expect([...seen].sort()).toEqual(expected.map((event) => event.id).sort());
      }),
    );
  });

  test("gives each item its two times, its person and its door as the log has them", () => {
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        for (const { event, at, recordedAt, by, source } of timeline(log)) {
          expect(log[event.version - 1]).toBe(event);
          expect(at).toBe(occurred(event));
          expect({ recordedAt, by, source }).toEqual({
            recordedAt: event.recordedAt,
            by: event.by,
            source: event.source,
          });
        }
      }),
    );
  });

  test("knows of every type of fact whether it is shown", () => {
    expect([...shown, ...notShown].sort()).toEqual(Object.keys(everyType).sort());
  });
});

describe("A timeline", () => {
  test("puts a back-dated entry where it belongs and keeps when it was written down", () => {
    const occurredAt = startsAt - 20 * minute;
    const log = logOf(declare(), { request: entry("db failed over"), at: { occurredAt, now: startsAt + minute } });
    expect(typesOf(log)).toEqual(["EntryAdded", "IncidentDeclared"]);
    expect(timeline(log)[0]).toMatchObject({ at: occurredAt, recordedAt: startsAt + minute, text: "db failed over" });
  });

  test("puts the end of impact at the time that was given for it", () => {
    const at = startsAt - 5 * minute;
    const log = logOf(declare(), { type: "Resolve", text: "", impactEndedAt: at });
    expect(timeline(log).map((item) => [item.event.type, item.at])).toEqual([
      ["ImpactEnded", at],
      ["IncidentDeclared", startsAt],
      ["StatusChanged", startsAt],
    ]);
  });

  test("lets an update say the status it brings, and shows a change that came alone in the same millisecond", () => {
    const alone: Request = { type: "ChangeStatus", status: "identified" };
    const log = logOf(declare(), update("one"), alone, update("two", { status: "monitoring" }));
    expect(typesOf(log)).toEqual(["IncidentDeclared", "UpdatePosted", "StatusChanged", "UpdatePosted"]);
  });

  test("lets an entry say what its message says, in its newest words, until it is removed", () => {
    const quote: Request = { type: "RecordQuote", entryId: id(2), text: "It brok", authorId: zoe };
    const story = [declare(), entry(null, message)];
    const remove: Request = { type: "RemoveEntry", message };
    expect(timeline(logOf(...story))[1]).toMatchObject({ text: null, authorId: zoe });
    const edited = logOf(...story, quote, { ...quote, text: "It broke" });
    expect(timeline(edited)[1]).toMatchObject({
      text: "It broke",
      authorId: zoe,
      link: { channelId: message.channelId, ts: message.ts },
    });
    expect(typesOf(logOf(...story, quote, remove))).toEqual(["IncidentDeclared"]);
  });

  test("knows the author of a message from its quote where nobody knew before", () => {
    const quote: Request = { type: "RecordQuote", entryId: id(2), text: "It broke", authorId: zoe };
    const log = logOf(declare(), entry(null, { ...message, authorId: null }), quote);
    expect(timeline(log)[1]).toMatchObject({ text: "It broke", authorId: zoe });
  });

  test("links an event to the message that shows it, the newest where there were two, and others to nothing", () => {
    const shownAt = (ts: string): Request => ({ type: "RecordMessage", ofEventId: id(2), channelId: "C1", ts });
    const log = logOf(declare(), update("one"), shownAt("1.1"), shownAt("2.2"));
    expect(timeline(log).map(({ link }) => link)).toEqual([null, { channelId: "C1", ts: "2.2" }]);
  });
});

describe("The people in an event", () => {
  const peopleOf = (...story: Parameters<typeof logOf>): string[] => [...new Set(logOf(...story).flatMap(peopleIn))];

  test("are who did it, who is mentioned wherever words may stand, and who wrote or got something", () => {
    expect(peopleOf(declare({ title: "<@U1> broke it", summary: "<@U2|zoe>", commanderId: "U3" }))).toEqual([
      "U1",
      "U2",
      "U0SAM00001",
      "U3",
    ]);
    expect(peopleOf(declare(), update("thanks <@U1> and <@W2>, <@U1>"))).toEqual(["U0SAM00001", "U1", "W2"]);
    expect(peopleOf(declare(), { type: "Rename", title: "<@U1>" })).toContain("U1");
    expect(peopleOf(declare(), { type: "Cancel", reason: "ask <@U1>" })).toContain("U1");
    const window = { windowId: null, from: startsAt, to: null, components: [], isSlaEligible: true } as const;
    const noted = { ...window, components: ["API"], degree: "degraded", note: "<@U1> saw it" } as const;
    expect(peopleOf(declare(), { type: "SetImpactWindow", ...noted, components: ["API"] })).toContain("U1");
    expect(peopleOf(declare(), { type: "AssignRole", role: "commander", userId: "U1" })).toContain("U1");
    expect(peopleOf(declare(), entry(null, { ...message, authorId: "U1" }))).toContain("U1");
    const quote: Request = { type: "RecordQuote", entryId: id(2), text: "says <@U2>", authorId: "U1" };
    expect(peopleOf(declare(), entry(null, message), quote)).toEqual(["U0SAM00001", zoe, "U2", "U1"]);
  });

  test("are nobody where Sitrep did it and nobody is named", () => {
    const at = { by: { kind: "sitrep" } } as const;
    expect(peopleOf({ request: declare({ title: "<!here> U1 @sam" }), at })).toEqual([]);
  });
});
