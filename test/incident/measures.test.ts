// The figures of an incident: each is made of two times that it names, and unknown is no number.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import { fold } from "../../src/incident/incident.ts";
import { spanInWords } from "../../src/incident/measure-words.ts";
import { type Measures, measures, type SpanName, spanNames } from "../../src/incident/measures.ts";
import { clocksMs, limitMs } from "../bench/clocks.ts";
import { toldIncident } from "../support/arbitrary-incident.ts";
import { type Asking, declare, logOf, minute, startsAt, update } from "./given.ts";

const at = (minutes: number): number => startsAt + minutes * minute;
const when = (minutes: number, request: Request): Asking => ({
  request,
  at: { now: at(minutes), occurredAt: at(minutes) },
});
/** As it is known so many minutes after the start. */
function measured(story: Asking[], nowMinutes: number): Measures {
  const log = logOf(...story);
  const incident = fold(log);
  if (incident === null) throw new Error("The story declares nothing.");
  return measures(log, incident, at(nowMinutes));
}
const spansIn = ({ spans }: Measures): Record<SpanName, string> =>
  Object.fromEntries(spanNames.map((name) => [name, spanInWords(spans[name])])) as Record<SpanName, string>;

const milestone = (name: "detected" | "mitigated" | "closed", minutes: number, reason = "so it was"): Asking => ({
  request: { type: "SetMilestone", milestone: name, at: at(minutes), reason },
  at: { now: at(900), occurredAt: at(900) },
});
const window = (from: number, to: number | null, components: string[] = [], isSlaEligible = true): Asking => ({
  request: {
    type: "SetImpactWindow",
    windowId: null,
    from: at(from),
    to: to === null ? null : at(to),
    components,
    degree: "major outage",
    isSlaEligible,
    note: "",
  },
  at: { now: at(900), occurredAt: at(900) },
});

const whole: Asking[] = [
  when(0, declare({ impactStartedAt: at(-10), components: ["Voice"] })),
  when(4, { type: "TakeCommand", seenId: null }),
  when(15, update("one")),
  when(40, update("two", { status: "identified" })),
  when(48, update("three", { status: "monitoring" })),
  when(60, { type: "Resolve", text: "four", impactEndedAt: at(19) }),
];

describe("A span", () => {
  test("goes from impact's start where that is known, and says between which two times it lies", () => {
    const done = measured([...whole, milestone("detected", -2), milestone("mitigated", 20)], 1_000);
    expect(spansIn(done)).toEqual({
      timeToDetect: "8 min",
      timeToAcknowledge: "4 min",
      timeToFirstUpdate: "25 min",
      timeToMitigate: "30 min",
      timeToResolve: "1 h 10 min",
      total: "1 h 10 min",
      declaredToResolved: "1 h",
      declaredToFirstUpdate: "15 min",
      firstUpdateToResolved: "45 min",
    });
    expect(done.spans.timeToMitigate).toEqual({
      from: "impactStarted",
      to: "mitigated",
      fromAt: at(-10),
      toAt: at(20),
      ms: 30 * minute,
      isOpen: false,
    });
  });

  test("goes from the declaration where impact's start is unknown; the total from the first that is known", () => {
    const story: Asking[] = [
      when(0, declare()),
      when(60, { type: "Resolve", text: "", impactEndedAt: null }),
      milestone("detected", -5),
      milestone("closed", 70),
    ];
    const { spans } = measured(story, 1_000);
    expect([spans.timeToResolve.from, spans.timeToResolve.ms]).toEqual(["declared", 60 * minute]);
    expect([spans.total.from, spans.total.to, spans.total.ms]).toEqual(["detected", "closed", 75 * minute]);
  });

  test("is so far while its end may come, and unknown, never zero, where it can't be known", () => {
    const open = spansIn(measured([when(0, declare({ impactStartedAt: at(-10) }))], 30));
    expect(open).toEqual({
      timeToDetect: "unknown",
      timeToAcknowledge: "30 min so far",
      timeToFirstUpdate: "40 min so far",
      timeToMitigate: "40 min so far",
      timeToResolve: "40 min so far",
      total: "40 min so far",
      declaredToResolved: "30 min so far",
      declaredToFirstUpdate: "30 min so far",
      firstUpdateToResolved: "unknown",
    });
    const canceled = measured([when(0, declare()), when(10, { type: "Cancel", reason: "x" })], 30);
    expect(spansIn(canceled)).toMatchObject({
      timeToResolve: "unknown",
      timeToAcknowledge: "unknown",
      total: "10 min",
    });
    expect(canceled.spans.total.to).toBe("canceled");
  });

  test("that runs backwards is negative, and said in words", () => {
    const early = measured([when(0, declare({ impactStartedAt: at(0) })), milestone("detected", -5, "")], 1_000);
    expect(early.spans.timeToDetect.ms).toBe(-5 * minute);
    expect(spanInWords(early.spans.timeToDetect)).toBe("detected 5 min before impact started");
  });

  test("is open again after a reopening, and follows a corrected end", () => {
    const reopened: Asking[] = [...whole, when(100, { type: "Reopen", reason: "again" })];
    expect(spansIn(measured(reopened, 130)).declaredToResolved).toBe("2 h 10 min so far");
    const corrected: Asking[] = [
      ...whole,
      when(100, { type: "SetMilestone", milestone: "resolved", at: at(55), reason: "the graph" }),
    ];
    expect(spansIn(measured(corrected, 130)).declaredToResolved).toBe("55 min");
  });
});

