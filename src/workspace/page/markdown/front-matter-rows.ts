// Front matter, read for showing: names and values as they stand. Not all of YAML, and never an error: what is nested
// is shown under what it belongs to. Pure.

export type Fact = { name: string; value: string };

function unquoted(value: string): string {
  const quote = value.charAt(0);
  if ((quote !== '"' && quote !== "'") || value.length < 2 || !value.endsWith(quote)) return value;
  const inner = value.slice(1, -1);
  return quote === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, "$1");
}

const shownName = (name: string): string =>
  name.replaceAll("_", " ").replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** "a: b" lines; "- item" and indented lines go on with the value before them. */
export function frontMatterRows(text: string): Fact[] {
  const rows: Fact[] = [];
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const [, name, value = ""] = /^([^\s:][^:]*):(?:\s+(.*))?$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (name !== undefined) rows.push({ name: shownName(unquoted(name)), value: unquoted(value.trim()) });
    else if (last !== undefined) {
      const more = trimmed.startsWith("- ") ? unquoted(trimmed.slice(2).trim()) : trimmed;
      last.value = last.value === "" ? more : `${last.value}, ${more}`;
    } else rows.push({ name: "", value: trimmed });
  }
  return rows;
}
