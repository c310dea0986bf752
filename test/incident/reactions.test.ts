// Reactions: what is to be done in Slack because of new facts; no more, and each thing once.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import type { Effect } from "../../src/incident/effects.ts";
import { fold } from "../../src/incident/incident.ts";
import { reactions } from "../../src/incident/reactions.ts";
import { told } from "../support/arbitrary-incident.ts";
import { type Asking, channel, declare, declared, logOf, message, sam, update, zoe } from "./given.ts";

const names: Request[] = [
  { type: "RecordPerson", userId: sam, name: "Sam" },
  { type: "RecordPerson", userId: zoe, name: "Zoe" },
];
const running: Asking[] = [declare(), channel, ...names];

/** The effects of the last request of a story, in short: what, and where, whom or which surface. */
function effectsOf(...story: Asking[]): string[] {
  const before = logOf(...story.slice(0, -1));
  const log = logOf(...story);
  const incident = declared(...story);
  return reactions(log.slice(before.length), incident)
    .map(({ effect }) => inShort(effect))
    .sort();
}

function inShort(effect: Effect): string {
  const version = "eventId" in effect ? effect.eventId.split(".")[1] : "";
  switch (effect.do) {
    case "say":
      return `say ${version} ${effect.place}`;
    case "keep":
      return `keep ${effect.surface}`;
    case "invite":
      return `invite ${effect.userIds.join(" ")}`;
    case "tell":
      return `tell ${version} ${effect.userId}`;
    case "name-person":
      return `name ${effect.userId}`;
    default:
      return effect.do;
  }
}

const everySurface = ["keep announcement", "keep card", "keep topic"];

