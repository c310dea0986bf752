// The one form of typed text in the log, and how what comes from Slack is brought into it.
//
// The log keeps the characters that people typed, unescaped, with two exceptions: a person is `<@U123>` and a channel
// is `<#C123|name>`, since their ids outlive their names. So `a < b & c` stands in the log as it stands here.
// Forms give raw characters: they are in this form as they come. Slash text (should_escape) and messages read from
// Slack are escaped and hold tokens: `readSlackText` decodes them, once. A `<@U123>` typed letter by letter into a form
// can't be told from a mention, and becomes one. What pages a group (`<!here>`, `<!subteam^…>`) becomes words.
// Going out again, mrkdwn.ts escapes; nothing else may.

import { cleanText } from "../incident/typed-text.ts";

const token = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** "example.com" is linked as `<http://example.com|example.com>`: then the label is what was typed. */
const isSameAddress = (label: string, url: string): boolean =>
  url === label || url.replace(/^(?:https?:\/\/|mailto:|tel:)/, "").replace(/\/$/, "") === label.replace(/\/$/, "");

function link(url: string, label: string | undefined): string {
  if (label === undefined || label === "") return url.replace(/^(?:mailto|tel):/, "");
  return isSameAddress(label, url) ? label : `${label} (${url})`;
}

/** `<!here>`, `<!subteam^S1|@ops>`, `<!date^…|fallback>`: what a reader saw. */
function special(body: string, label: string | undefined): string {
  const [name = ""] = body.split("^");
  if (name === "date") return label ?? "";
  if (label !== undefined && label !== "") return label.startsWith("@") ? label : `@${label}`;
  return name === "subteam" ? "@group" : `@${name}`;
}

function decoded(whole: string, kind: string, body: string, label: string | undefined): string {
  switch (kind) {
    case "@":
      return `<@${body}>`;
    case "#":
      return label === undefined || label === "" ? `<#${body}>` : `<#${body}|${label}>`;
    case "!":
      return special(body, label);
    default:
      return /^[a-z][a-z0-9+.-]*:/i.test(body) ? link(body, label) : whole;
  }
}

/** Escaped text from Slack (a slash command's, a message's) in the form of the log. */
export function readSlackText(slackText: string): string {
  let read = "";
  let end = 0;
  for (const match of slackText.matchAll(token)) {
    const [whole, kind = "", body = "", label] = match;
    read += unescaped(slackText.slice(end, match.index));
    read += unescaped(decoded(whole, kind, body, label));
    end = match.index + whole.length;
  }
  return cleanText(read + unescaped(slackText.slice(end)));
}

/**
 * The same for a title: a person is a name there, since nothing in a title is ever a mention. Without a name in the
 * token (newer clients send none) it is "@" and the id.
 */
export const readSlackTitle = (slackText: string): string =>
  readSlackText(
    slackText
      .replace(/<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g, (_whole, id: string, name?: string) => `@${name || id}`)
      .replace(/<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>/g, (_whole, id: string, name?: string) => `#${name || id}`),
  );
