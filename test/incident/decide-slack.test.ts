// What Slack and the timers report becomes a fact once; and what a declaration must say.

import { describe, expect, test } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import type { Fact, FactOf } from "../../src/incident/events.ts";
import { usualPolicy } from "../support/catalog.ts";
import {
  ask,
  channel,
  declare,
  declared,
  factsOf,
  message,
  minute,
  no,
  startsAt,
  testRows,
  update,
  zoe,
} from "./given.ts";

const open = declare();
const refused: Request = { type: "RecordChannelRefusal", code: "restricted_action", hint: "Ask an admin." };
const lost: Request = { type: "RecordChannelLoss", why: "archived" };
const entry: Request = { type: "AddEntry", text: null, message };
const quote: Request = {
  type: "RecordQuote",
  entryId: "01j00000000000000000000000.2",
  text: "It broke",
  authorId: zoe,
};

describe("A channel", () => {
  const { type: _channel, ...made } = channel;
  const created: Fact = { type: "ChannelCreated", data: made };
  const renamed: Request = { type: "RecordChannelName", name: "calls" };
  testRows([
    ["is recorded", [open], channel, [created]],
    ["is recorded once", [open, channel], { ...channel, channelId: "C0OTHER" }, []],
    ["may come after a refusal", [open, refused], channel, [created]],
    [
      "refused is recorded",
      [open],
      refused,
      [{ type: "ChannelRefused", data: { code: "restricted_action", hint: "Ask an admin." } }],
    ],
    ["refused is recorded once", [open, refused], refused, []],
    ["refused after it came is nothing", [open, channel], refused, []],
    ["is renamed", [open, channel], renamed, [{ type: "ChannelRenamed", data: { from: "inc-1", to: "calls" } }]],
    ["has one name", [open, channel, renamed], renamed, []],
    ["that is not there has no name", [open], renamed, []],
    ["is lost", [open, channel], lost, [{ type: "ChannelLost", data: { why: "archived" } }]],
    ["is lost once", [open, channel, lost], { ...lost, why: "deleted" }, []],
    ["that is not there can't be lost", [open], lost, []],
    ["comes back", [open, channel, lost], { type: "RecordChannelReturn" }, [{ type: "ChannelRegained", data: {} }]],
    ["that was never lost can't come back", [open, channel], { type: "RecordChannelReturn" }, []],
  ]);
});

describe("A report of Slack", () => {
  const shown: Request = {
    type: "RecordMessage",
    ofEventId: "01j00000000000000000000000.1",
    channelId: "C1",
    ts: "1.1",
  };
  const { type: _shown, ...place } = shown as Extract<Request, { type: "RecordMessage" }>;
  const person: Request = { type: "RecordPerson", userId: zoe, name: "Zoe" };
  const gaveUp: Request = { type: "RecordGivingUp", what: "pin", code: "too_many_pins", hint: "Unpin one." };
  const quoted: FactOf<"MessageQuoted"> = {
    type: "MessageQuoted",
    data: { entryId: "01j00000000000000000000000.2", text: "It broke", authorId: zoe },
  };
  testRows([
    ["says where an event is shown", [open], shown, [{ type: "MessagePosted", data: place }]],
    ["says it once", [open, shown], shown, []],
    [
      "says it again where the message is another",
      [open, shown],
      { ...shown, ts: "2.2" },
      [{ type: "MessagePosted", data: { ...place, ts: "2.2" } }],
    ],
    ["quotes an entry's message", [open, entry], quote, [quoted]],
    ["quotes it once", [open, entry, quote], quote, []],
    ["says each once, whatever came between", [open, shown, { ...shown, channelId: "C2" }], shown, []],
    [
      "quotes it again where it was edited",
      [open, entry, quote],
      { ...quote, text: "It broke at ten" },
      [{ ...quoted, data: { ...quoted.data, text: "It broke at ten" } }],
    ],
    ["quotes no entry that is not there", [open], quote, []],
    ["names a person", [open], person, [{ type: "PersonNamed", data: { userId: zoe, name: "Zoe" } }]],
    ["names them once", [open, person], person, []],
    [
      "names them anew",
      [open, person],
      { ...person, name: "Zoë" },
      [{ type: "PersonNamed", data: { userId: zoe, name: "Zoë" } }],
    ],
    [
      "gives up",
      [open],
      gaveUp,
      [{ type: "EffectGaveUp", data: { what: "pin", code: "too_many_pins", hint: "Unpin one." } }],
    ],
    ["gives up once", [open, gaveUp], gaveUp, []],
  ]);
});