describe("The time in each status", () => {
  const inWords = (story: Asking[], now: number): string[] =>
    measured(story, now).inStatus.map(
      ({ status, ms, isOpen }) => `${status} ${(ms ?? 0) / minute}${isOpen ? "…" : ""}`,
    );

  test("makes up the whole, without the time in which it was over", () => {
    expect(inWords(whole, 1_000)).toEqual(["investigating 40", "identified 8", "monitoring 12"]);
    const again: Asking[] = [...whole, when(100, { type: "Reopen", reason: "again" })];
    expect(inWords(again, 130)).toEqual(["investigating 70…", "identified 8", "monitoring 12"]);
  });

  test("ends where the end was corrected to, also before what was said last", () => {
    const corrected = when(100, { type: "SetMilestone", milestone: "resolved", at: at(44), reason: "the graph" });
    expect(inWords([...whole, corrected], 1_000)).toEqual(["investigating 40", "identified 4", "monitoring 0"]);
  });
});

describe("Impact", () => {
  const named = (story: Asking[], now = 1_000) => {
    const { impact } = measured(story, now);
    const minutes = ({ ms, isOpen }: { ms: number | null; isOpen: boolean }): string =>
      ms === null ? "unknown" : `${ms / minute}${isOpen ? "…" : ""}`;
    return [
      minutes(impact),
      ...impact.components.map((one) => `${one.name} ${minutes(one)}`),
      minutes(impact.eligible),
    ];
  };

  test.each<[string, Asking[], string[]]>([
    ["is what the declaration and the resolving tell", whole, ["29", "Voice 29", "29"]],
    ["is unknown without a window", [when(0, declare())], ["unknown", "unknown"]],
    [
      "is the union of its windows, per component and in all",
      [...whole, window(-1, 19, ["Voice"]), window(-1, 46, ["Voice", "API"]), window(159, 160, ["Voice"])],
      ["48", "Voice 48", "API 47", "48"],
    ],
    [
      "counts for the SLA where it is eligible",
      [...whole, window(0, 10), window(5, 20, [], false)],
      ["20", "Voice 20", "10"],
    ],
    [
      "of a drill counts for no SLA",
      [when(0, declare({ isDrill: true, impactStartedAt: at(0), components: ["Voice"] })), window(0, 10)],
      ["10", "Voice 10", "0"],
    ],
    [
      "has no known end where it was open when the incident ended, and goes on where it began after it",
      [when(0, declare({ impactStartedAt: at(0) })), when(60, { type: "Resolve", text: "", impactEndedAt: null })],
      ["unknown", "unknown"],
    ],
    [
      "goes on after the end where it began after it",
      [...whole, window(0, 10), window(880, null)],
      ["130…", "Voice 130…", "130…"],
    ],
  ])("%s", (_name, story, expected) => {
    expect(named(story)).toEqual(expected);
  });
});

