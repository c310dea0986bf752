// Every message that Sitrep shows of any incident that can be.

import fc from "fast-check";
import { expect, test } from "vitest";
import { announcement, bookmarkTitle } from "../../src/blocks/announcement.ts";
import { card } from "../../src/blocks/card.ts";
import { openingPiece, textPiece } from "../../src/blocks/piece.ts";
import { said, saidTypes } from "../../src/blocks/said.ts";
import { slaMessage } from "../../src/blocks/sla.ts";
import { topic } from "../../src/blocks/topic.ts";
import type { IncidentEvent } from "../../src/incident/events.ts";
import { fold, type Incident } from "../../src/incident/incident.ts";
import { reactions } from "../../src/incident/reactions.ts";
import { nastyTexts, startsAt, text, toldIncident } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";
import { expectFineMessage } from "./expect-fine.ts";
import { sam, story } from "./story.ts";

const isSaid = (event: IncidentEvent): boolean => (saidTypes as string[]).includes(event.type);

/** The state after each event, as the engine finds it. */
const states = (log: readonly IncidentEvent[]): [IncidentEvent, Incident][] =>
  log.map((event, index) => [event, fold(log.slice(0, index + 1)) as Incident]);

test("Every card obeys Slack's limits and pages nobody", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => expectFineMessage(card(incident, usualCatalog))),
    { numRuns: 300 },
  );
});

const instants = fc.integer({ min: -5 * 24 * 60, max: 10 * 24 * 60 }).map((minutes) => startsAt + minutes * 60_000);

test("Every answer about clocks obeys Slack's limits and pages nobody, whenever it is asked for", () => {
  const lines = fc.array(text, { maxLength: 8 });
  const skew = fc.option(fc.integer({ min: -40_000_000, max: 40_000_000 }));
  fc.assert(
    fc.property(toldIncident, instants, lines, skew, ({ incident }, now, availability, skewMs) => {
      expectFineMessage(slaMessage(incident, now, { availability, skewMs }));
    }),
    { numRuns: 300 },
  );
});

test("Every announcement obeys Slack's limits and pages nobody", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      if (incident.isPrivate) expect(() => announcement(incident)).toThrow("announced nowhere");
      else expectFineMessage(announcement(incident));
    }),
    { numRuns: 300 },
  );
});

test("Everything said of any event, in any place, obeys Slack's limits and pages nobody", () => {
  fc.assert(
    fc.property(toldIncident, ({ log }) => {
      for (const [event, incident] of states(log)) {
        if (!isSaid(event)) continue;
        for (const place of ["channel", "announcement", "aside", "direct"] as const) {
          expectFineMessage(said(event, incident, { place }));
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("What reactions ask to be said can be said", () => {
  fc.assert(
    fc.property(toldIncident, ({ log }) => {
      for (const [event, incident] of states(log)) {
        for (const { effect } of reactions([event], incident)) {
          if (effect.do === "say" || effect.do === "tell") expect(isSaid(event)).toBe(true);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("What nobody is told of is refused with its name", () => {
  fc.assert(
    fc.property(toldIncident, ({ log, incident }) => {
      const [declared] = log;
      expect(() => said(declared as IncidentEvent, incident, { place: "channel" })).toThrow("IncidentDeclared");
    }),
    { numRuns: 5 },
  );
});

test("The longest of everything at once fits a message", () => {
  for (const mark of ['"', "\\", "&", "<", "🚒", "ש", "<@U0SAM00001>", "https://example.com/?a&b "]) {
    const long = (length: number): string => mark.repeat(length).slice(0, length).toWellFormed();
    const told = story(
      [
        [1, null, { type: "RecordPerson", userId: sam, name: long(500) }],
        [1, sam, { type: "Rename", title: `x${long(139)}` }],
        [1, sam, { type: "ChangeSeverity", severity: "SEV1" }],
        [
          1,
          sam,
          { type: "PostUpdate", text: long(3_000), status: "identified", nextUpdateAt: null, alsoAnnounce: true },
        ],
        [1, null, { type: "RecordGivingUp", what: long(200), code: long(200), hint: long(2_000) }],
        [1, sam, { type: "Resolve", text: `x${long(2_999)}`, impactEndedAt: null }],
      ],
      {
        title: long(140),
        summary: long(3_000),
        components: Array.from({ length: 50 }, (_, index) => `${index}${long(98)}`),
        commanderId: sam,
        isDrill: true,
        from: { channelId: "C0GENERAL1", ts: "1772442000.000100", authorId: sam },
      },
    );
    for (const { incident } of [told, { incident: { ...told.incident, status: "monitoring" as const } }]) {
      expectFineMessage(card({ ...incident, teamUrl: "https://a-long-name-of-a-team.slack.com/" }, usualCatalog));
      expectFineMessage(announcement(incident));
    }
    for (const type of ["IncidentRenamed", "UpdatePosted", "EffectGaveUp"] as const) {
      for (const place of ["channel", "direct"] as const) expectFineMessage(said(...told.last(type), { place }));
    }
  }
});

test("A topic is one line of at most 250 characters without a token", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      const line = topic(incident);
      expect(line.length).toBeLessThanOrEqual(250);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/[\n<>]/);
    }),
    { numRuns: 300 },
  );
});

test("The same state gives the same bytes", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      expect(JSON.stringify(card(incident, usualCatalog))).toBe(
        JSON.stringify(card(structuredClone(incident), usualCatalog)),
      );
    }),
    { numRuns: 50 },
  );
});

test("A bookmark and the pieces of a postmortem obey the limits", () => {
  expect(bookmarkTitle({ number: 123_456 }).length).toBeLessThanOrEqual(80);
  expectFineMessage(openingPiece("Postmortem of INC-7"));
  fc.assert(fc.property(text, (typed) => expectFineMessage(textPiece(typed.slice(0, 2_800)))));
});

test("A piece of a postmortem shows its text byte for byte", () => {
  for (const typed of nastyTexts.filter(
    (one) => one !== "" && one.isWellFormed() && !/[\p{Cc}]/u.test(one.replace(/\n/g, "")),
  )) {
    const whole = typed.replace(/[\u2028\u2029]/g, "\n");
    expect(JSON.stringify(textPiece(typed).blocks)).toContain(JSON.stringify(whole).slice(1, -1));
  }
});
