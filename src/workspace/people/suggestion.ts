// Menus whose options the app is asked for while the person types (external_select, multi_external_select).

import { type Check, isObject, listOf, objectOf } from "../blocks/check.ts";
import type { Place } from "../blocks/element-values.ts";
import { suggestionLimits } from "../blocks/limits.ts";
import { menuOption, optionGroup, optionsOf } from "../blocks/objects.ts";
import type { Json, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { blockSuggestion } from "./payloads.ts";
import type { Spot } from "./spot.ts";

/** What is offered: `options` or `option_groups`, as the app answered. */
export type Offer = { options: Json[] } | { option_groups: Json[] };

const answer: Check = objectOf(
  {
    optional: {
      options: listOf(menuOption, 0, suggestionLimits.options),
      option_groups: listOf(optionGroup, 0, suggestionLimits.groups),
    },
  },
  (value, at, report) => {
    if ((value.options === undefined) === (value.option_groups === undefined))
      report("exactly one of options and option_groups is required", at);
  },
);

/** Each person's last offers at an element: a choice among them needs no second question. An edit forgets them. */
const lastOffers = new WeakMap<Json, Map<string, Json[]>>();

export function lastOffered(spot: Spot, place: Place): Json[] {
  return lastOffers.get(place.element)?.get(spot.userId) ?? [];
}

function remember(spot: Spot, place: Place, options: Json[]): void {
  const byUser = lastOffers.get(place.element) ?? new Map<string, Json[]>();
  byUser.set(spot.userId, options);
  lastOffers.set(place.element, byUser);
}

export function isExternal(place: Place): boolean {
  return place.element.type === "external_select" || place.element.type === "multi_external_select";
}

/**
 * Asks the app what it offers for `typed`. Where that is shorter than min_query_length (3 unless the element says),
 * nothing is asked and nothing is offered. Throws CannotDo when the app does not answer, or not as Slack takes it.
 */
export async function suggest(world: World, spot: Spot, place: Place, typed: string): Promise<Offer> {
  if (!isExternal(place)) throw new CannotDo(`The options of ${place.actionId} are not asked for: they are in it.`);
  const { min_query_length: min } = place.element;
  if (typed.length < (typeof min === "number" ? min : suggestionLimits.minQuery)) return { options: [] };
  const ack = await world.delivery.request("interactive", blockSuggestion(world, spot, place, typed), true);
  if (ack.kind !== "acked") throw new CannotDo("The options could not be loaded: the app did not answer. Try again.");
  const problems: string[] = [];
  answer(ack.payload, "", (message, at) => problems.push(`${message} [json-pointer:${at}]`));
  if (problems.length > 0 || !isObject(ack.payload))
    throw new CannotDo(`The options could not be loaded: Slack refuses what the app offers (${problems.join("; ")}).`);
  remember(spot, place, optionsOf(ack.payload));
  return ack.payload as Offer;
}
