// Long lines broken at spaces, so that columns stay columns.

/** Emoji take two columns of a terminal. */
const wide = /\p{Emoji_Presentation}/gu;

const widthOf = (text: string): number => text.replace(wide, "  ").length;

/** Lines of at most `width` columns; a word that is longer stays whole. Space at the start is kept on each line. */
export function wrapped(text: string, width: number): string[] {
  const indent = /^\s*/.exec(text)?.[0] ?? "";
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trim().split(/\s+/)) {
    const longer = line.trim() === "" ? `${indent}${word}` : `${line} ${word}`;
    if (widthOf(longer) <= width || line.trim() === "") {
      line = longer;
    } else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...lines, line];
}
