// Cutting text to what fits, where a reader sees a whole character: never inside a surrogate pair, an emoji of several
// code points, an escape (`&amp;`) or one of Slack's tokens (`<@U123>`).

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A grapheme may straddle the cut; this far beyond it the segmenter has seen enough to know where one ends. */
const lookAhead = 64;

/** The longest start of `text` of at most `max` units, in whole graphemes; in code points where one alone is longer. */
function start(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  for (const { index } of segmenter.segment(text.slice(0, max + lookAhead))) if (index <= max) end = index;
  if (end === 0 && max > 0) end = /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return text.slice(0, end);
}

/** At most `max` UTF-16 units of plain text; what was cut ends in "…". */
export const cut = (text: string, max: number): string => (text.length <= max ? text : `${start(text, max - 1)}…`);

/** Rendered mrkdwn in pieces that can't be divided: a token, an escape, a run of plain characters. */
const atoms = /<[^<>]*>|&(?:amp|lt|gt);|[^<&]+/g;

function startOfMrkdwn(mrkdwn: string, max: number): string {
  if (mrkdwn.length <= max) return mrkdwn;
  let taken = "";
  for (const [atom] of mrkdwn.matchAll(atoms)) {
    const room = max - taken.length;
    if (atom.length <= room) {
      taken += atom;
      continue;
    }
    return atom.startsWith("<") || atom.startsWith("&") ? taken : taken + start(atom, room);
  }
  return taken;
}

/** `cut` for mrkdwn that is escaped already. */
export const cutMrkdwn = (mrkdwn: string, max: number): string =>
  mrkdwn.length <= max ? mrkdwn : `${startOfMrkdwn(mrkdwn, max - 1)}…`;

const jsonLength = (text: string): number => JSON.stringify(text).length;

/** The longest start of `mrkdwn` of at most `max` units that takes at most `json` characters once it is JSON. */
function fitting(mrkdwn: string, max: number, json: number): string {
  let size = max;
  let piece = startOfMrkdwn(mrkdwn, size);
  while (piece !== "" && jsonLength(piece) > json) {
    size = Math.floor((Math.min(size, piece.length) * json) / (jsonLength(piece) + 1));
    piece = startOfMrkdwn(mrkdwn, size);
  }
  return piece;
}

/** The start of `piece` up to its last line's end, or else its last word's, if that is beyond `least` units. */
function dividedWell(piece: string, least: number): string {
  const lineEnd = piece.lastIndexOf("\n");
  if (lineEnd > least) return piece.slice(0, lineEnd + 1);
  const wordEnd = piece.lastIndexOf(" ");
  const isInToken = piece.lastIndexOf("<", wordEnd) > piece.lastIndexOf(">", wordEnd);
  return wordEnd > least && !isInToken ? piece.slice(0, wordEnd + 1) : piece;
}

/**
 * Escaped mrkdwn in pieces of at most `max` units, together at most `json` characters of JSON, divided after a line or
 * else after a word where one ends in the second half of a piece. `isWhole` is false where the rest had to be left out
 * ("…").
 */
export function pieces(mrkdwn: string, max: number, json: number): { pieces: string[]; isWhole: boolean } {
  const found: string[] = [];
  let rest = mrkdwn;
  let left = json;
  while (rest !== "") {
    let piece = fitting(rest, max, left);
    if (piece.length < rest.length) {
      const isLast = jsonLength(piece) + jsonLength("…") > left || piece === "";
      piece = dividedWell(piece, max / 2);
      const after = left - jsonLength(piece);
      // Too little is left to be worth a block of its own: here the text ends.
      if (isLast || after < max / 4) {
        const last = cutMrkdwn(rest, piece.length);
        if (last.trim() !== "") found.push(last);
        return { pieces: found, isWhole: false };
      }
    }
    if (piece.trim() !== "") found.push(piece);
    left -= jsonLength(piece);
    rest = rest.slice(piece.length);
  }
  return { pieces: found, isWhole: true };
}
