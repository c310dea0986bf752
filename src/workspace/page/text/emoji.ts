// Slack's emoji names and the characters for them: a map that the workspace serves beside the page's script
// (`emoji.json`: shortcode → character), loaded once, when the first emoji is drawn or looked for.

import { store, useStore } from "../store.ts";

type EmojiMap = Readonly<Record<string, string>>;

/** Null until it is loaded; empty where it could not be: names are then shown as typed. */
const emoji = store<EmojiMap | null>(null);
let loading: Promise<void> | null = null;

async function fetchMap(): Promise<EmojiMap> {
  const address = new URL("./emoji.json", import.meta.url);
  try {
    const answer = await fetch(address);
    return answer.ok ? ((await answer.json()) as EmojiMap) : {};
  } catch (error) {
    // The line broke, or what came is no JSON: an emoji is no reason to show no page.
    if (error instanceof TypeError || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Loads the names, at most once. */
export function loadEmoji(): Promise<void> {
  loading ??= fetchMap().then((map) => emoji.set(() => map));
  return loading;
}

/** U+1F3FB to U+1F3FF; Slack counts them from 2. */
function withTone(character: string, skinTone: number | null): string {
  if (skinTone === null || skinTone < 2 || skinTone > 6) return character;
  const [first = "", ...rest] = [...character];
  const others = rest.filter((one, at) => at > 0 || one !== "\ufe0f");
  return `${first}${String.fromCodePoint(0x1f3f9 + skinTone)}${others.join("")}`;
}

function lookUp(map: EmojiMap | null, name: string, skinTone: number | null): string | null {
  const [, plain = name, tone] = /^(.+)::skin-tone-([2-6])$/.exec(name) ?? [];
  const found = map !== null && Object.hasOwn(map, plain) ? map[plain] : undefined;
  if (found === undefined) return null;
  return withTone(found, tone === undefined ? skinTone : Number(tone));
}

/**
 * @param name without colons; `wave::skin-tone-3` is understood too. Null: there is no such emoji, or the names are
 * still being loaded.
 */
export const emojiOf = (name: string, skinTone: number | null = null): string | null =>
  lookUp(emoji.get(), name, skinTone);

/** As emojiOf, in a component: draws again when the names have come. */
export function useEmoji(name: string, skinTone: number | null = null): string | null {
  void loadEmoji();
  return useStore(emoji, (map) => lookUp(map, name, skinTone));
}

/** All names, sorted; empty until they are loaded. */
export const emojiNames = (): string[] => Object.keys(emoji.get() ?? {}).sort();
