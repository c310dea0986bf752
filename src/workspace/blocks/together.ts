// Rules about several blocks or elements at once: ids that must differ, and what may come only so often.

import { messageLimits } from "../limits.ts";
import type { Json } from "../world.ts";
import { isObject, type Report } from "./check.ts";
import type { Surface } from "./layout.ts";
import { chartLimits, dataTableLimits, tableLimits } from "./limits.ts";
import { heldBlocks, standingIn } from "./standing.ts";
import { charactersOf } from "./tables.ts";

type Placed = { block: Json; at: string };

/** The blocks and those within them. */
function allBlocks(blocks: readonly unknown[], at: string): Placed[] {
  return blocks.flatMap((block, i) => {
    if (!isObject(block)) return [];
    const inner = heldBlocks(block).map((it) => ({ block: it.inner, at: `${at}/${i}${it.at}` }));
    return [{ block, at: `${at}/${i}` }, ...inner];
  });
}

/** block_ids have to differ in a message or view. */
function checkBlockIds(placed: readonly Placed[], report: Report): void {
  const seen = new Set<string>();
  for (const { block, at } of placed) {
    const { block_id: id } = block;
    if (typeof id !== "string" || id === "") continue;
    if (seen.has(id)) report(`block_id "${id}" already exists`, `${at}/block_id`);
    seen.add(id);
  }
}

/** action_ids have to differ within a block. */
function checkActionIds({ block, at }: Placed, report: Report): void {
  const seen = new Set<unknown>();
  for (const { holder, element, at: inner } of standingIn(block)) {
    if (holder !== block || element.action_id === undefined) continue;
    if (seen.has(element.action_id))
      report(`action_id "${String(element.action_id)}" already exists`, `${at}${inner}/action_id`);
    seen.add(element.action_id);
  }
}

/** The cursor can be in one field only. */
function checkFocus(blocks: readonly unknown[], at: string, report: Report): void {
  let isTaken = false;
  for (const [i, block] of blocks.entries()) {
    if (!isObject(block)) continue;
    for (const { element, at: inner } of standingIn(block)) {
      if (element.focus_on_load !== true) continue;
      if (isTaken) report("only one element can have focus_on_load set to true", `${at}/${i}${inner}/focus_on_load`);
      isTaken = true;
    }
  }
}

function checkCounts(placed: readonly Placed[], at: string, surface: Surface, report: Report): void {
  const of = (type: string) => placed.filter(({ block }) => block.type === type).map(({ block }) => block);
  const markdown = of("markdown").reduce((sum, { text }) => sum + (typeof text === "string" ? text.length : 0), 0);
  if (markdown > messageLimits.markdownText) {
    report(`markdown blocks must be less than ${messageLimits.markdownText + 1} characters in all`, at);
  }
  const tables = of("table");
  if (surface === "message" && tables.length > tableLimits.perMessage)
    report("no more than 1 table block allowed in a message", at);
  const characters = (blocks: Json[]) => blocks.reduce((sum, { rows }) => sum + charactersOf(rows), 0);
  if (characters(tables) > tableLimits.characters)
    report(`table cells must be less than ${tableLimits.characters + 1} characters in all`, at);
  if (characters(of("data_table")) > dataTableLimits.characters)
    report(`data table cells must be less than ${dataTableLimits.characters + 1} characters in all`, at);
  if (of("data_visualization").length > chartLimits.perMessage)
    report(`no more than ${chartLimits.perMessage} data_visualization blocks allowed in a message`, at);
}

export function checkTogether(blocks: readonly unknown[], at: string, surface: Surface, report: Report): void {
  const placed = allBlocks(blocks, at);
  checkBlockIds(placed, report);
  for (const one of placed) checkActionIds(one, report);
  checkFocus(blocks, at, report);
  checkCounts(placed, at, surface, report);
}
