// Slack's mrkdwn, written safely.
//
// The one rule for text that people typed: in a message's body their `*bold*`, `code` and lists keep working, a person
// (`<@U…>`) stays a mention, a channel (`<#C…>`) and a web address stay links; everything else is escaped, so that
// `<!channel>`, `<!here>`, `<!everyone>`, `<!subteam^…>` and `<!date^…>` are words and never page anybody.
// Titles, components and names get less: they are only ever shown as plain text (line.ts), where nothing is parsed.
// mrkdwn objects are `verbatim`: left to itself, Slack would turn a plain "@channel" or "#general" into a mention.

import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import { cleanText, oneLine } from "../incident/typed-text.ts";
import { formatInstant } from "../time/zone.ts";
import { cut } from "./cut.ts";

/** The three characters that mean something to Slack wherever they stand (FACTS 3). */
export const escaped = (text: string): string =>
  cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const mention = (userId: string): string => `<@${userId}>`;
export const channelLink = (channelId: string): string => `<#${channelId}>`;

export const groupMention = (groupId: string): string => `<!subteam^${groupId}>`;

/** How an instant is shown to each reader in their own zone: today's date is left to "today". */
export const clockFormat = "{date_short_pretty} {time}";
/** The end of a span that began less than a day before it. */
export const timeFormat = "{time}";
/** "12 minutes ago", "in 5 minutes": Slack keeps it current by itself. */
export const agoFormat = "{ago}";

/** What a reader sees where Slack can't format: "2026-03-02 09:00 UTC". */
export const fallback = (at: number): string => formatInstant(at, "UTC", "minutes").replace(" +00:00", " UTC");

/** Whole seconds since 1970, never ahead of `at` (epoch ms). */
export const seconds = (at: number): number => Math.floor(at / 1_000);

export const instant = (at: number, format = clockFormat): string => `<!date^${seconds(at)}^${format}|${fallback(at)}>`;
export const ago = (at: number): string => instant(at, agoFormat);

const person = /<@(?<userId>[UW][A-Z0-9]+)(?:\|[^<>\n]*)?>/;
const channel = /<#(?<channelId>[CG][A-Z0-9]+)(?:\|[^<>\n]*)?>/;
/** An address ends before the punctuation of the sentence that it stands in. */
const address = /(?<url>https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'"`*_~)\]}])/;

/** A person, a channel or an address in typed text; what else looks like a token is none. */
export const typedTokens = new RegExp([person, channel, address].map(({ source }) => source).join("|"), "g");

/** Text that people typed, as the body of a message. See the rule at the top. */
export function typed(text: string): string {
  const clean = cleanText(text);
  let rendered = "";
  let end = 0;
  for (const match of clean.matchAll(typedTokens)) {
    const { userId, channelId, url } = match.groups ?? {};
    rendered += escaped(clean.slice(end, match.index));
    if (userId !== undefined) rendered += mention(userId);
    else if (channelId !== undefined) rendered += channelLink(channelId);
    else rendered += `<${escaped(url ?? "")}>`;
    end = match.index + match[0].length;
  }
  return rendered + escaped(clean.slice(end));
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;
/** Embeddings, overrides and isolates: in a line of several parts they would turn round what comes after them. */
const directionControls = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A title, name or component as plain characters on one line, at most `max` long. Right-to-left text is isolated, so
 * that it does not pull our own words to its other side.
 */
export function inLine(text: string, max: number): string {
  const line = oneLine(cleanText(text)).replace(directionControls, "");
  return rightToLeft.test(line) ? `\u2068${cut(line, max - 2)}\u2069` : cut(line, max);
}

export const mrkdwn = (text: string): MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true });
/** `emoji: false`: a typed `:fire:` stays what was typed. */
export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: false });