describe("The reactions to anything", () => {
  test("have keys of their own, lanes of their incident, and speak only of events that are there", () => {
    fc.assert(
      fc.property(told, ({ log, steps }) => {
        const known = new Set(log.map(({ id }) => id));
        const keys: string[] = [];
        for (const { outcome, after } of steps) {
          if (!Array.isArray(outcome) || after === null) continue;
          const planned = reactions(outcome, after);
          if (outcome.length === 0) expect(planned).toEqual([]);
          expect(new Set(planned.map(({ key }) => key)).size).toBe(planned.length);
          for (const { key, lane, effect, version } of planned) {
            expect(lane.startsWith(`${after.id}/`)).toBe(true);
            if ("eventId" in effect) expect(known).toContain(effect.eventId);
            expect(version).toBe(effect.do === "keep" ? after.version : null);
            if (effect.do === "say" || effect.do === "upload-postmortem" || effect.do === "quote") keys.push(key);
          }
        }
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test("never announce what is private, and never speak in a channel that can't be used", () => {
    fc.assert(
      fc.property(told, ({ steps }) => {
        for (const { outcome, after } of steps) {
          if (!Array.isArray(outcome) || after === null) continue;
          const planned = reactions(outcome, after).map(({ effect }) => inShort(effect));
          if (after.isPrivate) expect(planned.filter((short) => short.endsWith("announcement"))).toEqual([]);
          if (after.channel?.isUsable === false) {
            expect(planned.filter((short) => /channel$|keep (card|topic)|invite/.test(short))).toEqual([]);
          }
        }
      }),
    );
  });
});

describe("The reaction to", () => {
  const here = { ...message, channelId: "C0INCIDENT" };
  const entry = (text: string | null, of: typeof message | null): Request => ({ type: "AddEntry", text, message: of });
  const lost: Request = { type: "RecordChannelLoss", why: "archived" };
  const rows: [name: string, story: Asking[], effects: string[]][] = [
    ["a declaration is a channel and a name", [declare()], ["create-channel", `name ${sam}`]],
    [
      "a channel is people and surfaces",
      [declare({ commanderId: zoe }), ...names, channel],
      [`invite ${sam} ${zoe}`, ...everySurface],
    ],
    [
      "a channel of a private incident is not announced",
      [declare({ isPrivate: true }), ...names, channel],
      [`invite ${sam}`, "keep card", "keep topic"],
    ],
    [
      "the card's message is a pin and a bookmark",
      [
        ...running,
        { type: "RecordMessage", ofEventId: "01j00000000000000000000000.1", channelId: "C0INCIDENT", ts: "1.1" },
      ],
      ["bookmark", "pin"],
    ],
    [
      "any other message is nothing",
      [
        ...running,
        { type: "RecordMessage", ofEventId: "01j00000000000000000000000.1", channelId: "C0OTHER", ts: "1.1" },
      ],
      [],
    ],
    [
      "an update is said once, with the status it brings",
      [...running, update("a", { status: "monitoring" })],
      [...everySurface, "say 5 channel"],
    ],
    [
      "an update may be announced",
      [...running, update("a", { alsoAnnounce: true })],
      ["keep announcement", "keep card", "say 5 announcement", "say 5 channel"],
    ],
    ["an update before the channel is there waits for it", [declare(), ...names, update("a")], ["say 4 channel"]],
    [
      "an update where there will be no channel goes to the announcement",
      [declare(), ...names, { type: "RecordChannelRefusal", code: "x", hint: "y" }, update("a")],
      ["keep announcement"],
    ],
    [
      "a status is said",
      [...running, { type: "ChangeStatus", status: "identified" }],
      [...everySurface, "say 5 channel"],
    ],
    [
      "a severity is said",
      [...running, { type: "ChangeSeverity", severity: "SEV1" }],
      [...everySurface, "say 5 channel"],
    ],
    [
      "a commander is said and invited",
      [...running, { type: "AssignRole", role: "commander", userId: zoe }],
      [`invite ${zoe}`, ...everySurface, "say 5 channel"],
    ],
    ["a typed entry is said, to have a link", [...running, entry("db failed over", null)], ["say 5 channel"]],
    ["an entry of a message in the channel is read", [...running, entry(null, here)], ["quote"]],
    ["an entry of a message in the channel with words is nothing", [...running, entry("cause", here)], []],
    ["an entry of a message from elsewhere is said", [...running, entry("cause", message)], ["say 5 channel"]],
    ["a mention is a name to look up", [...running, entry("ask <@U0NEW>", here)], ["name U0NEW"]],
    [
      "a reopening is said",
      [...running, { type: "Cancel", reason: "x" }, { type: "Reopen", reason: "y" }],
      [...everySurface, "say 6 channel"],
    ],
    ["a cancellation is said", [...running, { type: "Cancel", reason: "x" }], [...everySurface, "say 5 channel"]],
    ["a lost channel is said aside", [...running, lost], ["keep announcement", "say 5 aside"]],
    [
      "an update in a lost channel is shown on the announcement",
      [...running, lost, update("a")],
      ["keep announcement"],
    ],
    [
      "a refused channel is told to who declared",
      [declare({ commanderId: zoe }), ...names, { type: "RecordChannelRefusal", code: "x", hint: "y" }],
      ["keep announcement", `tell 4 ${sam}`],
    ],
    [
      "giving up is told to the commander",
      [declare({ commanderId: zoe }), ...names, { type: "RecordGivingUp", what: "pin", code: "x", hint: "y" }],
      [`tell 4 ${zoe}`],
    ],
    [
      "an asked postmortem is a file",
      [...running, { type: "RequestPostmortem", format: "markdown" }],
      ["upload-postmortem"],
    ],
  ];
  test.each(rows)("%s", (_name, story, effects) => {
    expect(effectsOf(...story)).toEqual([...effects].sort());
  });

  test("a name is looked up for each incident that it stands in: each log has to hold it", () => {
    const [event] = logOf(declare());
    const keys = ["one", "two"].flatMap((incidentId) => {
      const moved = event === undefined ? [] : [{ ...event, incidentId }];
      const incident = fold(moved);
      return incident === null ? [] : reactions(moved, incident).map(({ key }) => key);
    });
    expect(new Set(keys)).toEqual(
      new Set(["create-channel/one", "create-channel/two", `name-person/one/${sam}`, `name-person/two/${sam}`]),
    );
  });

  test("one missing right in two incidents has one key, so that it is told once", () => {
    const story: Asking[] = [declare(), ...names, { type: "RecordGivingUp", what: "pin", code: "x", hint: "y" }];
    const log = logOf(...story);
    const keys = (incidentId: string): string[] => {
      const moved = log.map((event) => ({ ...event, incidentId, id: `${incidentId}.${event.version}` }));
      const incident = fold(moved);
      return incident === null ? [] : reactions(moved.slice(-1), incident).map(({ key }) => key);
    };
    expect(keys("one")).toEqual(["tell/pin/x"]);
    expect(keys("two")).toEqual(keys("one"));
  });
});
