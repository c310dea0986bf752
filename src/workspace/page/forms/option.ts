// What a menu offers: its own options, those that the app was asked for, people or channels. Pure.

import type { Json, SeenChannel, SeenUser } from "../../client/seen.ts";
import { isObject, objects, plainOf, textOf } from "./value.ts";

export type Option = {
  value: string;
  label: string;
  /** "" where there is none. */
  description: string;
  /** The heading that it stands under; null: none. */
  group: string | null;
};

const optionOf = (option: Json, group: string | null): Option => ({
  value: textOf(option.value),
  label: plainOf(option.text),
  description: plainOf(option.description),
  group,
});

/** @param options option objects, or groups of them, as an external menu is answered. */
export function readOptions(options: unknown): Option[] {
  return objects(options).flatMap((one) =>
    Array.isArray(one.options)
      ? objects(one.options).map((option) => optionOf(option, plainOf(one.label)))
      : [optionOf(one, null)],
  );
}

/** What the element itself lists; of an external menu what it begins with. */
export function ownOptions(element: Json): Option[] {
  const groups = readOptions(element.option_groups);
  if (groups.length > 0) return groups;
  const own = readOptions(element.options);
  if (own.length > 0) return own;
  const initial = isObject(element.initial_option) ? [element.initial_option] : element.initial_options;
  return readOptions(initial);
}

const byLabel = (a: Option, b: Option): number => a.label.localeCompare(b.label);

export function peopleOptions(users: Readonly<Record<string, SeenUser>>): Option[] {
  const seen = Object.values(users).filter(({ isDeleted }) => !isDeleted);
  return seen
    .map(({ id, realName, name }) => ({ value: id, label: realName, description: `@${name}`, group: null }))
    .sort(byLabel);
}

/** How a channel is named in a menu; a conversation of two by the other's name. */
function channelLabel(channel: SeenChannel, users: Readonly<Record<string, SeenUser>>, me: string): string {
  if (channel.kind === "public") return `#${channel.name}`;
  if (channel.kind === "private") return `🔒 ${channel.name}`;
  const others = channel.members.filter((id) => id !== me).map((id) => users[id]?.realName ?? id);
  return others.join(", ") || (users[me]?.realName ?? me);
}

type Known = { channels: Readonly<Record<string, SeenChannel>>; users: Readonly<Record<string, SeenUser>>; me: string };

const includedKinds = (element: Json): ReadonlySet<string> => {
  const filter = isObject(element.filter) ? element.filter.include : null;
  const all = String(element.type).includes("channels") ? ["public"] : ["public", "private", "im", "mpim"];
  return new Set(Array.isArray(filter) ? filter.map(String) : all);
};

/** Of channels menus: public ones. Of conversations menus: what the filter lets through. */
export function channelOptions(element: Json, { channels, users, me }: Known): Option[] {
  const kinds = includedKinds(element);
  const noBots = isObject(element.filter) && element.filter.exclude_bot_users === true;
  const isBots = ({ kind, members }: SeenChannel) => kind === "im" && members.some((id) => users[id]?.isBot === true);
  return Object.values(channels)
    .filter((channel) => !channel.isArchived && kinds.has(channel.kind) && !(noBots && isBots(channel)))
    .map((channel) => ({ value: channel.id, label: channelLabel(channel, users, me), description: "", group: null }))
    .sort(byLabel);
}

/** Lower case, without accents and marks such as # and @ at the beginning. */
const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/^[#@🔒\s]+/u, "");

/** Those that a typed text finds: a word of the label, or of what is beside it, begins so; else it is within. */
export function matching(options: readonly Option[], typed: string): Option[] {
  const wanted = folded(typed.trim());
  if (wanted === "") return [...options];
  const rank = ({ label, description }: Option): number => {
    const text = folded(label);
    if (text.startsWith(wanted)) return 0;
    if (text.split(/[\s/·-]+/).some((word) => word.startsWith(wanted))) return 1;
    return text.includes(wanted) || folded(description).includes(wanted) ? 2 : 3;
  };
  const found = options.filter((option) => rank(option) < 3);
  // Groups stay together: within them the app's order is kept.
  if (options.some(({ group }) => group !== null)) return found;
  return found.sort((a, b) => rank(a) - rank(b));
}