describe("A declaration", () => {
  const { type: _type, ...plain } = open;
  const said = (data: Partial<FactOf<"IncidentDeclared">["data"]>): Fact[] => [
    { type: "IncidentDeclared", data: { ...plain, policy: usualPolicy("SEV2"), ...data } },
  ];
  testRows([
    [
      "keeps what was said, each component once and on one line",
      [],
      declare({
        title: " Calls\n issues ",
        summary: " Since ten. ",
        components: [" Voice", "API\n", "Voice", " ", "\u200B"],
      }),
      said({ summary: "Since ten.", components: ["Voice", "API"] }),
    ],
    ["may begin resolved", [], declare({ status: "resolved" }), said({ status: "resolved" })],
    ["may know when impact started", [], declare({ impactStartedAt: startsAt }), said({ impactStartedAt: startsAt })],
    ["is made once", [open], open, no("already-declared", "This incident is declared already.")],
    [
      "needs a title",
      [],
      declare({ title: " \u0000 " }),
      no("missing", "The title is empty: say in a few words what is failing.", "title"),
    ],
    [
      "has a title of at most 140 characters",
      [],
      declare({ title: "x".repeat(4_000) }),
      no("too-long", "The title has 4000 characters and at most 140 fit: shorten it.", "title"),
    ],
    [
      "has a description of at most 3,000 characters",
      [],
      declare({ summary: "x".repeat(3_001) }),
      no("too-long", "The description has 3001 characters and at most 3000 fit: shorten it.", "text"),
    ],
    [
      "names at most 50 components",
      [],
      declare({ components: Array.from({ length: 51 }, (_, index) => `C${index}`) }),
      no("too-long", "51 components are named and at most 50 fit: name the main ones.", "components"),
    ],
    [
      "names components of at most 100 characters",
      [],
      declare({ components: ["x".repeat(101)] }),
      no("too-long", "A component's name has 101 characters, at most 100 fit: shorten it.", "components"),
    ],
    [
      "knows no future impact",
      [],
      declare({ impactStartedAt: startsAt + 2 * minute }),
      no("future", "Impact can't have started in the future: give a time that has passed.", "impactStartedAt"),
    ],
  ]);

  test("is stamped with its two times, its person, its door and its place in the log", () => {
    const [event] = ask(null, {
      request: open,
      at: { now: startsAt, occurredAt: startsAt - minute, source: "form" },
    }) as [unknown];
    expect(event).toMatchObject({
      id: "01j00000000000000000000000.1",
      incidentId: "01j00000000000000000000000",
      version: 1,
      occurredAt: startsAt - minute,
      recordedAt: startsAt,
      by: { kind: "person", userId: "U0SAM00001" },
      source: "form",
    });
  });

  test("cleans what was typed, at whatever door: lone surrogates, line breaks, control characters", () => {
    const typed = "half \uD83D a pair\r\nnext\u2028last\u0000\u001B[31m\ttab 🚒";
    const clean = "half \uFFFD a pair\nnext\nlast[31m\ttab 🚒";
    expect(factsOf(ask(null, declare({ title: "T", summary: typed })))).toMatchObject([{ data: { summary: clean } }]);
    const incident = declared(open, entry);
    expect(factsOf(ask(incident, update(typed)))).toMatchObject([{ data: { text: clean } }]);
    expect(factsOf(ask(incident, { ...quote, text: typed } as Request))).toMatchObject([{ data: { text: clean } }]);
    expect(factsOf(ask(incident, { type: "RecordPerson", userId: zoe, name: "\uDE00 zoe" }))).toMatchObject([
      { data: { name: "\uFFFD zoe" } },
    ]);
  });
});
