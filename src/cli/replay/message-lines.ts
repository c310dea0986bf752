// A message's blocks as lines of plain text, as a person reads them: mentions are names, dates are times.

import { decode } from "./mrkdwn-text.ts";
import { type Reader, shownDate } from "./reader.ts";

type Json = { [key: string]: unknown };

/** How a line stands out. */
export type Tone = "plain" | "strong" | "quote" | "faint";
export type TextLine = { tone: Tone; text: string };

const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null;
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const word = (value: unknown): string => (typeof value === "string" ? value : "");

/** A text object: mrkdwn is decoded, plain text is as it is. */
function textOf(value: unknown, reader: Reader): string {
  if (!isRecord(value)) return "";
  return value.type === "mrkdwn" ? decode(word(value.text), reader) : word(value.text);
}

function richText(element: Json, reader: Reader): string {
  switch (element.type) {
    case "user":
      return `@${reader.person(word(element.user_id))}`;
    case "channel":
      return `#${reader.channel(word(element.channel_id))}`;
    case "date":
      return shownDate(Number(element.timestamp) * 1_000, word(element.format), reader);
    case "link":
      return word(element.text) || word(element.url);
    case "broadcast":
      return `@${word(element.range)}`;
    case "emoji":
      return `:${word(element.name)}:`;
    default:
      return word(element.text);
  }
}

const isBold = ({ style }: Json): boolean => isRecord(style) && style.bold === true;

/** Each section's lines; the first line of one with something bold in it is the one that stands out. */
function richLines(block: Json, reader: Reader): TextLine[] {
  return records(block.elements).flatMap((section) => {
    const parts = records(section.elements);
    const isQuote = section.type === "rich_text_quote";
    const text = parts.map((part) => richText(part, reader)).join("");
    return text.split("\n").map((line, index): TextLine => {
      if (isQuote) return { tone: "quote", text: line };
      return { tone: index === 0 && parts.some(isBold) ? "strong" : "plain", text: line };
    });
  });
}

/** Our words in front of typed ones belong to them ("Declared by", "maya"); all else stands apart. */
function contextLine(block: Json, reader: Reader): string {
  const elements = records(block.elements);
  return elements
    .map((element, index) => {
      const before = elements[index - 1];
      const joint = before?.type === "mrkdwn" && element.type === "plain_text" ? " " : " · ";
      return `${before === undefined ? "" : joint}${textOf(element, reader)}`;
    })
    .join("");
}

function control(element: Json): string {
  if (element.type === "overflow") return "[⋯]";
  const chosen = isRecord(element.initial_option) ? element.initial_option : element;
  const label = isRecord(chosen.text) ? chosen.text : element.placeholder;
  const menu = element.type === "static_select" ? " ▾" : "";
  return `[${isRecord(label) ? word(label.text) : "?"}${menu}]`;
}

function sectionLines(block: Json, reader: Reader): TextLine[] {
  const text = textOf(block.text, reader);
  const fields = records(block.fields).map((field) => textOf(field, reader).split("\n").join(": "));
  // Slack shows fields two side by side.
  const pairs = fields.flatMap((field, index) =>
    index % 2 === 0 ? [[field, ...fields.slice(index + 1, index + 2)]] : [],
  );
  return [...(text === "" ? [] : text.split("\n")), ...pairs.map((pair) => pair.join(" · "))].map((line) => ({
    tone: "plain",
    text: line,
  }));
}

function blockLines(block: Json, reader: Reader): TextLine[] {
  switch (block.type) {
    case "header":
      return [{ tone: "strong", text: textOf(block.text, reader) }];
    case "rich_text":
      return richLines(block, reader);
    case "section":
      return sectionLines(block, reader);
    case "context":
      return [{ tone: "faint", text: contextLine(block, reader) }];
    case "actions":
      return [{ tone: "faint", text: records(block.elements).map(control).join(" ") }];
    default:
      return [];
  }
}

/** A message without blocks is its text. */
export function messageLines(message: { text: string; blocks: readonly Json[] | null }, reader: Reader): TextLine[] {
  const blocks = message.blocks ?? [];
  if (blocks.length > 0) return blocks.flatMap((block) => blockLines(block, reader));
  return decode(message.text, reader)
    .split("\n")
    .map((text) => ({ tone: "plain", text }));
}
