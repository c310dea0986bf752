// What Slack makes of text that a person types: @sam, #channel and addresses become tokens, the rest is escaped.

import type { Json, World } from "../world.ts";
import { richElements } from "./rich-typing.ts";

type Piece = { mrkdwn: string; rich: Json };

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function mention(world: World, name: string): Piece | null {
  if (name === "channel" || name === "here" || name === "everyone") {
    return { mrkdwn: `<!${name}>`, rich: { type: "broadcast", range: name } };
  }
  const user = [...world.users.values()].find((it) => it.name === name);
  if (user !== undefined) return { mrkdwn: `<@${user.id}>`, rich: { type: "user", user_id: user.id } };
  const group = world.groups.find((it) => it.handle === name);
  if (group === undefined) return null;
  return { mrkdwn: `<!subteam^${group.id}>`, rich: { type: "usergroup", usergroup_id: group.id } };
}

function channelLink(world: World, name: string): Piece | null {
  const channel = world.channels.get(world.channelIdByName.get(name) ?? "");
  if (channel === undefined) return null;
  // A private channel's name is not given away (FACTS 5).
  const shown = channel.kind === "private" ? "" : channel.name;
  return { mrkdwn: `<#${channel.id}|${shown}>`, rich: { type: "channel", channel_id: channel.id } };
}

function tokenOf(world: World, word: string): Piece | null {
  if (word.startsWith("@")) return mention(world, word.slice(1));
  if (word.startsWith("#")) return channelLink(world, word.slice(1));
  return { mrkdwn: `<${escaped(word)}>`, rich: { type: "link", url: word } };
}

function piecesOf(world: World, text: string): Piece[] {
  const pieces: Piece[] = [];
  const plain = (words: string) => {
    if (words !== "") pieces.push({ mrkdwn: escaped(words), rich: { type: "text", text: words } });
  };
  let from = 0;
  for (const match of text.matchAll(
    /(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_.-]*[\p{L}\p{N}_-]|https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)]/gu,
  )) {
    const piece = tokenOf(world, match[0]);
    if (piece === null) continue;
    plain(text.slice(from, match.index));
    pieces.push(piece);
    from = match.index + match[0].length;
  }
  plain(text.slice(from));
  return pieces;
}

/** A command's text when it asks for should_escape. */
export function asCommandText(world: World, typed: string): string {
  return piecesOf(world, typed)
    .map((piece) => piece.mrkdwn)
    .join("");
}

/** As it stands in a message's `text`. What is marked as code is escaped only: nobody is mentioned in it. */
export function asSent(world: World, typed: string): string {
  const parts = typed.split(/(```[\s\S]+?```|`[^`\n]+`)/);
  return parts.map((part, at) => (at % 2 === 1 ? escaped(part) : asCommandText(world, part))).join("");
}

/** The rich_text block that Slack's own client sends beside the text. */
export function asRichText(world: World, typed: string): Json[] {
  const words = (text: string) => piecesOf(world, text).map((piece) => piece.rich);
  return [{ type: "rich_text", elements: richElements(typed, words) }];
}
