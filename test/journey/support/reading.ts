// What a person reads of a message: the tokens that Slack shows as names and times are shown so here, in UTC.
// Journeys assert on this, never on blocks, so that a test says what people see.

import type { Workspace } from "../../../src/workspace/workspace.ts";

type Json = { [key: string]: unknown };
export type Shown = { text: string; blocks: Json[] | null };

type Reader = { workspace: Workspace; now: number };

const two = (value: number): string => String(value).padStart(2, "0");

/** "10:25" of today, "1 Mar 10:25" of another day; both in UTC. */
function clockText(at: number, now: number): string {
  const date = new Date(at);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  const isToday = Math.floor(at / 86_400_000) === Math.floor(now / 86_400_000);
  return isToday
    ? time
    : `${date.getUTCDate()} ${date.toLocaleString("en", { month: "short", timeZone: "UTC" })} ${time}`;
}

function agoText(at: number, now: number): string {
  const minutes = Math.round(Math.abs(now - at) / 60_000);
  if (minutes === 0) return "just now";
  const length = minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return at > now ? `in ${length}` : `${length} ago`;
}

const instantText = (at: number, format: string, now: number): string =>
  format.includes("{ago}") ? agoText(at, now) : clockText(at, now);

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function personText({ workspace }: Reader, id: string): string {
  return `@${workspace.person(id).name}`;
}

function channelText({ workspace }: Reader, id: string): string {
  return `#${workspace.channel(id).name}`;
}

/** mrkdwn as Slack shows it; stars and backticks stay, since what they do is Slack's. */
function readMrkdwn(text: string, reader: Reader): string {
  let shown = "";
  let end = 0;
  for (const match of text.matchAll(/<([^<>]+)>/g)) {
    const body = match[1] ?? "";
    shown += unescaped(text.slice(end, match.index));
    end = match.index + match[0].length;
    const date = /^!date\^(\d+)\^([^|^]*)/.exec(body);
    if (date !== null) shown += instantText(Number(date[1]) * 1_000, date[2] ?? "", reader.now);
    else if (body.startsWith("@")) shown += personText(reader, body.slice(1).split("|")[0] ?? "");
    else if (body.startsWith("#")) shown += channelText(reader, body.slice(1).split("|")[0] ?? "");
    else if (body.startsWith("!")) shown += `PAGES ${body}`;
    else shown += unescaped(body.split("|").at(-1) ?? "");
  }
  return shown + unescaped(text.slice(end));
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

function richText(element: Json, reader: Reader): string {
  switch (element.type) {
    case "user":
      return personText(reader, String(element.user_id));
    case "channel":
      return channelText(reader, String(element.channel_id));
    case "emoji":
      return `:${String(element.name)}:`;
    case "date":
      return instantText(Number(element.timestamp) * 1_000, String(element.format), reader.now);
    case "link":
      return String(element.text ?? element.url);
    case "broadcast":
      return `PAGES ${String(element.range)}`;
    case "rich_text_quote":
      return list(element.elements)
        .map((inner) => richText(inner, reader))
        .join("")
        .replace(/^/gm, "> ");
    case "text":
      return String(element.text);
    default:
      return list(element.elements)
        .map((inner) => richText(inner, reader))
        .join("");
  }
}

function textObject(value: unknown, reader: Reader): string {
  const { type, text } = (value ?? {}) as Json;
  return type === "mrkdwn" ? readMrkdwn(String(text), reader) : String(text ?? "");
}

/** A button is [Label], a menu ‹what it stands at›, the overflow ‹…›. */
function control(element: Json, reader: Reader): string {
  if (element.type === "button") return `[${textObject(element.text, reader)}]`;
  const { initial_option: initial, placeholder } = element as { initial_option?: Json; placeholder?: Json };
  if (element.type === "overflow") return "‹…›";
  return `‹${initial === undefined ? textObject(placeholder, reader) : textObject(initial.text, reader)}›`;
}

function blockLines(block: Json, reader: Reader): string[] {
  switch (block.type) {
    case "header":
      return [textObject(block.text, reader)];
    case "section": {
      const fields = list(block.fields).map((field) => textObject(field, reader).replace(/^\*(.*)\*\n/, "$1: "));
      return [...(block.text === undefined ? [] : [textObject(block.text, reader)]), ...fields];
    }
    case "context":
      return [
        list(block.elements)
          .map((element) => textObject(element, reader))
          .join(" · "),
      ];
    case "actions":
      return [
        list(block.elements)
          .map((element) => control(element, reader))
          .join(" "),
      ];
    case "rich_text":
      return list(block.elements).map((element) => richText(element, reader));
    case "divider":
      return ["———"];
    case "input": {
      const label = textObject(block.label, reader);
      return [`${label}${block.optional === true ? " (optional)" : ""}`];
    }
    default:
      return [JSON.stringify(block)];
  }
}

/** One line for each thing that stands on a line of its own; the text alone where there are no blocks. */
export function read({ text, blocks }: Shown, reader: Reader): string {
  if (blocks === null || blocks.length === 0) return readMrkdwn(text, reader);
  return blocks.flatMap((block) => blockLines(block, reader)).join("\n");
}
