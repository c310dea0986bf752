// The small tools of the readers of typed times: each looks at one place in a line and says how far it read.
// Never skips ahead: what is not at that place was not read.

/** What was read, and the index in the text just after it. */
export type Scanned<T> = { value: T; end: number };

/** `pattern` must be sticky (flag y). */
export function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** A clock or date ends here: the text does, or what follows is not of it ("10:25, db", "10:25-11:00", "9am-10am"). */
const timeEnd = /(?=$|[\s,;–—]|:(?!\d)|\.(?=\s|$)|-(?!\d)|-(?=\d{1,2}(?::\d{2}|\s{0,2}[ap]\.?m)))/iy;

/** A word ends here: stricter, so that "PT-BR", "Monday.com" and "today's" are words of their own. */
const wordEnd = /(?=$|[\s,;–—]|:(?!\d)|[.-](?=\s|$))/y;

export const endsTime = (text: string, index: number): boolean => matchAt(timeEnd, text, index) !== null;
export const endsWord = (text: string, index: number): boolean => matchAt(wordEnd, text, index) !== null;

const separator = /\s*(?:[,;](?=\S)|(?:[,;:.]|[–—-](?!\s*\d{1,2}:\d{2}))(?=\s|$))?\s*/y;
const space = /\s*/y;

/** What follows a time, without the spaces and the one comma, colon or dash that set it off. Nothing else is lost. */
export function restAfter(text: string, index: number): string {
  return text.slice(index + (matchAt(separator, text, index)?.[0].length ?? 0));
}

/** The index of the first character from `index` on that is not a space. */
export function skipSpace(text: string, index: number): number {
  return index + (matchAt(space, text, index)?.[0].length ?? 0);
}
