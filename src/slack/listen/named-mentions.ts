// A title holds no mention: it is shown where nobody may be rung at, and a person in it is a name. Newer clients of
// Slack's send the id alone (FACTS 5), so the name is looked up, if Slack tells it in time.

import type { Desk } from "./desk.ts";
import { lookUpWithinMs } from "./limits.ts";
import { within } from "./within.ts";

const nameless = /<@([UW][A-Z0-9]+)>/g;

/** Escaped slash text with a name in each mention of a person: `<@U123|sam>`. What isn't known stays as it is. */
export async function withNames({ people, clock }: Desk, text: string): Promise<string> {
  const ids = [...new Set(Array.from(text.matchAll(nameless), ([, id = ""]) => id))];
  if (ids.length === 0) return text;
  const asked = Promise.all(ids.map(async (id) => [id, await people.person(id)] as const));
  const found = (await within(clock, lookUpWithinMs, asked)) ?? [];
  const names = new Map(found.map(([id, known]) => [id, known.outcome === "done" ? known.answer.name : ""]));
  return text.replace(nameless, (whole, id: string) => {
    const name = names.get(id)?.replace(/[<>|&]/g, "");
    return name === undefined || name === "" ? whole : `<@${id}|${name}>`;
  });
}