describe("Updates", () => {
  test("are measured in the order in which they occurred", () => {
    const early = { request: update("early"), at: { now: at(61), occurredAt: at(20) } };
    const { largestGap, spans, updateCount } = measured([when(0, declare()), when(60, update("late")), early], 70);
    expect(largestGap).toEqual({ fromAt: at(20), toAt: at(60), ms: 40 * minute });
    expect([spans.declaredToFirstUpdate.ms, updateCount]).toEqual([20 * minute, 2]);
    expect(measured([when(0, declare()), when(60, update("one"))], 70).largestGap).toBeNull();
  });

  test("that were promised are kept by an update or the end in time, missed, or pending", () => {
    const promised = (minutes: number, due: number) => when(minutes, update("…", { nextUpdateAt: at(due) }));
    const story: Asking[] = [when(0, declare()), promised(1, 10), promised(10, 20), promised(25, 40)];
    expect(measured(story, 30).promises).toEqual({
      ...{ made: 3, kept: 1, missed: 1, pending: 1 },
      late: [{ dueAt: at(20), answeredAt: at(25) }],
    });
    expect(measured(story, 41).promises).toMatchObject({ kept: 1, missed: 2, pending: 0 });
    const ended = when(39, { type: "Resolve", text: "", impactEndedAt: null });
    expect(measured([...story, ended], 90).promises).toMatchObject({ kept: 2, missed: 1, pending: 0 });
  });

  test("keep to the cadence of the policy in force when the wait ended; one that ended in time is no wait", () => {
    const story: Asking[] = [
      when(0, declare({ severity: "SEV1" })),
      when(5, update("one")),
      when(36, update("two")),
      when(40, { type: "ChangeSeverity", severity: "SEV2" }),
      when(80, update("three")),
      when(90, { type: "Resolve", text: "", impactEndedAt: null }),
    ];
    const { cadence } = measured(story, 1_000);
    expect(cadence).toMatchObject({ kept: 1, missed: 1 });
    expect(cadence.policies).toEqual([
      { severity: "SEV1", said: "30 min", kept: 0, missed: 1 },
      { severity: "SEV2", said: "60 min", kept: 1, missed: 0 },
    ]);
    expect(cadence.longWaits).toEqual([
      { severity: "SEV1", said: "30 min", isWorking: false, fromAt: at(5), toAt: at(36), ms: 31 * minute },
    ]);
  });

  test("that do not come are missed while the wait lasts", () => {
    const { cadence } = measured([when(0, declare({ severity: "SEV1" })), when(5, update("one"))], 36);
    expect(cadence.longWaits).toMatchObject([{ fromAt: at(5), toAt: null, ms: 31 * minute }]);
  });

  test("of a severity that counts working hours are waited for in those alone", () => {
    // Monday 9:00, and 17:00 is 480 minutes later: 8 h of a working day.
    const story: Asking[] = [
      when(0, declare({ severity: "SEV3" })),
      when(300, update("one")),
      when(24 * 60 + 59, update("two")),
      when(24 * 60 + 300, update("three")),
    ];
    expect(measured(story, 24 * 60 + 301).cadence).toMatchObject({ kept: 1, missed: 1 });
  });
});

describe("The measures of any log", () => {
  test("are whole milliseconds or unknown, and no length but a span is negative", () => {
    fc.assert(
      fc.property(toldIncident, fc.integer({ min: 0, max: 1e9 }), ({ log, incident }, laterMs) => {
        const now = (log.at(-1)?.recordedAt ?? 0) + laterMs;
        const { spans, inStatus, largestGap, updateCount, impact, promises, cadence } = measures(log, incident, now);
        expect(updateCount).toBe(incident.updateCount);
        for (const { ms } of Object.values(spans)) if (ms !== null) expect(ms).toSatisfy(Number.isSafeInteger);
        for (const ms of [
          ...[...inStatus, impact, impact.eligible, ...impact.components, ...cadence.longWaits].map((one) => one.ms),
          largestGap?.ms ?? null,
        ]) {
          if (ms === null) continue;
          expect(ms).toSatisfy(Number.isSafeInteger);
          expect(ms).toBeGreaterThanOrEqual(0);
        }
        expect(promises.kept + promises.missed + promises.pending).toBe(promises.made);
        expect(cadence.longWaits).toHaveLength(cadence.missed);
      }),
    );
  });
});

test("Ten thousand events are measured, with all their clocks, within the limit", () => {
  expect(clocksMs().best).toBeLessThanOrEqual(limitMs);
});
