// Slack's mrkdwn as the words that a person reads.

import { type Reader, shownDate } from "./reader.ts";

const token = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

function shown(kind: string, body: string, label: string | undefined, reader: Reader): string {
  if (kind === "@") return `@${reader.person(body)}`;
  if (kind === "#") return `#${reader.channel(body)}`;
  if (kind === "") return label ?? body;
  const [word, seconds, format = ""] = body.split("^");
  return word === "date" ? shownDate(Number(seconds) * 1_000, format, reader) : (label ?? `@${word}`);
}

const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Tokens become words, entities characters, and `*bold*` loses its stars. */
export function decode(mrkdwn: string, reader: Reader): string {
  return mrkdwn
    .replace(token, (_whole, kind: string, body: string, label: string | undefined) => shown(kind, body, label, reader))
    .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, "$1")
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}
