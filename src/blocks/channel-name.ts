// The name of an incident's channel: what Slack takes (FACTS 4: a-z, 0-9, - and _, at most 80), whatever the title is.

import anyAscii from "any-ascii";
import { maxChannelName } from "./limits.ts";

export type Naming = {
  number: number;
  title: string;
  /** What tells it from a channel that has the name already: "2" makes `inc-7-checkout-2`. */
  suffix: string | null;
  /** With {number} and, mostly, {title}. */
  template: string;
};

/** any-ascii writes emoji as `:fire:`; their names help nobody to find a channel. */
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200D\uFE0F\u20E3]/gu;

/** Runs of anything else become one dash; none is left at an end. */
function slug(text: string): string {
  const latin = anyAscii(text.toWellFormed().replace(emoji, " ")).toLowerCase();
  return latin
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/_{2,}/g, "_")
    .replace(/-+_+-+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "");
}

const clip = (name: string, max: number): string => name.slice(0, Math.max(0, max)).replace(/[-_]+$/, "");

/**
 * "inc-7-checkout-is-failing"; "inc-7" where the title has no letter or digit that can be written so, and also where
 * the template leaves nothing.
 */
export function channelName({ number, title, suffix, template }: Naming): string {
  const ending = suffix === null ? "" : `-${slug(suffix)}`;
  const fill = (words: string): string =>
    slug(template.replaceAll("{number}", String(number)).replaceAll("{title}", words));
  // Only the title gives way: the number and the suffix are what tells channels apart.
  const words = clip(slug(title), maxChannelName - ending.length - fill("").length - 1);
  const name = clip(fill(words), maxChannelName - ending.length);
  return `${name === "" ? `inc-${number}` : name}${ending}`;
}
