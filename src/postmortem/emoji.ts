// Emoji shortcodes as Slack writes them in a message's text, to the characters that a reader elsewhere knows.

import shortcodes from "emojibase-data/en/shortcodes/iamcal.json" with { type: "json" };

/** Slack's names are those of iamcal's emoji-data; emojibase keeps them by code points ("1F468-200D-1F692"). */
function readNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const [codePoints, known] of Object.entries(shortcodes)) {
    const character = String.fromCodePoint(...codePoints.split("-").map((hex) => Number.parseInt(hex, 16)));
    // Alone, an older character is shown as text unless U+FE0F asks for its picture.
    const isText = !codePoints.includes("-") && !/^\p{Emoji_Presentation}$/u.test(character);
    for (const name of [known].flat()) names.set(name, isText ? `${character}\uFE0F` : character);
  }
  return names;
}

const names = readNames();

/** `:fire:`, `:+1::skin-tone-2:`; not the colons of 10:25:30, nor those inside a word. */
const shortcode = /(?<![\p{L}\p{N}_]):([a-z0-9_+'-]+):(?::(skin-tone-[2-6]):)?(?![\p{L}\p{N}_])/gu;

/** Replaces each shortcode that Slack has; a team's own emoji, and what only looks like one, stay as typed. */
export const withEmoji = (text: string): string =>
  text.replace(shortcode, (typed, name: string, tone: string | undefined) => {
    const character = names.get(name);
    if (character === undefined) return typed;
    return character + (tone === undefined ? "" : (names.get(tone) ?? ""));
  });
