// What people say about times: milestones, impact windows, pauses, promises put off.

import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import type { Fact } from "../../src/incident/events.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { milestoneAt, milestoneFact, oddOrders, timesOf } from "../../src/incident/milestones.ts";
import { ask, declare, declared, factsOf, minute, no, sam, startsAt, testRows, update } from "./given.ts";
import { later } from "./time-story.ts";

const open = declare({ severity: "SEV1", commanderId: sam });
const at = (minutes: number): number => startsAt + minutes * minute;
const set = (milestone: Extract<Request, { type: "SetMilestone" }>["milestone"], minutes: number | null, reason = "") =>
  later(120, { type: "SetMilestone", milestone, at: minutes === null ? null : at(minutes), reason });
const isSet = (milestone: string, minutes: number | null, previous: number | null, reason = ""): Fact[] => [
  {
    type: "MilestoneSet",
    data: {
      milestone,
      at: minutes === null ? null : at(minutes),
      previousAt: previous === null ? null : at(previous),
      reason,
      withdraws: [],
    },
  } as Fact,
];
const resolved = later(100, { type: "Resolve", text: "", impactEndedAt: null });

describe("A milestone", () => {
  testRows([
    ["that was unknown is set", [open], set("detected", -5), isSet("detected", -5, null)],
    [
      "that was known takes a reason",
      [open],
      set("acknowledged", 3),
      no("missing", "Say why: a correction is kept with its reason.", "reason"),
    ],
    ["keeps its old value", [open], set("acknowledged", 3, "By phone"), isSet("acknowledged", 3, 0, "By phone")],
    [
      "can be unknown after all",
      [open, set("detected", -5)],
      set("detected", null, "Nobody knows"),
      isSet("detected", null, -5, "Nobody knows"),
    ],
    [
      "that has this time already is refused",
      [open, set("detected", -5)],
      set("detected", -5, "Again"),
      no("already-so", "It has this time already: nothing changed.", "at"),
    ],
    [
      "in the future is refused",
      [open],
      set("detected", 130),
      no("future", "This time is in the future: give one that has passed.", "at"),
    ],
    [
      "that only happens by being done is refused while it was not",
      [open],
      set("resolved", 60),
      no("still-open", "INC-1 is investigating, not resolved: /incident resolve resolves it."),
    ],
    [
      "resolved before it was declared is refused",
      [open, resolved],
      set("resolved", -10, "It was over"),
      no(
        "out-of-order",
        "It can't have been resolved before it was declared: give another time, or correct that one first.",
        "at",
      ),
    ],
    [
      "of the declaration can't be unknown",
      [open],
      set("declared", null, "Why not"),
      no("missing", "When it was declared is known: give the right time instead.", "at"),
    ],
  ]);

  test("detected before impact started is taken, and the order is there to be said", () => {
    const incident = declared(declare({ impactStartedAt: at(0) }), set("detected", -5));
    expect(oddOrders(timesOf(incident))).toEqual([{ earlier: "impactStarted", later: "detected", byMs: 5 * minute }]);
  });

  test("follows from what happens; back to the search it was not mitigated", () => {
    const status = (minutes: number, to: "identified" | "monitoring" | "investigating") =>
      later(minutes, { type: "ChangeStatus", status: to });
    const watching = [open, status(10, "identified"), status(20, "monitoring")];
    const of = (incident: Incident) => [milestoneAt(incident, "identified"), milestoneAt(incident, "mitigated")];
    expect(of(declared(...watching))).toEqual([at(10), at(20)]);
    expect(of(declared(...watching, status(30, "investigating")))).toEqual([at(10), null]);
    const corrected = set("mitigated", 15, "The graph says so");
    expect(of(declared(...watching, corrected, status(130, "investigating")))).toEqual([at(10), at(15)]);
  });

  test("impact started with its first window where nobody said otherwise", () => {
    const window = later(60, impact(-20, 30));
    expect(milestoneAt(declared(open, window), "impactStarted")).toBe(at(-20));
    expect(milestoneAt(declared(open, window, set("impactStarted", -30)), "impactStarted")).toBe(at(-30));
  });

  test("a window takes the place of what the declaration said of impact's start, and cannot be made unknown", () => {
    const now = declare({ impactStartedAt: at(0) });
    const window = later(60, impact(-20, -10));
    expect(milestoneAt(declared(now), "impactStarted")).toBe(at(0));
    expect(milestoneAt(declared(now, window), "impactStarted")).toBe(at(-20));
    expect(milestoneFact(declared(now, window), "impactStarted")).toBeNull();
    const corrected = set("impactStarted", -30, "The graph says so");
    expect(milestoneAt(declared(now, window, corrected), "impactStarted")).toBe(at(-30));
    const unknown = set("impactStarted", null, "Nobody knows");
    expect(ask(declared(now, window), unknown)).toMatchObject({ refused: "missing", field: "at" });
  });
});

