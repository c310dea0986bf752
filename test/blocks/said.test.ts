// What people read, word for word: one story, told by hand. Times are UTC; "09:05~" is where Slack says how long ago.

import { expect, test } from "vitest";
import { announcement } from "../../src/blocks/announcement.ts";
import { card } from "../../src/blocks/card.ts";
import { said } from "../../src/blocks/said.ts";
import type { SaidPlace } from "../../src/blocks/saying.ts";
import { topic } from "../../src/blocks/topic.ts";
import type { FactType } from "../../src/incident/events.ts";
import { startsAt } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";
import { expectFineMessage } from "./expect-fine.ts";
import { heard, readAloud } from "./read-aloud.ts";
import { type Deed, sam, story, zoe } from "./story.ts";

const at = (minutes: number): number => startsAt + minutes * 60_000;

const deeds: Deed[] = [
  [1, zoe, { type: "TakeCommand", seenId: null }],
  [1, null, { type: "RecordPerson", userId: zoe, name: "Zoe *Z* <!here>" }],
  [
    3,
    zoe,
    {
      type: "PostUpdate",
      text: "502s from the *gateway*: <@U0SAM00001> is rolling back.\n<!channel>",
      status: "identified",
      nextUpdateAt: at(35),
      alsoAnnounce: true,
    },
  ],
  [2, sam, { type: "AddEntry", text: "database failed over", message: null }, 20],
  [2, sam, { type: "ChangeSeverity", severity: "SEV1" }],
  [2, sam, { type: "ChangeStatus", status: "monitoring" }],
  [2, sam, { type: "Rename", title: "Checkout & API are failing" }],
  [1, zoe, { type: "AssignRole", role: "commander", userId: sam }],
  [21.001, null, { type: "NoteTime" }],
  [1, null, { type: "RecordChannelName", name: "calls" }],
  [1, null, { type: "RecordChannelLoss", why: "archived" }],
  [1, null, { type: "RecordChannelReturn" }],
  [
    1,
    null,
    {
      type: "RecordGivingUp",
      what: "pinning the card",
      code: "too_many_pins",
      hint: "Unpin something in the channel.",
    },
  ],
];

const headline = "🔴 SEV1 · INC-42 Checkout & API are failing";

test.each<[FactType, SaidPlace, string]>([
  [
    "UpdatePosted",
    "channel",
    "Update 1 · Identified\n" +
      "502s from the gateway: @U0SAM00001 is rolling back.\n" +
      "<!channel>\n" +
      "(Zoe *Z* <!here>  09:05  Next update 09:35~)",
  ],
  [
    "UpdatePosted",
    "announcement",
    "🟠 SEV2 · INC-42 Checkout is failing\n" +
      "Update 1 · Identified\n" +
      "502s from the gateway: @U0SAM00001 is rolling back.\n" +
      "<!channel>\n" +
      "(Zoe *Z* <!here>  09:05  Next update 09:35~  #C0INCIDENT)",
  ],
  ["EntryAdded", "channel", "Timeline · 08:47\ndatabase failed over\n(@U0SAM00001  Written down 09:07)"],
  ["SeverityChanged", "channel", "🔴 Severity SEV1, was SEV2\n(@U0SAM00001  09:09)"],
  ["StatusChanged", "channel", "Status monitoring, was identified\n(@U0SAM00001  09:11)"],
  [
    "IncidentRenamed",
    "channel",
    "Now called Checkout & API are failing\n(@U0SAM00001  09:13  Before:  Checkout is failing)",
  ],
  [
    "RoleAssigned",
    "channel",
    "@U0SAM00001 is the incident commander\n(Zoe *Z* <!here>  09:14  Before:  Zoe *Z* <!here>)",
  ],
  [
    "TimeNoted",
    "channel",
    "🚨 @U0SAM00001 SLA breached: an update every 30 min, promised for 09:35\n" +
      "[Post update] [Snooze 15] [Stop] [SLA]",
  ],
  [
    "ChannelRenamed",
    "aside",
    `${headline}\nIts channel was renamed: it is #C0INCIDENT now\n(Before:  inc-42-checkout-is-failing)`,
  ],
  [
    "ChannelLost",
    "aside",
    `${headline}\n` +
      `⚠️ Its channel #calls was archived\n` +
      `(Unarchive it and invite Sitrep to go on there  The incident goes on: /incident update` +
      ` INC-42 works in any channel)`,
  ],
  ["ChannelRegained", "aside", `${headline}\nIts channel can be used again\n(#C0INCIDENT)`],
  [
    "EffectGaveUp",
    "direct",
    `${headline}\n` +
      `⚠️ Slack refused pinning the card (too_many_pins)\n` +
      `(Unpin something in the channel.  Nothing else was stopped by it  #C0INCIDENT)`,
  ],
])("%s is said in the %s", (type, place, expected) => {
  const [event, incident] = story(deeds).last(type);
  expect(readAloud(said(event, incident, { place }))).toBe(expected);
});

