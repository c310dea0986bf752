// Lists come in pages; this walks them, one after the other, until something is found or there are no more.

import { maxPages } from "./limits.ts";

type Page = { response_metadata?: { next_cursor?: string } };

/**
 * The first thing that `find` finds in a page, else null. `ask` gets the cursor, or nothing for the first page.
 * Throws what `ask` throws.
 */
export async function findInPages<P extends Page, T>(
  ask: (at: { cursor?: string }) => Promise<P>,
  find: (page: P) => T | undefined | Promise<T | undefined>,
): Promise<T | null> {
  let cursor = "";
  for (let page = 0; page < maxPages; page++) {
    const answer = await ask(cursor === "" ? {} : { cursor });
    const found = await find(answer);
    if (found !== undefined) return found;
    cursor = answer.response_metadata?.next_cursor ?? "";
    if (cursor === "") return null;
  }
  return null;
}
