// /incident help: one screen.

import type { Catalog } from "../incident/catalog.ts";
import { commanderRole } from "../incident/words.ts";
import { exampleSeverity } from "./catalog-words.ts";
import { anyOf } from "./command-words.ts";
import type { Message } from "./message.ts";
import { mrkdwn } from "./mrkdwn.ts";

const typedSeverity = (catalog: Catalog): string => exampleSeverity(catalog).toLowerCase();

function severities({ severities: all }: Catalog): string {
  const names = all.map(({ name }) => name);
  return names.length === 1 ? `there is ${names[0]} alone` : `${names[0]} is the worst, ${names.at(-1)} the least`;
}

/** Beside the commander's, which has a line of its own. */
function roles({ roles: all }: Catalog): [typed: string, what: string][] {
  const others = all.filter(({ key }) => key !== commanderRole).map(({ key }) => key);
  return others.length === 0 ? [] : [[`role ${others[0]} @sam`, `${anyOf(["commander", ...others])}`]];
}

const linesOf = (catalog: Catalog): readonly [typed: string, what: string][] => [
  ["declare", `opens the form; \`declare ${typedSeverity(catalog)} Checkout is failing\` declares at once`],
  ["update text", "posts a status update; without text a form opens"],
  ["status monitoring", "investigating, identified, monitoring or resolved; text after it is an update"],
  [`severity ${typedSeverity(catalog)}`, severities(catalog)],
  ["take", "makes you the commander; `role commander @sam` somebody else"],
  ...roles(catalog),
  ["log 10:25 text", "adds to the timeline; also `log 20 min ago text`, or :pushpin: on a message"],
  ["impact 11:07 to 11:54 Voice", "when it hurt; `impact` alone shows and changes the windows"],
  ["time detected 11:08 why", "sets or corrects when something happened; `time` alone shows all"],
  ["sla · pause why · resume", "every clock and what it is made of; stops and restarts those that may be paused"],
  ["resolve text · reopen why · cancel why · rename title", "as they say; each asks for what is missing"],
  ["export", "the postmortem, as a file in the channel; `export json` all of it, `export csv` the timeline"],
  ["list · show INC-42", "find one; `list all`, `list mine`, a severity or a component"],
];

export function helpMessage(catalog: Catalog): Message {
  const body = linesOf(catalog)
    .map(([typed, what]) => `\`/incident ${typed}\`  ${what}`)
    .join("\n");
  const where =
    "In an incident's channel it means that incident; elsewhere put INC-42 first: `/incident INC-42 update text`.";
  return {
    text: "What /incident can do",
    blocks: [
      { type: "section", text: mrkdwn(body), expand: true },
      { type: "context", elements: [mrkdwn(where)] },
    ],
  };
}