test("The notification of an update says it all, and of the text no more than mentions works in it", () => {
  const [event, incident] = story(deeds).last("UpdatePosted");
  const { text } = said(event, incident, { place: "channel" });
  expect(text).toBe("Update 1 · Identified: 502s from the *gateway*: <@U0SAM00001> is rolling back.\n&lt;!channel&gt;");
  expect(heard(said(event, incident, { place: "announcement" }))).toMatch(
    /^🟠 SEV2 · INC-42 Checkout is failing · Update 1/,
  );
});

test("Before anything was said the card shows the declaration, and asks for a commander", () => {
  expect(readAloud(card(story([]).incident, usualCatalog))).toBe(`# 🟠 SEV2 · Checkout is failing
(INC-42  Declared by @U0SAM00001)
Status: Investigating
Commander: Nobody yet
Declared: 09:00~
Next update: None promised
Impact: Since 08:50
SLA  🟢 Acknowledge due 09:15 (09:15~)
Components  Voice, API
| What is happening
| Cards are declined since the deploy.
[Post update] [Resolve] [Take command] [SLA] […]
[🟠 SEV2 ▾] [Investigating ▾]`);
});

test("The card, the announcement and the topic show how it stands", () => {
  const { incident } = story(deeds);
  expect(readAloud(card(incident, usualCatalog))).toBe(`# 🔴 SEV1 · Checkout & API are failing
(INC-42  Declared by @U0SAM00001)
Status: Monitoring
Commander: @U0SAM00001
Declared: 09:00~
Next update: ⏰ Was due 09:35~
Impact: Since 08:50
SLA  🚨 Breached: an update every 30 min, was due 09:35
Components  Voice, API
| Update 1 · 09:05~
| 502s from the *gateway*: @U0SAM00001 is rolling back.
[Post update] [Resolve] [SLA] […]
[🔴 SEV1 ▾] [Monitoring ▾]`);
  expect(readAloud(announcement(incident))).toBe(`${headline}
Monitoring · declared 09:00~ · #C0INCIDENT
| Update 1 · 09:05~
| 502s from the *gateway*: @U0SAM00001 is rolling back.
(Commander @U0SAM00001  Components  Voice, API)`);
  expect(topic(incident)).toBe("🔴 SEV1 monitoring · INC-42 Checkout & API are failing");
});

test("Before an update is due the card says when it is", () => {
  expect(readAloud(card(story(deeds.slice(0, 3)).incident, usualCatalog))).toContain("Next update: 09:35 (09:35~)");
});

test("The topic names a commander whose name is known", () => {
  expect(topic(story(deeds.slice(0, 2)).incident)).toBe(
    "🟠 SEV2 investigating · INC-42 Checkout is failing · commander Zoe *Z* ‹!here›",
  );
});

test("A resolution says how long it took, and offers the postmortem", () => {
  const told = story([[44, zoe, { type: "Resolve", text: "Rolled back 4.2", impactEndedAt: at(40) }]]);
  expect(readAloud(said(...told.last("UpdatePosted"), { place: "channel" }))).toBe(
    "✅ Resolved after 44 min · update 1\nRolled back 4.2\n(@U0ZOE00002  09:44)\n[Export postmortem]",
  );
  expect(readAloud(card(told.incident, usualCatalog))).toBe(`# ✅ SEV2 · Checkout is failing
(INC-42  Declared by @U0SAM00001)
Outcome: Resolved after 44 min
Commander: Nobody yet
Declared: 09:00
Updates: 1
Impact: 50 min, from 08:50
SLA  ❌ Missed: acknowledge, first update · 🟢 Postmortem due 09:44 (09:44~)
Components  Voice, API
| Update 1 · 09:44~
| Rolled back 4.2
[Reopen] [Export postmortem] [SLA] […]`);
  expect(readAloud(announcement(told.incident))).toContain("Resolved after 44 min · #C0INCIDENT");
});

