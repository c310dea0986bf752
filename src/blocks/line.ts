// A line of a message as data, so that it is written once and shown in two ways: as rich text, in which nothing typed
// is ever parsed, and as the escaped mrkdwn of a notification.

import type { ContextBlock, ContextBlockElement, RichTextBlock, RichTextElement } from "@slack/types";
import { cleanText, oneLine } from "../incident/typed-text.ts";
import { dayMs } from "../time/duration.ts";
import { cut, cutMrkdwn } from "./cut.ts";
import { maxContextElements, maxMessageText, maxTitleInLine } from "./limits.ts";
import {
  agoFormat,
  channelLink,
  clockFormat,
  escaped,
  fallback,
  groupMention,
  inLine,
  instant,
  mention,
  mrkdwn,
  plain,
  seconds,
  timeFormat,
  typedTokens,
} from "./mrkdwn.ts";

export type Part =
  | { part: "text"; text: string; isBold: boolean }
  /** Words that people typed. */
  | { part: "quoted"; text: string }
  | { part: "person"; userId: string }
  | { part: "channel"; channelId: string }
  /** A user group: the one thing that pages many. Only a policy's escalation may. */
  | { part: "group"; groupId: string }
  /** Our own words over an address of Slack's. */
  | { part: "link"; url: string; label: string }
  | { part: "instant"; at: number; format: string }
  /** By its shortcode, without colons. */
  | { part: "emoji"; name: string };
export type Line = Part[];

export const words = (text: string): Part => ({ part: "text", text, isBold: false });
export const bold = (text: string): Part => ({ part: "text", text, isBold: true });
/** An emoji as the settings have it: itself, or its shortcode between colons. */
export const emoji = (written: string): Part => emojiNamed(written) ?? words(written);

const emojiNamed = (written: string): Part | null => {
  const name = /^:([^\s:]+):$/.exec(written)?.[1];
  return name === undefined ? null : { part: "emoji", name };
};

/** An emoji and bold words: one part, where that can be. */
export function boldAfter(mark: string, text: string): Line {
  const part = emojiNamed(mark);
  return part === null ? [bold(`${mark} ${text}`)] : [part, bold(` ${text}`)];
}
export const person = (userId: string): Part => ({ part: "person", userId });
export const channel = (channelId: string): Part => ({ part: "channel", channelId });
export const group = (groupId: string): Part => ({ part: "group", groupId });
export const link = (url: string, label: string): Part => ({ part: "link", url, label });
export const clock = (at: number): Part => ({ part: "instant", at, format: clockFormat });
/** The end of a span: the day is said again only where it began a day before. */
export const clockAfter = (from: number, at: number): Part => ({
  part: "instant",
  at,
  format: at >= from && at - from < dayMs ? timeFormat : clockFormat,
});
export const ago = (at: number): Part => ({ part: "instant", at, format: agoFormat });
/** A title, name or component inside a line of ours. */
export const quoted = (text: string, max = maxTitleInLine): Part => ({ part: "quoted", text: inLine(text, max) });

/** The first line of typed text with the people and channels in it, at most `max` characters. */
export function firstLine(text: string, max: number): Line {
  const [first = ""] = cleanText(text).trim().split("\n");
  const line: Line = [];
  let left = max;
  let end = 0;
  const take = (plainText: string): void => {
    if (plainText === "" || left <= 0) return;
    const shown = cut(plainText, left);
    left -= shown.length;
    line.push({ part: "quoted", text: shown });
  };
  for (const match of first.matchAll(typedTokens)) {
    const { userId, channelId } = match.groups ?? {};
    take(first.slice(end, match.index));
    const id = userId ?? channelId;
    if (id === undefined) take(match[0]);
    else if (id.length <= left) {
      // A name takes about the room of an id.
      left -= id.length;
      line.push(userId === undefined ? channel(id) : person(id));
    }
    end = match.index + match[0].length;
  }
  take(first.slice(end));
  return line;
}

/** A reason or note inside a line of ours: on one line, with the people and channels in it. */
export function reasonLine(text: string, max: number): Line {
  return text.search(typedTokens) < 0 ? [quoted(text, max)] : firstLine(oneLine(text), max);
}

function richElement(part: Part): RichTextElement {
  switch (part.part) {
    case "person":
      return { type: "user", user_id: part.userId };
    case "channel":
      return { type: "channel", channel_id: part.channelId };
    case "group":
      return { type: "usergroup", usergroup_id: part.groupId };
    case "link":
      return { type: "link", url: part.url, text: part.label };
    case "instant":
      return { type: "date", timestamp: seconds(part.at), format: part.format, fallback: fallback(part.at) };
    case "emoji":
      return { type: "emoji", name: part.name };
    case "quoted":
      return { type: "text", text: cleanText(part.text) };
    case "text":
      return { type: "text", text: cleanText(part.text), ...(part.isBold ? { style: { bold: true } } : {}) };
  }
}

/** Slack refuses a text element without text. */
const isShown = (part: Part): boolean => !("text" in part) || cleanText(part.text) !== "";

/** Neighbours that look the same are one element. */
function joined(elements: RichTextElement[]): RichTextElement[] {
  const found: RichTextElement[] = [];
  for (const element of elements) {
    const last = found.at(-1);
    if (last?.type === "text" && element.type === "text" && last.style?.bold === element.style?.bold) {
      found[found.length - 1] = { ...last, text: last.text + element.text };
    } else found.push(element);
  }
  return found;
}

const withBreaks = (lines: Line[]): RichTextElement[] =>
  joined(
    lines
      .flatMap((line, index) => (index < lines.length - 1 ? [...line, words("\n")] : line))
      .filter(isShown)
      .map(richElement),
  );

/** One block with the lines one under the other. */
export const rich = (...lines: Line[]): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: withBreaks(lines) }],
});

/** One block with the lines set off by a bar at their left. */
export const richQuote = (...lines: Line[]): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_quote", elements: withBreaks(lines) }],
});

function mrkdwnOf(part: Part): string {
  switch (part.part) {
    case "person":
      return mention(part.userId);
    case "channel":
      return channelLink(part.channelId);
    case "group":
      return groupMention(part.groupId);
    case "link":
      return `<${escaped(part.url)}|${escaped(part.label)}>`;
    case "instant":
      return instant(part.at, part.format);
    case "emoji":
      return `:${part.name}:`;
    case "text":
    case "quoted":
      return escaped(part.text);
  }
}

/** The line as escaped mrkdwn, for the `text` of a message: nothing in it is bold, and nothing typed is a token. */
export const lineText = (line: Line): string => line.map(mrkdwnOf).join("");

/** The text of a message, cut to what a notification needs. */
export const notification = (mrkdwnText: string): string => cutMrkdwn(mrkdwnText, maxMessageText);

/** What people typed is plain text in a context block; our own words and tokens are mrkdwn. */
function contextElements(line: Line): ContextBlockElement[] {
  const elements: ContextBlockElement[] = [];
  let ours: Line = [];
  const flush = (): void => {
    const text = lineText(ours).trim();
    if (text !== "") elements.push(mrkdwn(text));
    ours = [];
  };
  for (const part of line.filter(isShown)) {
    if (part.part !== "quoted") {
      ours.push(part);
      continue;
    }
    flush();
    if (part.text.trim() !== "") elements.push(plain(part.text.trim()));
  }
  flush();
  return elements;
}

/** Small grey print; null where there is nothing to say, since Slack refuses an empty block. */
export function context(lines: Line[]): ContextBlock | null {
  const elements = lines.flatMap(contextElements).slice(0, maxContextElements);
  return elements.length === 0 ? null : { type: "context", elements };
}
