// The exports for programs and spreadsheets: their shape, and that what was typed stays text.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IncidentEvent } from "../../src/incident/events.ts";
import { milestoneFact } from "../../src/incident/milestones.ts";
import { timeline } from "../../src/incident/timeline.ts";
import { timelineCsv } from "../../src/postmortem/csv.ts";
import { csvCell } from "../../src/postmortem/csv-rows.ts";
import { incidentJson } from "../../src/postmortem/json.ts";
import { type ExportedIncident, exportShape } from "../../src/postmortem/json-shape.ts";
import { parseIsoDuration } from "../../src/time/duration.ts";
import { declare, logOf, update } from "../incident/given.ts";
import { nastyTexts, toldIncident } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";
import { frontMatterIn } from "./reading.ts";
import { at, callsIssues, options, when, written } from "./told.ts";

const zone = fc.constantFrom("UTC", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Monrovia");

const jsonOf = (log: readonly IncidentEvent[], more: Partial<typeof options> = {}): ExportedIncident =>
  exportShape.parse(JSON.parse(incidentJson(log, { ...options, ...more })));

/** A reader of RFC 4180 that knows nothing of the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r\n)/g)) {
    const [, cell = "", end] = match;
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("The JSON export", () => {
  test("has the shape that is documented, for any log, and the same bytes for it as the store gives it", () => {
    fc.assert(
      fc.property(toldIncident, zone, ({ log }, inZone) => {
        const text = incidentJson(log, { ...options, zone: inZone });
        exportShape.parse(JSON.parse(text));
        expect(incidentJson(JSON.parse(JSON.stringify(log)), { ...options, zone: inZone })).toBe(text);
        expect(text.endsWith("}\n")).toBe(true);
      }),
    );
  });

  test("says of each measure which two times it is made of, and they are as far apart", () => {
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        for (const { fromAt, toAt, duration } of Object.values(jsonOf(log).measures)) {
          if (fromAt === null || toAt === null) continue;
          expect(parseIsoDuration(duration ?? "")).toBe(Date.parse(toAt) - Date.parse(fromAt));
        }
      }),
    );
  });

  test("has the figures of the Markdown, the clocks with their reasons, and the corrections", () => {
    const log = callsIssues();
    const exported = jsonOf(log);
    const facts = frontMatterIn(written(log));
    const durations = Object.entries(exported.measures).map(([name, { duration }]) => [name, duration]);
    expect(facts).toMatchObject(Object.fromEntries(durations));
    expect(exported.impact).toMatchObject({
      duration: "PT50M",
      slaEligible: { duration: "PT40M", soFar: null },
      slaWindows: [["2020-01-23T11:07:00+00:00", "2020-01-23T11:47:00+00:00"]],
      windows: [
        { id: 1, note: "Calls | fail, <b>503s</b>" },
        { id: 2, note: "" },
        { id: 3, slaEligible: false },
      ],
    });
    expect(exported.milestones.find(({ milestone }) => milestone === "mitigated")).toEqual({
      milestone: "mitigated",
      at: "2020-01-23T11:27:00+00:00",
      by: { id: "U0ZOE00002", name: "zoe_k *on call*" },
      corrections: [
        {
          at: "2020-01-23T11:27:00+00:00",
          previousAt: "2020-01-23T11:56:00+00:00",
          by: { id: "U0ZOE00002", name: "zoe_k *on call*" },
          recordedAt: "2020-01-23T16:01:00+00:00",
          reason: "the fix was in",
        },
      ],
    });
    expect(exported.clocks.find(({ target }) => target === "mitigate")).toMatchObject({
      promised: "4 h",
      within: "PT4H",
      state: "met",
      elapsed: "PT19M",
      from: "2020-01-23T11:08:00+00:00",
      to: "2020-01-23T11:27:00+00:00",
      dueAt: "2020-01-23T15:08:00+00:00",
      calendar: "always",
    });
    expect(exported.promisedUpdates).toEqual({ made: 1, kept: 0, missed: 1, pending: 0 });
    expect(exported.cadence).toEqual([{ severity: "SEV2", every: "60 min", kept: 1, missed: 1 }]);
    expect(exported.gaps[0]).toBe("Detected 2 min before impact started.");
  });

  test("of an open incident says what is so far by the last that happened, and what will be", () => {
    const log = logOf(when(8, declare({ impactStartedAt: at(7) })), when(20, update("one")));
    const { asOf, impact, measures } = jsonOf(log);
    expect(asOf).toBe("2020-01-23T11:20:00+00:00");
    expect(impact).toMatchObject({ duration: null, soFar: "PT13M", slaWindows: [["2020-01-23T11:07:00+00:00", null]] });
    expect(measures.timeToResolve).toMatchObject({ toAt: null, duration: null, soFar: "PT13M" });
    expect(measures.timeToDetect).toMatchObject({ toAt: null, duration: null, soFar: null });
  });

  test("is for an incident, and not for nothing", () => {
    expect(() => incidentJson([], options)).toThrow("this one is empty");
    expect(() => timelineCsv([], options)).toThrow("this one is empty");
  });
});

describe("What an incident made of its month", () => {
  const hurt = (change: Partial<Parameters<typeof declare>[0]> = {}): IncidentEvent[] =>
    logOf(
      when(8, declare({ components: ["Voice | <b>", "API"], ...change })),
      when(60, { ...window, from: at(7), to: at(55), components: ["Voice | <b>"] }),
      when(70, { type: "Resolve", text: "Fixed", impactEndedAt: null }),
    );
  const window = {
    type: "SetImpactWindow",
    windowId: null,
    degree: "major outage",
    isSlaEligible: true,
    note: "",
  } as const;
  const credits = { ...usualCatalog.availability, creditTiers: [{ below: 0.999, credit: 0.1 }] };
  const terms = { ...usualCatalog, availability: credits };

  test("stands in both documents, for the components that it hurt", () => {
    expect(written(hurt(), { terms })).toContain(
      "What it made of the month, no other incident counted:\n\n" +
        "| Month | Component | Availability | Target | Budget used | Credit |\n| - | - | - | - | - | - |\n" +
        "| 2020-01 | Voice \\| \\<b> | 99.8925 % | 99.9 % | 48 min of 44 min 38 s | 10 % |\n",
    );
    expect(jsonOf(hurt(), { terms }).availability).toEqual([
      {
        month: "2020-01",
        component: "Voice | <b>",
        availability: "99.8925",
        target: "99.9 %",
        budgetUsed: "PT48M",
        budget: "PT44M38.4S",
        credit: "10 %",
      },
    ]);
  });

  test("is nothing where it was a drill", () => {
    expect(written(hurt({ isDrill: true }), { terms })).not.toContain("| Month |");
    expect(jsonOf(hurt({ isDrill: true }), { terms }).availability).toEqual([]);
  });
});

describe("The timeline as CSV", () => {
  test("has a row for each item under its columns, and reads back, for any log", () => {
    fc.assert(
      fc.property(toldIncident, zone, ({ log, incident }, inZone) => {
        const [head, ...rows] = readCsv(timelineCsv(log, { ...options, zone: inZone }));
        expect(head).toEqual(["at", "recorded at", "who", "kind", "what", "link"]);
        const started = milestoneFact(incident, "impactStarted");
        expect(rows).toHaveLength(timeline(log).length + (started === null || started.reason !== null ? 0 : 1));
        for (const row of rows) expect(row).toHaveLength(6);
        const times = rows.map(([at = ""]) => Date.parse(at));
        expect(times).toEqual(times.toSorted((one, other) => one - other));
      }),
    );
  });

  test("tells items as the timeline does, without marks", () => {
    const rows = readCsv(timelineCsv(callsIssues(), options));
    expect(rows).toContainEqual([
      "2020-01-23T11:05:00+00:00",
      "2020-01-23T16:00:00+00:00",
      "Sam O’Neil",
      "MilestoneSet",
      "Detected: the *graph*\nsays | so",
      "",
    ]);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+49 30 1234", "'+49 30 1234"],
    ["-2 + 3", "'-2 + 3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1", "'  =1"],
    ["\t=1", "'\t=1"],
    ["\uFF1D1", "'\uFF1D1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ["a, b", '"a, b"'],
    ["two\nlines", '"two\nlines"'],
    ["plain = plain", "plain = plain"],
    ["", ""],
  ])("writes %j as %j", (typed, cell) => {
    expect(csvCell(typed)).toBe(cell);
  });

  test("has no cell that a spreadsheet would take for a formula, whatever is typed", () => {
    const typed = fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n ,\"'a") }));
    fc.assert(
      fc.property(typed, (text) => {
        const [[cell = ""] = []] = readCsv(`${csvCell(text)}\r\n`);
        expect(cell).not.toMatch(/^\s*[=+\-@]/u);
        expect([text, `'${text}`]).toContain(cell);
      }),
    );
  });
});
