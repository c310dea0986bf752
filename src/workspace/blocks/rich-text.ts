// The rich_text block: sections, lists, quotes and preformatted text.

import { bool, byType, type Check, listOf, matching, objectOf, oneOf, textOf, typeField, whole } from "./check.ts";

const style = objectOf({
  optional: {
    bold: bool,
    italic: bool,
    strike: bool,
    code: bool,
    underline: bool,
    highlight: bool,
    client_highlight: bool,
    unlink: bool,
  },
});

function piece(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return objectOf({ required: { ...typeField(type), ...required }, optional: { style, ...optional } });
}

const kinds = {
  text: piece("text", { text: textOf(40_000) }),
  link: piece("link", { url: textOf(3_000) }, { text: textOf(40_000, 0), unsafe: bool }),
  user: piece("user", { user_id: textOf(50) }),
  usergroup: piece("usergroup", { usergroup_id: textOf(50) }),
  channel: piece("channel", { channel_id: textOf(50) }),
  emoji: piece("emoji", { name: textOf(100) }, { unicode: textOf(100), skin_tone: whole(1, 6), url: textOf(3_000) }),
  broadcast: piece("broadcast", { range: oneOf("here", "channel", "everyone") }),
  team: piece("team", { team_id: textOf(50) }),
  color: piece("color", { value: matching(/^#[0-9a-fA-F]{6}$/, "must be a hex color") }),
  date: piece(
    "date",
    { timestamp: whole(0, 99_999_999_999), format: textOf(500) },
    { url: textOf(3_000), fallback: textOf(3_000) },
  ),
} as const satisfies Record<string, Check>;

const pieces = byType(kinds);

const section = objectOf({ required: { ...typeField("rich_text_section"), elements: listOf(pieces, 0, 1_000) } });

const quote = objectOf({
  required: { ...typeField("rich_text_quote"), elements: listOf(pieces, 0, 1_000) },
  optional: { border: whole(0, 8) },
});

/** Code holds text and links; the recorded messages of people have a language beside them. */
const preformatted = objectOf({
  required: {
    ...typeField("rich_text_preformatted"),
    elements: listOf(byType({ text: kinds.text, link: kinds.link }), 0, 1_000),
  },
  optional: { border: whole(0, 8), language: textOf(50) },
});

const list = objectOf({
  required: {
    ...typeField("rich_text_list"),
    style: oneOf("bullet", "ordered"),
    elements: listOf(section, 0, 1_000),
  },
  optional: { indent: whole(0, 8), offset: whole(0, 10_000), border: whole(0, 8) },
});

/** What a rich_text block holds. */
export const richTextElements: Check = listOf(
  byType({
    rich_text_section: section,
    rich_text_list: list,
    rich_text_quote: quote,
    rich_text_preformatted: preformatted,
  }),
  0,
  1_000,
);

/** A whole rich_text block: where it is a field of something else, its block_id is optional too. */
export const richText: Check = objectOf({
  required: { ...typeField("rich_text"), elements: richTextElements },
  optional: { block_id: textOf(255, 0) },
});
