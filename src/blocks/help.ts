// /incident help: one screen.

import type { Message } from "./message.ts";
import { mrkdwn } from "./mrkdwn.ts";

const lines: readonly [typed: string, what: string][] = [
  ["declare", "opens the form; `declare sev2 Checkout is failing` declares at once"],
  ["update text", "posts a status update; without text a form opens"],
  ["status monitoring", "investigating, identified, monitoring or resolved; text after it is an update"],
  ["severity sev1", "SEV1 is the worst, SEV4 the least"],
  ["take", "makes you the commander; `role commander @sam` somebody else"],
  ["log 10:25 text", "adds to the timeline; also `log 20 min ago text`, or :pushpin: on a message"],
  ["resolve text", "what fixed it; without text a form opens"],
  ["reopen why · cancel why · rename title", "as they say"],
  ["export", "the postmortem, as a file in the channel; `export json` all of it, `export csv` the timeline"],
  ["list · show INC-42", "find one; `list all`, `list mine`, `list sev1`"],
];

export function helpMessage(): Message {
  const body = lines.map(([typed, what]) => `\`/incident ${typed}\`  ${what}`).join("\n");
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
