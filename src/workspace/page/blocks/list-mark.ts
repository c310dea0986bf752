// How Slack counts in ordered lists: 1, a, i, and round again as they are nested. Pure.

const romans: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(number: number): string {
  let left = number;
  let text = "";
  for (const [value, letters] of romans) {
    text += letters.repeat(Math.floor(left / value));
    left %= value;
  }
  return text;
}

/** a … z, aa, ab … */
function letters(number: number): string {
  const rest = (number - 1) % 26;
  const before = Math.floor((number - 1) / 26);
  return (before === 0 ? "" : letters(before)) + String.fromCharCode(97 + rest);
}

/** @param number from 1. @param indent from 0. */
export function lettered(number: number, indent: number): string {
  return [String, letters, roman][indent % 3]?.(number) ?? String(number);
}