describe("A breach on record", () => {
  const noted = later(61, { type: "NoteTime" });
  const mitigated = set("mitigated", 50, "Seen late");

  test("is withdrawn by a correction that undoes it, and stays in the log", () => {
    const story = [open, later(1, update("Looking")), noted];
    const facts = factsOf(ask(declared(...story), mitigated)) as Fact[];
    expect(facts[0]).toMatchObject({ data: { withdraws: [{ clock: "mitigate", severity: "SEV1", dueAt: at(60) }] } });
    const { breaches } = declared(...story, mitigated);
    expect(breaches.find(({ clock }) => clock === "mitigate")).toMatchObject({ withdrawnAt: at(120) });
    expect(breaches.find(({ clock }) => clock === "updateEvery/0")).toMatchObject({ withdrawnAt: null });
  });

  test("stays where the corrected time is late as well", () => {
    const { breaches } = declared(open, later(1, update("Looking")), noted, set("mitigated", 61, "Seen late"));
    expect(breaches.every(({ withdrawnAt }) => withdrawnAt === null)).toBe(true);
  });

  test("is judged by the severity that it broke", () => {
    const lowered = later(90, { type: "ChangeSeverity", severity: "SEV3" });
    const { breaches } = declared(open, later(1, update("Looking")), noted, lowered, mitigated);
    expect(breaches.find(({ clock }) => clock === "mitigate")).toMatchObject({
      severity: "SEV1",
      withdrawnAt: at(120),
    });
  });
});

function impact(from: number, to: number | null, change: Partial<Extract<Request, { type: "SetImpactWindow" }>> = {}) {
  return {
    type: "SetImpactWindow",
    windowId: null,
    from: at(from),
    to: to === null ? null : at(to),
    components: [],
    degree: "major outage",
    isSlaEligible: true,
    note: "",
    ...change,
  } as const satisfies Request;
}

describe("An impact window", () => {
  const wrote = (windowId: number, from: number, to: number, components: string[] = []): Fact[] => [
    {
      type: "ImpactWindowSet",
      data: {
        windowId,
        from: at(from),
        to: at(to),
        components,
        degree: "major outage",
        isSlaEligible: true,
        note: "",
      },
    },
  ];
  const voice = declare({ components: ["Voice", "API"] });
  const first = later(60, impact(0, 30));
  testRows([
    ["is added", [open], first, wrote(1, 0, 30)],
    ["gets the next number", [open, first], later(60, impact(10, 40)), wrote(2, 10, 40)],
    ["is changed by its number", [open, first], later(60, impact(5, 30, { windowId: 1 })), wrote(1, 5, 30)],
    ["may be added after it was resolved", [open, resolved], later(200, impact(110, 130)), wrote(1, 110, 130)],
    [
      "has the incident's own names, whatever their case, each once",
      [voice],
      later(60, impact(0, 30, { components: ["voice", " API ", "Voice"] })),
      wrote(1, 0, 30, ["Voice", "API"]),
    ],
    [
      "that is there already is refused",
      [open, first],
      first,
      no("already-so", "INC-1 has this impact window already: nothing changed."),
    ],
    [
      "that ends before it starts is refused",
      [open],
      later(60, impact(30, 30)),
      no("out-of-order", "Impact can't have ended before it started: correct one of the times.", "to"),
    ],
    [
      "in the future is refused",
      [open],
      later(60, impact(0, 90)),
      no("future", "Impact can't have ended in the future: leave the end out while it lasts.", "to"),
    ],
    [
      "that is not there can't be changed",
      [open],
      later(60, impact(0, 30, { windowId: 3 })),
      no("missing", "INC-1 has no impact window 3: /incident impact shows those it has."),
    ],
    [
      "can be removed",
      [open, first],
      later(61, { type: "RemoveImpactWindow", windowId: 1, reason: " Another incident " }),
      [{ type: "ImpactWindowRemoved", data: { windowId: 1, reason: "Another incident" } }],
    ],
  ]);

  test("that lasts ends when impact is said to have ended", () => {
    const resolve = later(90, { type: "Resolve", text: "Fixed", impactEndedAt: at(80) });
    expect(declared(open, later(60, impact(0, null)), resolve).windows[0]).toMatchObject({ from: at(0), to: at(80) });
  });
});

test("A window that began after impact is said to have ended is empty, and never ends before it begins", () => {
  const resolve = later(90, { type: "Resolve", text: "Fixed", impactEndedAt: at(20) });
  expect(declared(open, later(60, impact(30, null)), resolve).windows[0]).toMatchObject({ from: at(30), to: at(30) });
});

describe("A pause", () => {
  const pause = later(10, { type: "PauseClocks", reason: " Awaiting the vendor " });
  testRows([
    ["is kept with its reason", [open], pause, [{ type: "ClocksPaused", data: { reason: "Awaiting the vendor" } }]],
    ["ends", [open, pause], later(20, { type: "ResumeClocks" }), [{ type: "ClocksResumed", data: {} }]],
    [
      "takes a reason",
      [open],
      later(10, { type: "PauseClocks", reason: " " }),
      no("missing", "Say why: a pause is kept with its reason.", "reason"),
    ],
    [
      "is one at a time",
      [open, pause],
      later(11, { type: "PauseClocks", reason: "Again" }),
      no("already-so", "The clocks of INC-1 are paused already: /incident resume starts them again."),
    ],
    [
      "that is none can't end",
      [open],
      later(11, { type: "ResumeClocks" }),
      no("already-so", "The clocks of INC-1 are not paused: nothing changed."),
    ],
    [
      "of what is over is refused",
      [open, resolved],
      later(110, { type: "PauseClocks", reason: "x" }),
      no("not-open", "INC-1 is resolved: no clock runs."),
    ],
  ]);
});
