// What the composer offers while one types: commands, people and channels. Pure.

import type { SeenChannel, SeenCommand, SeenGroup, SeenUser } from "../../client/seen.ts";

export type Completion = {
  /** Stands in place of the typed word. */
  insert: string;
  title: string;
  /** What follows the title, softly: a command's usage. */
  hint?: string;
  detail: string;
  /** What the picture beside it is made of. */
  kind: "command" | "user" | "group" | "channel" | "everyone" | "emoji";
  id: string;
};

export type Completions = { from: number; to: number; items: readonly Completion[] };

export type Sources = {
  commands: readonly SeenCommand[];
  users: readonly SeenUser[];
  groups: readonly SeenGroup[];
  channels: readonly SeenChannel[];
  members: readonly string[];
  emoji: (typed: string) => readonly string[];
};

const most = 8;

function commandsFor(typed: string, commands: readonly SeenCommand[]): Completion[] {
  const found = commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  return found.map(({ command, description, usageHint }) => {
    return {
      insert: `${command} `,
      title: command,
      hint: usageHint,
      detail: description,
      kind: "command",
      id: command,
    };
  });
}

const begins = (typed: string, ...names: readonly string[]): boolean =>
  names.some((name) =>
    name
      .toLowerCase()
      .split(/[\s._-]+/)
      .some((word) => word.startsWith(typed)),
  ) || names.some((name) => name.toLowerCase().startsWith(typed));

function peopleFor(typed: string, sources: Sources): Completion[] {
  const { members } = sources;
  const word = typed.toLowerCase();
  const users = sources.users
    .filter(({ isDeleted, name, realName }) => !isDeleted && begins(word, name, realName))
    .sort(
      (a, b) => Number(members.includes(b.id)) - Number(members.includes(a.id)) || (a.realName < b.realName ? -1 : 1),
    )
    .map(({ id, name, realName }): Completion => {
      const detail = members.includes(id) ? name : `${name} · not in channel`;
      return { insert: `@${name} `, title: realName, detail, kind: "user", id };
    });
  const groups = sources.groups
    .filter(({ handle, name }) => begins(word, handle, name))
    .map(
      ({ id, handle, name }): Completion => ({
        insert: `@${handle} `,
        title: `@${handle}`,
        detail: name,
        kind: "group",
        id,
      }),
    );
  const everyone = (["here", "channel"] as const)
    .filter((name) => name.startsWith(word))
    .map((name): Completion => {
      const detail = name === "here" ? "Notify everyone online in this channel." : "Notify everyone in this channel.";
      return { insert: `@${name} `, title: `@${name}`, detail, kind: "everyone", id: name };
    });
  return [...users, ...groups, ...everyone];
}

function channelsFor(typed: string, channels: readonly SeenChannel[]): Completion[] {
  return channels
    .filter(({ name, isArchived }) => name !== "" && !isArchived && begins(typed.toLowerCase(), name))
    .sort((a, b) => Number(b.isMember) - Number(a.isMember) || (a.name < b.name ? -1 : 1))
    .map(({ id, name, topic }) => ({ insert: `#${name} `, title: name, detail: topic, kind: "channel", id }));
}

function emojiFor(typed: string, sources: Sources): Completion[] {
  if (typed.length < 2) return [];
  const names = sources.emoji(typed.toLowerCase());
  return names.map((name) => ({ insert: `:${name}: `, title: `:${name}:`, detail: "", kind: "emoji", id: name }));
}

/** @param caret where one types. Null: there is nothing to complete. A command stands at the very beginning only. */
export function completionsAt(text: string, caret: number, sources: Sources): Completions | null {
  const before = text.slice(0, caret);
  const command = /^\/\S*$/.exec(before);
  if (command !== null) return some(0, caret, commandsFor(before, sources.commands));
  const word = /(?:^|[\s(])([@#:])([\p{L}\p{N}._+-]*)$/u.exec(before);
  if (word === null) return null;
  const [, sign, typed = ""] = word;
  const from = caret - typed.length - 1;
  if (sign === "@") return some(from, caret, peopleFor(typed, sources));
  if (sign === "#") return some(from, caret, channelsFor(typed, sources.channels));
  return some(from, caret, emojiFor(typed, sources));
}

function some(from: number, to: number, items: readonly Completion[]): Completions | null {
  return items.length === 0 ? null : { from, to, items: items.slice(0, most) };
}

/** The text after one was chosen, and where the caret stands then. */
export function completed(
  text: string,
  { from, to }: Completions,
  { insert }: Completion,
): { text: string; caret: number } {
  const rest = text.slice(to).replace(/^ /, "");
  return { text: text.slice(0, from) + insert + rest, caret: from + insert.length };
}

/** The command whose words are being typed: its hint stands above the composer. Null while its name is typed. */
export function commandOf(text: string, commands: readonly SeenCommand[]): SeenCommand | null {
  const name = /^(\/\S+)\s/.exec(text)?.[1]?.toLowerCase();
  return commands.find(({ command }) => command === name) ?? null;
}
