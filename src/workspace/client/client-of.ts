// Which of a person's windows asks: the page names itself in every address, and stays the same through a reload.

/** Null: it does not say, or says what is no name. */
export function clientOf(query: URLSearchParams): string | null {
  const client = query.get("client") ?? "";
  return /^[\w-]{1,40}$/.test(client) ? client : null;
}