test("Resolved without a word, reopened and canceled are said with their reasons", () => {
  const told = story([
    [44, zoe, { type: "ChangeStatus", status: "resolved" }],
    [5, zoe, { type: "Reopen", reason: "It came back" }],
    [1, zoe, { type: "Cancel", reason: "It was a test" }],
  ]);
  const read = (type: FactType): string => readAloud(said(...told.last(type), { place: "channel" }));
  expect(read("StatusChanged")).toBe("✅ Resolved after 44 min\n(@U0ZOE00002  09:44)\n[Export postmortem]");
  expect(read("IncidentReopened")).toBe("Reopened · Investigating\nIt came back\n(@U0ZOE00002  09:49)");
  expect(read("IncidentCanceled")).toBe("Canceled after 50 min\nIt was a test\n(@U0ZOE00002  09:50)");
});

test("Whoever takes command is named and not rung at; who is given it is mentioned", () => {
  const known: Deed = [0, null, { type: "RecordPerson", userId: zoe, name: "Zoe" }];
  const taken = story([known, [1, zoe, { type: "TakeCommand", seenId: null }]]);
  expect(said(...taken.last("RoleAssigned"), { place: "channel" }).text).toBe("Zoe is the incident commander");
  const given = story([known, [1, sam, { type: "AssignRole", role: "commander", userId: zoe }]]);
  expect(said(...given.last("RoleAssigned"), { place: "channel" }).text).toBe(`<@${zoe}> is the incident commander`);
});

test("A private incident and a drill are marked wherever they are shown", () => {
  const { incident, last } = story([[1, zoe, { type: "ChangeSeverity", severity: "SEV1" }]], {
    isPrivate: true,
    isDrill: true,
  });
  expect(readAloud(card(incident, usualCatalog))).toContain("(INC-42  🔒 Private  🧪 Drill  Declared by");
  expect(card(incident, usualCatalog).text).toContain("🔒 Private · 🧪 Drill");
  expect(topic(incident)).toContain("🔒 Private · 🧪 Drill");
  expect(readAloud(said(...last("SeverityChanged"), { place: "channel" }))).toContain("🧪 Drill");
});

test("A channel that Slack refused is told of with what to do", () => {
  const told = story([]);
  const event = {
    ...told.log[0],
    type: "ChannelRefused",
    data: { code: "restricted_action", hint: "Let apps make channels." },
  } as never;
  const refused = { ...told.incident, channel: null, channelRefused: true, isPrivate: true };
  expect(readAloud(said(event, refused, { place: "direct" }))).toContain(
    "⚠️ Slack did not make a private channel (restricted_action)\n" +
      "(Let apps make channels.  The incident goes on without one: /incident update INC-42 works" +
      " anywhere",
  );
  expect(readAloud(announcement({ ...refused, isPrivate: false }))).toContain("without a channel");
});

test("An incident that was declared about a message links to it", () => {
  const told = story([], { from: { channelId: "C0GENERAL1", ts: "1772442000.000100", authorId: zoe } });
  expect(JSON.stringify(card(told.incident, usualCatalog))).not.toContain("a message");
  const linked = card({ ...told.incident, teamUrl: "https://example.slack.com/" }, usualCatalog);
  expectFineMessage(linked);
  expect(JSON.stringify(linked)).toContain(
    "From <https://example.slack.com/archives/C0GENERAL1/p1772442000000100|a message>",
  );
});

test("What was resolved before it was declared has no duration, and no negative one", () => {
  const told = story([[0, zoe, { type: "ChangeStatus", status: "resolved" }, 30]]);
  expect(readAloud(card(told.incident, usualCatalog))).toContain("Outcome: Resolved\n");
});

test("A text too long for a message is cut with a word on where the whole is", () => {
  const long = { type: "PostUpdate", status: null, nextUpdateAt: null, alsoAnnounce: false } as const;
  const read = (text: string): string => {
    const told = story([[1, zoe, { ...long, text }]]);
    return readAloud(said(...told.last("UpdatePosted"), { place: "channel" }));
  };
  expect(read("a".repeat(3_000))).toContain(`\n${"a".repeat(3_000)}\n(@`);
  expect(read("&".repeat(3_000))).toContain("Cut here: the export has the whole text");
  expect(read(`${"line of forty characters, more or less.\n".repeat(70)}`)).not.toContain("Cut here");
});
