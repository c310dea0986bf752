// What people read of times, word for word: corrections, impact, pauses, and what time alone brings.

import { expect, test } from "vitest";
import { card } from "../../src/blocks/card.ts";
import { said } from "../../src/blocks/said.ts";
import type { SaidPlace } from "../../src/blocks/saying.ts";
import { slaMessage } from "../../src/blocks/sla.ts";
import type { Catalog } from "../../src/incident/catalog.ts";
import type { FactType } from "../../src/incident/events.ts";
import type { Escalation } from "../../src/incident/policy.ts";
import { startsAt } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";
import { expectFineMessage } from "./expect-fine.ts";
import { readAloud } from "./read-aloud.ts";
import { type Deed, sam, story, zoe } from "./story.ts";

const at = (minutes: number): number => startsAt + minutes * 60_000;
const justAfter = 0.001;
const named: Deed = [0, null, { type: "RecordPerson", userId: zoe, name: "Zoe" }];
const taken: Deed = [1, zoe, { type: "TakeCommand", seenId: null }];
const updated = (after: number, nextUpdateAt: number | null): Deed => [
  after,
  zoe,
  { type: "PostUpdate", text: "Looking", status: null, nextUpdateAt, alsoAnnounce: false },
];
const noteTime = (after: number): Deed => [after, null, { type: "NoteTime" }];
const sev1 = { severity: "SEV1" };

const readIn = (place: SaidPlace, type: FactType, told: ReturnType<typeof story>, groups = {}): string =>
  readAloud(said(...told.last(type), { place, groups }));

/** The usual settings, with whom a SEV1's policy calls. */
const calling = (...escalateTo: Escalation[]): Catalog => ({
  ...usualCatalog,
  severities: usualCatalog.severities.map((one) => ({ ...one, policy: { ...one.policy, escalateTo } })),
});

test("A promised update that is due is asked for, of whoever commands, with what can be done", () => {
  const told = story([named, taken, updated(4, at(20)), noteTime(15 + justAfter)]);
  expect(readIn("channel", "TimeNoted", told)).toBe(
    "⏰ @U0ZOE00002 The next update is due: promised for 09:20\n[Post update] [Snooze 15] [Stop]",
  );
  expect(said(...told.last("TimeNoted"), { place: "channel" }).text).toMatch(
    /^⏰ <@U0ZOE00002> The next update is due: promised for <!date/,
  );
});

test("Before it is due the commander alone is told, with which incident", () => {
  const told = story([named, taken, updated(4, at(65)), noteTime(55)]);
  expect(readIn("direct", "TimeNoted", told)).toBe(
    "🟠 SEV2 · INC-42 Checkout is failing\n" +
      "⏳ Update due soon: promised for 10:05 (10:05~)\n(#C0INCIDENT)\n[Post update]",
  );
});

test("A risk is told to the commander with when it is due", () => {
  const told = story([named, [0, zoe, { type: "TakeCommand", seenId: null }], updated(1, null), noteTime(191)]);
  expect(readIn("direct", "TimeNoted", told)).toContain("⚠️ SLA at risk: mitigate within 4 h, due 13:00 (13:00~)");
});

test("A breach calls whom the policy names, each once, and by their handle who is known by it", () => {
  const catalog = calling(
    { kind: "user", id: sam },
    { kind: "group", group: { id: "S0ONCALL" } },
    { kind: "group", group: { handle: "sre" } },
    { kind: "group", group: { handle: "gone" } },
    { kind: "channel", channel: { name: "ops" } },
  );
  const told = story([named, noteTime(5 + justAfter)], sev1, catalog);
  expect(readIn("channel", "TimeNoted", told, { sre: "S0SRE" })).toBe(
    "🚨 @U0SAM00001 &S0ONCALL &S0SRE @gone SLA breached: acknowledge within 5 min, due 09:05\n[Take command] [SLA]",
  );
  const message = said(...told.last("TimeNoted"), { place: "channel", groups: { sre: "S0SRE" } });
  expectFineMessage(message, ["S0ONCALL", "S0SRE"]);
  expect(message.text).toContain("<@U0SAM00001> <!subteam^S0ONCALL> <!subteam^S0SRE> @gone SLA breached");
  expect(readIn("announcement", "TimeNoted", told, { sre: "S0SRE" })).toBe(
    "🔴 SEV1 · INC-42 Checkout is failing\n🚨 SLA breached: acknowledge within 5 min, due 09:05\n(#C0INCIDENT)",
  );
});

test("No title, reason or note pages anybody beside those whom the policy calls", () => {
  const page = "<!channel> <!subteam^S0ALL> @here";
  const told = story(
    [
      [1, zoe, { type: "Rename", title: page }],
      [0, zoe, { type: "PauseClocks", reason: page }],
      [0, zoe, { type: "SetImpactWindow", windowId: null, ...window(-9, null), note: page }],
      noteTime(5),
    ],
    sev1,
    calling({ kind: "group", group: { handle: page } }),
  );
  for (const type of ["TimeNoted", "ClocksPaused", "ImpactWindowSet"] as const) {
    for (const place of ["channel", "announcement", "direct"] as const) {
      expectFineMessage(said(...told.last(type), { place }));
    }
  }
  expectFineMessage(card(told.incident, usualCatalog));
  expectFineMessage(slaMessage(told.incident, at(30)));
});

