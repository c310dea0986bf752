// What is said of time, when, and how often. SEV1: acknowledge 5 min, first update 15, every 30, mitigate 1 h, resolve
// 4 h.

import { describe, expect, test } from "vitest";
import { fold } from "../../src/incident/incident.ts";
import { noticesBy } from "../../src/incident/notices.ts";
import { reactions } from "../../src/incident/reactions.ts";
import { usualCatalog } from "../support/catalog.ts";
import { ask, declare, declared, logOf, minute, sam, startsAt, update } from "./given.ts";
import { later, timeTold } from "./time-story.ts";

const sev1 = declare({ severity: "SEV1" });
const led = declare({ severity: "SEV1", commanderId: sam });
const promise = (at: number, minutes: number) =>
  later(at, update("Looking", { nextUpdateAt: startsAt + (at + minutes) * minute }));

describe("Time alone", () => {
  test("tells of each clock once at 80 % and once when it is past its target", () => {
    expect(timeTold([sev1], 300)).toEqual([
      "4: at-risk acknowledge",
      "5: breached acknowledge",
      "12: at-risk firstUpdate",
      "15: breached firstUpdate",
      "48: at-risk mitigate",
      "60: breached mitigate",
      "192: at-risk resolve",
      "240: breached resolve",
    ]);
  });

  test("counts on the severity's working hours: declared on a Monday at 09:00, they end at 17:00", () => {
    const sev3 = declare({ severity: "SEV3", commanderId: sam });
    expect(timeTold([sev3], 4 * 24 * 60)).toEqual([
      "96: at-risk firstUpdate",
      "120: breached firstUpdate",
      // 2.4 working days of 8 h: Wednesday 12:12; 3 of them: Wednesday 17:00.
      `${2 * 24 * 60 + 192}: at-risk resolve`,
      `${2 * 24 * 60 + 480}: breached resolve`,
    ]);
  });

  test("brings nothing to what was canceled, and nothing to a drill", () => {
    expect(timeTold([sev1, later(1, { type: "Cancel", reason: "A false alarm" })], 1_000)).toEqual([]);
    expect(timeTold([declare({ severity: "SEV1", isDrill: true })], 1_000)).toEqual([]);
  });

  test("brings to what is resolved the postmortem's due time alone", () => {
    const resolved = [led, promise(1, 30), later(20, { type: "Resolve", text: "Fixed", impactEndedAt: null })];
    expect(timeTold(resolved, 20 * 24 * 60)).toEqual([
      // 09:20 on Monday: 5 working days of 8 h end on Monday next at 09:20.
      `${4 * 24 * 60 + 20}: at-risk postmortem`,
      `${7 * 24 * 60 + 20}: breached postmortem`,
    ]);
  });
});

describe("A promised update", () => {
  test("is warned of, asked for when it is due together with the policy's own wait, and escalated at 1.5 times", () => {
    // The mitigate clock is told of between; the wait of 30 min that SEV1 asks for is due with the promise.
    expect(timeTold([led, promise(0, 30)], 50)).toEqual([
      "25: update-warned",
      "30: update-overdue, breached updateEvery/0",
      "45: update-escalated",
      "48: at-risk mitigate",
    ]);
  });

  test("is warned of 5 min before or at 80 %, whichever is later", () => {
    expect(timeTold([led, promise(0, 15)], 16)).toEqual(["12: update-warned", "15: update-overdue"]);
    expect(timeTold([led, promise(0, 120)], 121)).toEqual([
      "24: at-risk updateEvery/0",
      "30: breached updateEvery/0",
      "48: at-risk mitigate",
      "60: breached mitigate",
      "115: update-warned",
      "120: update-overdue",
    ]);
  });

  test("that is kept begins anew: nothing of the old one is said", () => {
    expect(timeTold([led, promise(0, 15), promise(11, 15)], 30)).toEqual(["23: update-warned", "26: update-overdue"]);
    const last = later(14, update("Found it"));
    expect(timeTold([led, promise(0, 15), last], 30)).toEqual([]);
  });

  test("posted in the very instant in which it is due is kept", () => {
    expect(timeTold([led, promise(0, 15), later(15, update("Here it is"))], 30)).toEqual([]);
  });

  test("can be put off: it is asked for again then, and escalated no sooner", () => {
    const dueAt = startsAt + 15 * minute;
    const noted = { request: { type: "NoteTime" as const }, at: { now: dueAt + 1 } };
    const snoozed = [led, promise(0, 15), noted, later(16, { type: "SnoozeUpdate", dueAt })];
    expect(timeTold(snoozed, 33)).toEqual(
      ["24: at-risk updateEvery/0", "30: breached updateEvery/0", "31: update-overdue, update-escalated"].slice(-2),
    );
  });

  test("that nobody wants to be reminded of is not spoken of; the policy's clock goes on", () => {
    const dueAt = startsAt + 15 * minute;
    const stopped = [led, promise(0, 15), later(1, { type: "StopReminders", dueAt })];
    expect(timeTold(stopped, 33)).toEqual(["30: breached updateEvery/0"]);
  });
});

