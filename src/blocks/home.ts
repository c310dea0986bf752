// App Home: what a person finds under the bot's name. The button first, then what is open, then what has ended lately.
// It shows what it is given: which private ones somebody may see is decided by whoever asks.

import type { HomeView } from "@slack/types";
import type { Catalog } from "../incident/catalog.ts";
import { declareButton } from "./elements.ts";
import { maxEndedInHome, maxOpenInHome } from "./limits.ts";
import { type Line, rich, words } from "./line.ts";
import { lineOf } from "./list.ts";
import { type Listed, worstFirst } from "./listed.ts";
import { mrkdwn, plain } from "./mrkdwn.ts";

const more = (hidden: number, command: string): Line[] =>
  hidden > 0 ? [[words(`and ${hidden} more: ${command}`)]] : [];

function openNow(open: readonly Listed[], catalog: Catalog): HomeView["blocks"] {
  const shown = worstFirst(open, catalog).slice(0, maxOpenInHome);
  const lines = [...shown.map(lineOf), ...more(open.length - shown.length, "/incident list")];
  return [
    { type: "header", text: plain(open.length === 0 ? "No incident is open" : `Open now: ${open.length}`) },
    ...lines.map((line) => rich(line)),
  ];
}

function endedLately(ended: readonly Listed[]): HomeView["blocks"] {
  if (ended.length === 0) return [];
  const lines = ended.slice(0, maxEndedInHome).map(lineOf);
  return [{ type: "divider" }, { type: "header", text: plain("Ended lately") }, ...lines.map((line) => rich(line))];
}

const hint = "`/incident help` shows all that can be typed, `/incident list all` every incident.";

/** `open` and `ended` newest first; of what is open the worst is shown first. */
export const homeView = (open: readonly Listed[], ended: readonly Listed[], catalog: Catalog): HomeView => ({
  type: "home",
  blocks: [
    { type: "actions", block_id: "home", elements: [declareButton()] },
    ...openNow(open, catalog),
    ...endedLately(ended),
    { type: "context", elements: [mrkdwn(hint)] },
  ],
});
