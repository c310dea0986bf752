// The answer to /incident show: how one incident stands, to one person, anywhere.

import type { Catalog } from "../incident/catalog.ts";
import type { Incident } from "../incident/incident.ts";
import { isOpenStatus } from "../incident/words.ts";
import { overview } from "./card.ts";
import { exportButton, postUpdateButton, takeCommandButton } from "./elements.ts";
import { type Line, lineText, notification, rich, words } from "./line.ts";
import type { Message } from "./message.ts";
import { capitalized, headline, outcome, where } from "./wording.ts";

export function showMessage(incident: Incident, catalog: Catalog): Message {
  const { status, commanderId } = incident;
  const place = where(incident);
  const channel: Line = place.length === 0 ? [words("It has no channel that can be used.")] : place;
  const command = commanderId === null ? [takeCommandButton(incident)] : [];
  const controls = isOpenStatus(status)
    ? [postUpdateButton(incident), ...command, exportButton(incident)]
    : [exportButton(incident)];
  return {
    text: notification(lineText([...headline(incident), words(` · ${outcome(incident) ?? capitalized(status)}`)])),
    blocks: [...overview(incident, catalog), rich(channel), { type: "actions", block_id: "show", elements: controls }],
  };
}
