// Lists, the menu, help, refusals, answers: what one person is shown.

import fc from "fast-check";
import { expect, test } from "vitest";
import { declaredAnswer, doneAnswer, entryAnswer, exportAnswer } from "../../src/blocks/answers.ts";
import { readCommandLine } from "../../src/blocks/command-line.ts";
import { helpMessage } from "../../src/blocks/help.ts";
import { listMessage, menuMessage } from "../../src/blocks/list.ts";
import { listed } from "../../src/blocks/listed.ts";
import { refusalMessage, sentenceMessage } from "../../src/blocks/refusal.ts";
import { showMessage } from "../../src/blocks/show.ts";
import { refuse } from "../../src/incident/refusal.ts";
import { nastyTexts, startsAt, text, toldIncident } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";
import { expectFineMessage } from "./expect-fine.ts";

const incident = toldIncident.map((told) => told.incident);

test("Any list of incidents, the menu, and one incident obey the limits", () => {
  fc.assert(
    fc.property(fc.array(incident, { maxLength: 40, size: "large" }), (all) => {
      expectFineMessage(listMessage(all.map(listed)));
      expectFineMessage(menuMessage(all.map(listed), usualCatalog));
      for (const one of all.slice(0, 3)) {
        expectFineMessage(showMessage(one, usualCatalog));
        const answers = [declaredAnswer, doneAnswer].map((answer) => answer(one));
        for (const answer of [...answers, exportAnswer(one, "markdown"), exportAnswer(one, "csv")]) {
          expectFineMessage(answer);
        }
        expectFineMessage(entryAnswer(one, one.declaredAt, "yesterday, 23:50"));
      }
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test("The longest list there can be fits a message", () => {
  const [told] = fc.sample(toldIncident, { numRuns: 1, seed: 5 });
  if (told === undefined) throw new Error("No incident was told.");
  const one = { ...listed(told.incident), number: 99_999, isPrivate: true, isDrill: true, channelId: "C0123456789" };
  for (const title of ['"'.repeat(150), "&".repeat(150), "🚒".repeat(75), "ש\\".repeat(75)]) {
    for (const status of ["investigating", "resolved"] as const) {
      const ended = { endedAt: startsAt + 999_999_999, nextUpdateAt: startsAt, alarm: "🚨 acknowledge breached" };
      const all = Array.from({ length: 200 }, () => ({ ...one, ...ended, title, status }));
      expectFineMessage(listMessage(all));
      expectFineMessage(menuMessage(all, usualCatalog));
    }
  }
});

test("A list says how many more there are, an empty one what to do", () => {
  const [told] = fc.sample(toldIncident, { numRuns: 1, seed: 5 });
  if (told === undefined) throw new Error("No incident was told.");
  const all = Array.from({ length: 18 }, () => listed(told.incident));
  expect(JSON.stringify(listMessage(all))).toContain("and 3 more");
  expect(JSON.stringify(menuMessage(all, usualCatalog))).toContain("and 8 more");
  expect(listMessage([]).text).toContain("/incident list all");
  expect(menuMessage([], usualCatalog).text).toBe("No incident is open.");
});

test("The help obeys the limits, and every word in it is one that is read", () => {
  const help = helpMessage(usualCatalog);
  expectFineMessage(help);
  const lines = JSON.stringify(help.blocks).match(/\/incident [a-z]+/g) ?? [];
  expect(lines.length).toBeGreaterThan(9);
  for (const line of lines) {
    const read = readCommandLine(line.replace("/incident ", ""), { channelIncident: true, catalog: usualCatalog });
    if ("problem" in read) expect(read.problem).not.toContain("is no command");
  }
});

test("A refusal repeats what was typed without paging anybody", () => {
  fc.assert(
    fc.property(text, (typed) => expectFineMessage(refusalMessage(refuse("missing", `“${typed}” is no time.`)))),
  );
  for (const typed of nastyTexts) expectFineMessage(sentenceMessage(`${typed} is no command.`));
  expect(sentenceMessage("<!channel> is no command.").text).toBe("&lt;!channel&gt; is no command.");
});
