// Slack's emoji names for the page, as one small text: a name, and the character that it stands for.

import shortcodes from "emojibase-data/en/shortcodes/iamcal.json" with { type: "json" };

/** `{"fire":"🔥", …}`. Slack's names are those of iamcal's emoji-data; emojibase keeps them by code points. */
export function emojiJson(): string {
  const names: Record<string, string> = {};
  for (const [codePoints, known] of Object.entries(shortcodes)) {
    // A person with a colour of skin is written as the person's name and the tone's, which the page puts together.
    if (/-1F3F[B-F]/.test(codePoints)) continue;
    const character = String.fromCodePoint(...codePoints.split("-").map((hex) => Number.parseInt(hex, 16)));
    // Alone, an older character is shown as text unless U+FE0F asks for its picture.
    const isText = !codePoints.includes("-") && !/^\p{Emoji_Presentation}$/u.test(character);
    for (const name of [known].flat()) names[name] = isText ? `${character}\uFE0F` : character;
  }
  return JSON.stringify(names);
}