test("A promise that nobody keeps is escalated", () => {
  const catalog = calling({ kind: "user", id: sam });
  const told = story([named, taken, updated(4, at(25)), noteTime(20.1), noteTime(10)], {}, catalog);
  expect(readIn("channel", "TimeNoted", told)).toBe(
    "⏰ @U0ZOE00002 @U0SAM00001 Still no update: promised for 09:25, 10 min ago\n[Post update] [Snooze 15] [Stop]",
  );
});

test("After three hours of downtime one message says what was missed, the worst first", () => {
  const told = story([named, taken, updated(4, at(20)), noteTime(175)], sev1);
  expect(readIn("channel", "TimeNoted", told)).toBe(
    "🚨 @U0ZOE00002 SLA breached: an update every 30 min, due 09:35, 2 h 25 min ago\n" +
      "🚨 SLA breached: mitigate within 1 h, due 10:00, 2 h ago\n" +
      "⏰ Still no update: promised for 09:20, 2 h 40 min ago\n" +
      "[Post update] [Snooze 15] [Stop] [SLA]",
  );
});

test("A time that is set says what it was, what is odd about it, and which breach it undoes", () => {
  const told = story([
    named,
    noteTime(15 + justAfter),
    [5, zoe, { type: "SetMilestone", milestone: "acknowledged", at: at(4), reason: "" }],
    [1, zoe, { type: "SetMilestone", milestone: "detected", at: at(-15), reason: "" }],
  ]);
  expect(readAloud(said(...told.last("MilestoneSet"), { place: "channel" }))).toBe(
    "Detected: 08:45\n(Zoe  09:21  Detected 5 min before impact started)",
  );
  const [first] = told.log.filter(({ type }) => type === "MilestoneSet");
  expect(readAloud(said(first as never, told.incident, { place: "channel" }))).toBe(
    "Acknowledged: 09:04\n✅ Breach withdrawn: acknowledge, was due 09:15\n(Zoe  09:20)",
  );
  const again = story([
    named,
    [1, zoe, { type: "SetMilestone", milestone: "detected", at: at(-5), reason: "" }],
    [1, zoe, { type: "SetMilestone", milestone: "detected", at: null, reason: "The alert was another's" }],
  ]);
  expect(readIn("channel", "MilestoneSet", again)).toBe(
    "Detected: unknown\nThe alert was another's\n(Zoe  09:02  Was 08:55)",
  );
});

const window = (from: number, to: number | null) => ({
  from: at(from),
  to: to === null ? null : at(to),
  components: [] as string[],
  degree: "major outage" as const,
  isSlaEligible: true,
  note: "",
});

test("Impact windows are said with their times, what was hurt, and what they come to in all", () => {
  const told = story([
    named,
    [60, zoe, { type: "SetImpactWindow", windowId: null, ...window(7, 54) }],
    [
      1,
      zoe,
      {
        type: "SetImpactWindow",
        windowId: null,
        ...window(47, 61),
        components: ["Voice"],
        degree: "degraded",
        isSlaEligible: false,
        note: "Raised post-dial delay",
      },
    ],
  ]);
  expect(readIn("channel", "ImpactWindowSet", told)).toBe(
    "Impact 2: 09:47 to 10:01 (14 min) · Voice · degraded, not SLA-eligible\nRaised post-dial delay\n" +
      "(Zoe  10:01  In all 54 min)",
  );
  expect(readAloud(card(told.incident, usualCatalog))).toContain("Impact: 54 min in 2 windows, from 09:07");
  const less = story([
    named,
    [60, zoe, { type: "SetImpactWindow", windowId: null, ...window(7, null) }],
    [1, zoe, { type: "RemoveImpactWindow", windowId: 1, reason: "Nobody noticed" }],
  ]);
  expect(readIn("channel", "ImpactWindowSet", less)).toBe(
    "Impact 1: since 09:07 · Voice, API · major outage\n(Zoe  10:00)",
  );
  expect(readIn("channel", "ImpactWindowRemoved", less)).toBe("Impact 1 removed\nNobody noticed\n(Zoe  10:01)");
});

test("Pausing and resuming are one short message each, with what stands still and until when", () => {
  const told = story([
    named,
    taken,
    [9, zoe, { type: "PauseClocks", reason: "Awaiting the vendor" }],
    [12, zoe, { type: "ResumeClocks" }],
  ]);
  expect(readIn("channel", "ClocksPaused", told)).toBe(
    "⏸️ SLA clocks paused: mitigate, resolve\nAwaiting the vendor\n(Zoe  09:10)",
  );
  expect(readIn("channel", "ClocksResumed", told)).toBe(
    "▶️ SLA clocks resumed after 12 min\n" +
      "(Zoe  09:22  Mitigate within 4 h: due 13:12  Resolve within 8 h: due 17:12)",
  );
});

test("What a resolution took of the month's budget is said with it", () => {
  const budget = ["This used 47 of 43 min of Voice's budget for January: credit tier 10 %"];
  const told = story([named, [44, zoe, { type: "Resolve", text: "Rolled back", impactEndedAt: at(40) }]]);
  expect(readAloud(said(...told.last("UpdatePosted"), { place: "channel", budget }))).toBe(
    `✅ Resolved after 44 min · update 1\nRolled back\n${budget[0]}\n(Zoe  09:44)\n[Export postmortem]`,
  );
});
