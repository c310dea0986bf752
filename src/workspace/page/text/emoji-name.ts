// Finds `:emoji:` in text. Pure: whether there is such an emoji is known only when it is drawn.

export type NamedEmoji = { name: string; skinTone: number | null; length: number };

/** "10:25:30" has no emoji in it; these are the few names without a letter. */
const withoutLetter = new Set(["+1", "-1", "100", "1234"]);
const shape = /^:([a-z0-9_+'-]{1,100}):(?::skin-tone-([2-6]):)?/i;

/** The emoji that begins with the colon at the start of `text`, if one does. */
export function emojiAtStart(text: string): NamedEmoji | null {
  const [all, name, tone] = shape.exec(text) ?? [];
  if (all === undefined || name === undefined) return null;
  if (!/[a-z]/i.test(name) && !withoutLetter.has(name)) return null;
  return { name: name.toLowerCase(), skinTone: tone === undefined ? null : Number(tone), length: all.length };
}

export type Piece = string | NamedEmoji;

/** Plain text with the emoji in it taken apart. */
export function emojiIn(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let at = text.indexOf(":");
  while (at !== -1) {
    const found = emojiAtStart(text.slice(at, at + 130));
    if (found !== null) {
      if (at > from) pieces.push(text.slice(from, at));
      pieces.push(found);
      from = at + found.length;
    }
    at = text.indexOf(":", found === null ? at + 1 : from);
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}
