// The words that only look: the menu, the list, one incident, the help.

import { card } from "../../blocks/card.ts";
import type { CommandLine } from "../../blocks/command-line.ts";
import { helpMessage } from "../../blocks/help.ts";
import { maxInList, maxInMenu } from "../../blocks/limits.ts";
import { listMessage, menuMessage } from "../../blocks/list.ts";
import { type Listed, worstFirst } from "../../blocks/listed.ts";
import { showMessage } from "../../blocks/show.ts";
import type { Told } from "../../engine/incidents.ts";
import type { Asker, Desk } from "./desk.ts";
import { maxFiltered, maxListed } from "./limits.ts";
import { listedRow, upToDate } from "./listed-row.ts";
import { slaOf } from "./sla-looks.ts";
import type { Reply } from "./slash-requests.ts";

type ListLine = Extract<CommandLine, { word: "list" }>;

/** Whether it is about this component. */
async function hasComponent(desk: Desk, { teamId }: Asker, { id }: Listed, component: string): Promise<boolean> {
  const told = await desk.engine.find.byId(teamId, id);
  const wanted = component.toLowerCase();
  if (told === null) return false;
  const { components, severity } = told.incident;
  // A severity that the settings have no longer is a word like any other.
  return severity.toLowerCase() === wanted || components.some((name) => name.toLowerCase().includes(wanted));
}

async function filtered(desk: Desk, asker: Asker, line: ListLine): Promise<Listed[]> {
  const { scope, isMine, severity, component } = line;
  const rows = await desk.engine.find.list({ open: scope === "open" ? true : null, limit: maxFiltered }, asker);
  const found = rows
    .map((row) => listedRow(row, desk.catalog))
    .filter((one) => severity === null || one.severity === severity)
    .filter((one) => !isMine || one.commanderId === asker.userId);
  if (component === "") return found;
  const matches = await Promise.all(found.map((one) => hasComponent(desk, asker, one, component)));
  return found.filter((_one, index) => matches[index]);
}

/** The answer to a line that only looks; null where it asks for more. */
export async function look(desk: Desk, asker: Asker, line: CommandLine, told: Told | null): Promise<Reply | null> {
  switch (line.word) {
    case "help":
      return { message: helpMessage(desk.catalog) };
    case "list":
      return { message: listMessage(await upToDate(desk, asker, await filtered(desk, asker, line), maxInList)) };
    case "show":
      return told === null ? null : { message: showMessage(told.incident, desk.catalog) };
    case "sla":
      return told === null ? null : { message: await slaOf(desk, asker, told.incident) };
    case "menu": {
      if (told !== null) return { message: card(told.incident, desk.catalog) };
      const open = await desk.engine.find.list({ open: true, limit: maxListed }, asker);
      const found = open.map((row) => listedRow(row, desk.catalog));
      const shown = await upToDate(desk, asker, worstFirst(found, desk.catalog), maxInMenu);
      return { message: menuMessage(shown, desk.catalog) };
    }
    default:
      return null;
  }
}
