// A message's text as a person would have typed it: Slack's tokens become words again, to be edited or quoted. Pure.

import type { SeenChannel, SeenGroup } from "../../client/seen.ts";
import type { Users } from "../people/people.ts";

export type Named = {
  users: Users;
  channels: Readonly<Record<string, SeenChannel>>;
  groups: readonly SeenGroup[];
};

function typed(token: string, { users, channels, groups }: Named): string {
  const [target = "", label] = token.split("|");
  if (target.startsWith("@")) return `@${users[target.slice(1)]?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith("#")) return `#${channels[target.slice(1)]?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith("!subteam^")) {
    const id = target.slice("!subteam^".length);
    return `@${groups.find((group) => group.id === id)?.handle ?? label?.replace(/^@/, "") ?? id}`;
  }
  if (target.startsWith("!date")) return label ?? "";
  if (target.startsWith("!")) return `@${target.slice(1)}`;
  return label === undefined || label === target.replace(/^\w+:(\/\/)?/, "") ? target.replace(/^mailto:/, "") : label;
}

/** `<@U1> &amp; <#C1|general>` to `@maya & #general`. */
export function editableText(text: string, named: Named): string {
  const words = text.replaceAll(/<([^<>]+)>/g, (_, token: string) => typed(token, named));
  return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** The first line of a text without marks, for a list of pins or a title. */
export function plainLine(text: string, named: Named): string {
  const line =
    editableText(text, named)
      .split("\n")
      .find((one) => one.trim() !== "") ?? "";
  return line.replaceAll(/(?<![\p{L}\p{N}])[*_~`]+|[*_~`]+(?![\p{L}\p{N}])/gu, "").trim();
}
