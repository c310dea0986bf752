// What holds for the postmortem of every log that Sitrep could have written.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventOf, IncidentEvent } from "../../src/incident/events.ts";
import { fold } from "../../src/incident/incident.ts";
import { milestoneFact } from "../../src/incident/milestones.ts";
import { timeline } from "../../src/incident/timeline.ts";
import { cleanText, isBlank, oneLine } from "../../src/incident/typed-text.ts";
import { storyOf } from "../../src/postmortem/document.ts";
import { treeOf } from "../../src/postmortem/tree.ts";
import { formatInstant } from "../../src/time/zone.ts";
import { declare, logOf, update } from "../incident/given.ts";
import { nastyTexts, toldIncident } from "../support/arbitrary-incident.ts";
import { frontMatterIn, nodesIn, sectionsIn, shapeOf, textOf, treeIn } from "./reading.ts";
import { options, written } from "./told.ts";

const zone = fc.constantFrom("UTC", "America/Sao_Paulo", "Asia/Kathmandu", "Europe/London");

const treeMeant = (log: readonly IncidentEvent[]) => {
  const incident = fold(log);
  if (incident === null) throw new Error("The log is empty.");
  return treeOf(storyOf(log, incident, options));
};

describe("The postmortem of any log", () => {
  test("reads back as exactly the tree that was meant: no text becomes a mark, no mark is lost", () => {
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        expect(shapeOf(treeIn(written(log)))).toEqual(shapeOf(treeMeant(log)));
      }),
    );
  });

  test("has no html, code, images or rules in it, and links to the web or mail only", () => {
    const ours = new Set(
      "root heading text paragraph break table tableRow tableCell list listItem blockquote link emphasis strong".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(toldIncident, ({ log }) => {
        for (const node of nodesIn(treeIn(written(log)))) {
          expect(ours).toContain(node.type);
          if (node.type === "link") expect(node.url).toMatch(/^(https?:\/\/|mailto:)/);
        }
      }),
    );
  });

  test("is the same bytes each time, and for the log as it comes back from the store", () => {
    fc.assert(
      fc.property(toldIncident, zone, ({ log }, inZone) => {
        const document = written(log, { zone: inZone });
        expect(written(log, { zone: inZone })).toBe(document);
        expect(written(JSON.parse(JSON.stringify(log)), { zone: inZone })).toBe(document);
        expect(document.isWellFormed()).toBe(true);
        expect(document.endsWith("\n")).toBe(true);
      }),
    );
  });

  test("has every section, in one order", () => {
    fc.assert(
      fc.property(toldIncident, ({ log, incident }) => {
        const headings = treeIn(written(log)).children.filter((node) => node.type === "heading");
        expect(headings.filter(({ depth }) => depth === 1)).toHaveLength(1);
        expect(headings.filter(({ depth }) => depth === 2).map(textOf)).toEqual([
          "Summary",
          "Impact",
          "Milestones",
          "Measures",
          "Updates",
          "Timeline",
          "Root cause",
          "Detection",
          "Response",
          "What went well",
          "What went badly",
          "Where we were lucky",
          "Follow-ups",
          "SLA clocks",
          "Update cadence",
          "Gaps found",
        ]);
        expect(headings.filter(({ depth }) => depth === 3)).toHaveLength(incident.updateCount);
      }),
    );
  });

  test("gives each item of the timeline its time and person, in order", () => {
    fc.assert(
      fc.property(toldIncident, zone, ({ log, incident }, inZone) => {
        const [list] = sectionsIn(treeIn(written(log, { zone: inZone }))).get("Timeline") ?? [];
        const lines = list === undefined || list.type !== "list" ? [] : list.children.map(textOf);
        const items = timeline(log);
        // The declaration says when impact started, until somebody corrects it or a window begins at another time.
        const started = milestoneFact(incident, "impactStarted");
        const declared = started === null || started.reason !== null ? [] : [started.at];
        expect(lines).toHaveLength(items.length + declared.length);
        const times = lines.map((line) => line.slice(0, line.indexOf(" · ")));
        const meant = [...items.map(({ at }) => at), ...declared].sort((a, b) => a - b);
        expect(times).toEqual(meant.map((at) => formatInstant(at, inZone)));
        for (const line of lines) expect(line.split(" · ")[1]).not.toBe("");
      }),
    );
  });

  test("gives each update its time and person under its number", () => {
    fc.assert(
      fc.property(toldIncident, ({ log, incident }) => {
        const sections = sectionsIn(treeIn(written(log)));
        for (const { type, data, occurredAt, by } of log) {
          if (type !== "UpdatePosted") continue;
          const [stamp, quote] = sections.get(headingOf(data)) ?? [];
          const id = by.kind === "person" ? by.userId : "Sitrep";
          const who = (incident.people[id] ?? "").trim() === "" ? id : oneLine(incident.people[id] ?? "");
          expect(stamp && textOf(stamp).startsWith(`${formatInstant(occurredAt, "UTC")} · ${who}`)).toBe(true);
          expect(quote?.type).toBe("blockquote");
        }
      }),
    );
  });

  test("says what an update says, to the last character, whatever Markdown would make of it", () => {
    const unmarked = nastyTexts.filter((typed) => !/<|:|https?/.test(typed));
    const signs = fc.string({
      unit: fc.constantFrom(..."ab1 *_`~#->|[](){}!\\&;.+=\n\t\"'$^%@/,éß雪🚒"),
      maxLength: 40,
    });
    const typed = fc
      .oneof(fc.constantFrom(...unmarked), signs)
      .filter((text) => !isBlank(text.replace(/\p{Cc}/gu, "")));
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 3 }), (texts) => {
        const sections = sectionsIn(treeIn(written(logOf(declare(), ...texts.map((text) => update(text))))));
        texts.forEach((text, index) => {
          const [, quote] = sections.get(`Update ${index + 1}`) ?? [];
          expect(quote && seen(textOf(quote))).toEqual(seen(cleanText(text)));
        });
      }),
      { numRuns: 200 },
    );
  });

  test("has front matter that YAML reads back, whatever the title", () => {
    fc.assert(
      fc.property(toldIncident, ({ log, incident }) => {
        expect(frontMatterIn(written(log))).toMatchObject({
          id: `INC-${incident.number}`,
          title: incident.title,
          severity: incident.severity,
          status: incident.status,
          components: incident.components,
          private: incident.isPrivate,
          drill: incident.isDrill,
          updateCount: incident.updateCount,
        });
      }),
    );
  });
});

const headingOf = ({ number, status }: EventOf<"UpdatePosted">["data"]): string =>
  status === null ? `Update ${number}` : `Update ${number}: ${status}`;

/** Characters and lines as a reader sees them: how wide a space is, and how many lines are empty, can't be seen. */
function seen(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/gu, " ").trim())
    .filter((line) => line !== "");
}
