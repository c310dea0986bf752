// What holds for every log that `decide` can produce, whoever asks what in whatever order.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadlines } from "../../src/incident/deadlines.ts";
import { decide } from "../../src/incident/decide.ts";
import { type IncidentEvent, parseEvent } from "../../src/incident/events.ts";
import { fold } from "../../src/incident/incident.ts";
import { noticesBy } from "../../src/incident/notices.ts";
import { isRefusal } from "../../src/incident/refusal.ts";
import { isOpenStatus } from "../../src/incident/words.ts";
import { told, toldIncident } from "../support/arbitrary-incident.ts";

const roundTrip = (event: IncidentEvent): unknown => JSON.parse(JSON.stringify(event));

/** Each text anywhere in plain data. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe("A log that decide made", () => {
  test("folds, from its start or from any state on the way, to the state that was seen", () => {
    fc.assert(
      fc.property(told, fc.nat(), ({ log, incident }, at) => {
        const cut = log.length === 0 ? 0 : at % log.length;
        expect(fold(log)).toEqual(incident);
        const before = fold(log.slice(0, cut));
        const asItWas = structuredClone(before);
        expect(fold(log.slice(cut), before)).toEqual(incident);
        expect(before).toEqual(asItWas);
        expect(log.map(({ version }) => version)).toEqual(log.map((_, index) => index + 1));
        expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
      }),
    );
  });

  test("is the same after a way through JSON and the parser", () => {
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        for (const event of log) expect(parseEvent(roundTrip(event))).toEqual(event);
        expect(fold(log.map((event) => parseEvent(roundTrip(event))))).toEqual(fold(log));
      }),
    );
  });

  test("holds well-formed text without control characters, wherever it came from", () => {
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        for (const text of textsIn(log)) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u2028\u2029]/u);
        }
      }),
    );
  });

  test("has a deadline exactly where time alone will bring something, and what is canceled or a drill has none", () => {
    fc.assert(
      fc.property(toldIncident, ({ steps }) => {
        for (const { after } of steps) {
          if (after === null) continue;
          const [due, ...others] = deadlines(after);
          expect(others).toEqual([]);
          if (after.isDrill || after.status === "canceled") expect(due).toBeUndefined();
          if (due === undefined) continue;
          expect(noticesBy(after, due.dueAt - 1)).toEqual([]);
          expect(noticesBy(after, due.dueAt)).not.toEqual([]);
        }
      }),
    );
  });

  test("knows when the incident ended exactly where it has ended", () => {
    fc.assert(
      fc.property(toldIncident, ({ steps }) => {
        for (const { after } of steps) {
          if (after !== null) expect(after.endedAt === null).toBe(isOpenStatus(after.status));
        }
      }),
    );
  });
});

describe("A decision", () => {
  test("that refuses says so in one sentence with a capital and a full stop, and changes nothing", () => {
    fc.assert(
      fc.property(told, ({ steps }) => {
        for (const { before, outcome, after } of steps) {
          if (!isRefusal(outcome)) continue;
          expect(after).toBe(before);
          expect(outcome.sentence).toMatch(/^[A-Z/].*[.]$/u);
        }
      }),
    );
  });

  test("never touches what it is given", () => {
    fc.assert(
      fc.property(told, ({ steps }) => {
        for (const { command, before } of steps) {
          const seen = structuredClone({ command, before });
          decide(command, before);
          expect({ command, before }).toEqual(seen);
        }
      }),
    );
  });

  test("on the same report of Slack or of a timer a second time finds no second fact", () => {
    fc.assert(
      fc.property(told, ({ steps }) => {
        for (const { command, outcome, after } of steps) {
          const isReport = command.type.startsWith("Record") || command.type === "NoteTime";
          if (isReport && after !== null && !isRefusal(outcome)) expect(decide(command, after)).toEqual([]);
        }
      }),
    );
  });

  test("on the same change of a person a second time is refused, but for what may be said twice", () => {
    const mayRepeat = new Set(["SnoozeUpdate", "PostUpdate", "AddEntry", "RemoveEntry", "RequestPostmortem"]);
    fc.assert(
      fc.property(told, ({ steps }) => {
        for (const { command, outcome, after } of steps) {
          const isReport = command.type.startsWith("Record") || command.type === "NoteTime";
          if (isReport || mayRepeat.has(command.type) || isRefusal(outcome)) continue;
          expect(decide(command, after)).toSatisfy(isRefusal);
        }
      }),
    );
  });
});

describe("A broken log", () => {
  const sample = (): IncidentEvent[] => {
    const [story] = fc.sample(
      toldIncident.filter(({ log }) => log.length > 3),
      { numRuns: 1, seed: 1 },
    );
    return story?.log ?? [];
  };

  test("is noticed: a gap, a second declaration, a beginning that is none", () => {
    const [first, second, third, ...rest] = sample() as [IncidentEvent, IncidentEvent, IncidentEvent];
    expect(() => fold([first, third, ...rest])).toThrow("has a gap before version 3");
    expect(() => fold([first, second, second])).toThrow("has a gap before version 2");
    expect(() => fold([second])).toThrow("has a gap before version 2");
    expect(() => fold([first, { ...first, version: 2 }])).toThrow("declares it twice (version 2)");
  });

  test("is not read: an unknown type, a fact without its data, a time that is none", () => {
    const [first] = sample() as [IncidentEvent];
    expect(() => parseEvent({ ...first, type: "Foretold" })).toThrow(
      'This version of Sitrep doesn\'t know the event "Foretold": run a newer one.',
    );
    expect(() => parseEvent({ ...first, type: "constructor" })).toThrow("run a newer one");
    expect(() => parseEvent({ ...first, data: {} })).toThrow();
    expect(() => parseEvent({ ...first, occurredAt: "yesterday" })).toThrow();
    expect(() => parseEvent({ ...first, occurredAt: 1.5 })).toThrow();
    expect(() => parseEvent({ ...first, by: { kind: "person", userId: "" } })).toThrow();
    expect(() => parseEvent(null)).toThrow();
  });
});