test("In a log older than policies a promise is still held to, and nothing else counts", () => {
  const log = logOf(led, promise(0, 30)).map((event) =>
    event.type === "IncidentDeclared" ? { ...event, data: { ...event.data, policy: null } } : event,
  );
  const old = fold(log);
  if (old === null) throw new Error("It was declared.");
  expect(noticesBy(old, startsAt + 30 * minute).map(({ kind }) => kind)).toEqual(["update-warned"]);
  expect(noticesBy(old, startsAt + 300 * minute).map(({ kind }) => kind)).toEqual([
    "update-overdue",
    "update-escalated",
  ]);
});

test("While it was over nothing counted: reopened, the clocks go on where they stood", () => {
  const reopened = [
    led,
    later(1, update("Looking")),
    later(10, { type: "Resolve", text: "", impactEndedAt: null }),
    later(100, { type: "Reopen", reason: "It is back" }),
  ];
  const told = timeTold(reopened, 400).filter((line) => line.includes("mitigate") || line.includes("resolve"));
  // Ten of sixty minutes, and of four hours, had passed when it was resolved.
  expect(told).toEqual([
    "138: at-risk mitigate",
    "150: breached mitigate",
    "282: at-risk resolve",
    "330: breached resolve",
  ]);
});

test("A breach is told in the channels that the policy names, unless the incident is private", () => {
  const escalateTo = [{ kind: "channel" as const, channel: { name: "leads" } }];
  const severities = usualCatalog.severities.map((one) => ({ ...one, policy: { ...one.policy, escalateTo } }));
  const catalog = { ...usualCatalog, severities };
  const effectsOf = (isPrivate: boolean): string[] => {
    const begun = logOf({ request: declare({ severity: "SEV1", isPrivate }), at: { catalog } });
    const noted = ask(fold(begun), { request: { type: "NoteTime" }, at: { now: startsAt + 6 * minute } });
    if (!Array.isArray(noted)) throw new Error(noted.sentence);
    const incident = fold([...begun, ...noted]);
    return incident === null ? [] : reactions(noted, incident).map(({ effect }) => effect.do);
  };
  expect(effectsOf(false)).toContain("escalate");
  expect(effectsOf(true)).not.toContain("escalate");
});

test("A risk that was told is not told again because a pause put off when it is due", () => {
  const paused = [
    led,
    later(1, update("Looking")),
    later(49, { type: "NoteTime" }),
    later(50, { type: "PauseClocks", reason: "Awaiting the vendor" }),
    later(80, { type: "ResumeClocks" }),
  ];
  expect(timeTold(paused, 95).filter((line) => line.includes("mitigate"))).toEqual(["90: breached mitigate"]);
});

test("After three hours of downtime one moment brings it all, each clock by its worst", () => {
  const notices = noticesBy(declared(led, promise(0, 30)), startsAt + 210 * minute);
  expect(notices.map((notice) => ("clock" in notice ? `${notice.kind} ${notice.clock}` : notice.kind))).toEqual([
    "update-overdue",
    "update-escalated",
    "breached updateEvery/0",
    "breached mitigate",
    "at-risk resolve",
  ]);
});

describe("A change of severity", () => {
  const raise = later(10, { type: "ChangeSeverity", severity: "SEV1" });
  const lower = later(61, { type: "ChangeSeverity", severity: "SEV2" });

  test("keeps the clocks' start and takes the new target", () => {
    expect(timeTold([declare({ severity: "SEV2", commanderId: sam }), raise], 16)).toEqual([
      "12: at-risk firstUpdate",
      "15: breached firstUpdate",
    ]);
  });

  test("does not tell of a breach twice when it rises, and tells of a later one when it falls", () => {
    const note = (at: number) => later(at, { type: "NoteTime" });
    const breached = [led, later(1, update("Looking")), note(62), lower];
    const told = timeTold(breached, 5 * 60);
    expect(told).toContain("240: breached mitigate");
    expect(told.filter((line) => line.includes("breached mitigate"))).toHaveLength(1);
    const log = logOf(...breached);
    expect(fold(log)?.breaches.map(({ clock, severity }) => [clock, severity])).toContainEqual(["mitigate", "SEV1"]);
  });
});
