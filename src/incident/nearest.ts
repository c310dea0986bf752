// The word that was meant, where a wrong one was typed.

/** Letters to change, add, drop or swap with their neighbour to make one word of the other. */
export function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwap) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

/** More than one letter in three wrong is another word. */
const isNear = (distance: number, word: string): boolean => distance <= Math.max(1, Math.floor(word.length / 3));

/** Longer than any word of ours: not worth comparing. */
const maxCompared = 30;

/**
 * The nearest of `known` to `typed`: by what people say instead (`meant`), by its beginning, by its spelling. Null
 * where none is near.
 */
export function nearest(
  typed: string,
  known: readonly string[],
  meant: Readonly<Record<string, string>>,
): string | null {
  const word = typed.toLowerCase();
  if (word === "" || word.length > maxCompared) return null;
  if (Object.hasOwn(meant, word)) return meant[word] ?? null;
  const begun = known.filter((one) => word.length >= 3 && one.startsWith(word));
  if (begun.length === 1) return begun[0] ?? null;
  const ranked = known.map((one) => ({ one, distance: editDistance(word, one) }));
  const best = ranked.reduce((least, next) => (next.distance < least.distance ? next : least));
  return isNear(best.distance, best.one) ? best.one : null;
}
