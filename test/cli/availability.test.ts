// sitrep availability: what it prints, and what it refuses.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startBot } from "../../src/bot.ts";
import { availability } from "../../src/cli/availability.ts";
import { forms } from "../../src/cli/availability-forms.ts";
import { virtualClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import type { Asking } from "../../src/engine/handle.ts";
import type { CountedWindow } from "../../src/incident/downtime.ts";
import { type IncidentImpact, monthlyAvailability, type Terms } from "../../src/incident/monthly-availability.ts";
import { openStore } from "../../src/store/store.ts";
import { minuteMs } from "../../src/time/duration.ts";
import { createRig, declaration } from "../engine/rig.ts";
import { temporaryFolder } from "../support/folder.ts";

const at = (text: string): number => Date.parse(text);
const declaredAt = at("2020-01-23T11:08:00Z");

/** Simwood's windows, as they are told in Slack; and a private incident. */
async function simwood(): Promise<string> {
  const databaseUrl = join(temporaryFolder(), "sitrep.db");
  const rig = await createRig({ store: await openStore(databaseUrl), now: declaredAt });
  onTestFinished(() => rig.close());
  await rig.ask({ ...declaration, components: ["Voice", "API", "Portal"] } as Asking, { incidentId: "simwood" });
  rig.clock.advanceTo(at("2020-01-23T20:00:00Z"));
  const window = async (from: string, to: string, components: string[], incidentId = "simwood"): Promise<void> => {
    const request: Asking = {
      type: "SetImpactWindow",
      windowId: null,
      from: at(`2020-01-23T${from}:00Z`),
      to: at(`2020-01-23T${to}:00Z`),
      components,
      degree: "major outage",
      isSlaEligible: true,
      note: "",
    };
    expect(await rig.ask(request, { incidentId })).toMatchObject({ result: "committed" });
  };
  await window("11:07", "11:27", ["Voice"]);
  await window("11:07", "11:54", ["Voice", "API", "Portal"]);
  await window("13:47", "13:48", ["Voice"]);
  await rig.ask({ ...declaration, isPrivate: true } as Asking, { incidentId: "secret" });
  await window("15:00", "15:30", ["Vault"], "secret");
  return databaseUrl;
}

async function printed(databaseUrl: string, args: string[], now = at("2020-02-03T12:00:00Z")): Promise<string> {
  const lines: string[] = [];
  const config = readConfig({ DATABASE_URL: databaseUrl });
  await availability(args, { config, clock: virtualClock(now), startBot, print: (text) => void lines.push(text) });
  return lines.join("");
}

test("Simwood's January is a table, out of the database, private incidents too", async () => {
  const databaseUrl = await simwood();
  expect(await printed(databaseUrl, ["2020-01"])).toBe(
    [
      "January 2020 (UTC)",
      "",
      "COMPONENT  AVAILABLE   TARGET  DOWN    BUDGET       LEFT             CREDIT  INCIDENTS",
      "API         99.8947 %  99.9 %  47 min  44 min 38 s  2 min 21 s over  none    INC-1 47 min",
      "Portal      99.8947 %  99.9 %  47 min  44 min 38 s  2 min 21 s over  none    INC-1 47 min",
      "Vault       99.9328 %  99.9 %  30 min  44 min 38 s  14 min 38 s      none    INC-2 30 min [private]",
      "Voice       99.8925 %  99.9 %  48 min  44 min 38 s  3 min 21 s over  none    INC-1 48 min",
      "",
    ].join("\n"),
  );
});

test("The month is the current one where none is named, and says that it is not over", async () => {
  const databaseUrl = await simwood();
  const now = at("2020-01-24T00:00:00Z");
  const table = await printed(databaseUrl, [], now);
  expect(table).toMatch(/^January 2020 \(UTC\)\n/);
  expect(table).toMatch(/\n\nJanuary 2020 is not over: what is still to come counts as available\.\n$/);
  expect(await printed(databaseUrl, [])).toBe(
    "February 2020 (UTC)\n\nNo component is named in the settings, and none was affected.\n\n" +
      "February 2020 is not over: what is still to come counts as available.\n",
  );
});

test("--json has it with ISO 8601 durations", async () => {
  const report = JSON.parse(await printed(await simwood(), ["--json", "2020-01"]));
  expect(report).toMatchObject({
    month: "2020-01",
    timeZone: "UTC",
    from: "2020-01-01T00:00:00+00:00",
    to: "2020-02-01T00:00:00+00:00",
    length: "P31D",
    isOver: true,
    withoutComponent: [],
  });
  expect(report.components.map(({ name }: { name: string }) => name)).toEqual(["API", "Portal", "Vault", "Voice"]);
  expect(report.components.at(-1)).toEqual({
    name: "Voice",
    availabilityPercent: 99.8925,
    downtime: "PT48M",
    targetPercent: 99.9,
    budgetAllowed: "PT44M38.4S",
    budgetUsed: "PT48M",
    budgetLeft: "-PT3M21.6S",
    creditPercent: null,
    incidents: [{ id: "INC-1", downtime: "PT48M", isOpen: false, isEndAssumed: false, isPrivate: false }],
  });
});

const refusals: [args: string[], sentence: string][] = [
  [["2020-13"], '"2020-13" is no month: name one as 2020-02.'],
  [["January"], '"January" is no month: name one as 2020-02.'],
  [["2020-03"], "2020-03 has not begun yet: the last month is 2020-02."],
  [["2020-01", "2020-02"], '"2020-02" is too much: availability 2020-01, --json or --csv.'],
  [["--jsn"], '"--jsn" is too much: availability 2020-01, --json or --csv.'],
  [["--constructor"], '"--constructor" is too much: availability 2020-01, --json or --csv.'],
  [["--json", "--csv"], "--json or --csv: choose one of them."],
];

test.each(refusals)("%j is refused in a sentence", async (args, sentence) => {
  await expect(printed("data/none.db", args)).rejects.toThrow(sentence);
});

const terms: Terms = {
  components: [{ name: "=HYPERLINK(1)", impact: "major outage", availabilityTarget: null }],
  availability: {
    zone: "Europe/London",
    target: 0.999,
    weights: { degraded: 0, "partial outage": 0.3, "major outage": 1 },
    creditTiers: [{ below: 0.999, credit: 0.1 }],
  },
};

const march = at("2026-03-10T12:00:00Z");
const impact = (number: number, change: Partial<CountedWindow>): IncidentImpact => ({
  incidentId: `i${number}`,
  number,
  isPrivate: false,
  windows: [{ from: march, to: march + 50 * minuteMs, components: [], degree: null, isEndAssumed: false, ...change }],
});
const report = monthlyAvailability(
  [
    impact(3, { components: ["=HYPERLINK(1)", 'a\u001b[31m, "b"'], degree: "partial outage" }),
    impact(4, { components: ['a\u001b[31m, "b"'], isEndAssumed: true }),
    impact(5, {}),
  ],
  { month: { year: 2026, month: 3 }, now: at("2026-04-02T00:00:00Z"), terms },
);

test("The table has the credit, no code that rewrites a terminal, and says what counts for none", () => {
  expect(forms["--table"](report)).toBe(
    [
      "March 2026 (Europe/London)",
      "",
      "COMPONENT      AVAILABLE   TARGET  DOWN    BUDGET       LEFT             CREDIT  INCIDENTS",
      "=HYPERLINK(1)   99.9664 %  none    15 min                                none    INC-3 15 min",
      'a, "b"          99.8878 %  99.9 %  50 min  44 min 34 s  5 min 25 s over  10 %    INC-3 15 min, INC-4 50 min',
      "",
      "Nobody said when impact ended: until the incident did, it counts (INC-4).",
      "Impact on no component counts for none (INC-5).",
      "",
    ].join("\n"),
  );
});

test("In the CSV nothing that was typed is a formula, and figures are numbers", () => {
  expect(forms["--csv"](report)).toBe(
    [
      "month,component,availability_percent,target_percent,downtime_seconds,budget_allowed_seconds," +
        "budget_left_seconds,credit_percent,incidents",
      "2026-03,'=HYPERLINK(1),99.9664,,900,,,,INC-3",
      '2026-03,"a, ""b""",99.8878,99.9,3000,2674.8,-325.2,10,INC-3 INC-4',
      "",
    ].join("\r\n"),
  );
});
