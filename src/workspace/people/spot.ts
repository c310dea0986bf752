// Where a person touches blocks: a message, something only they see, a modal or home. What is chosen in a view is part
// of the view; what is chosen in a message is known to that person's client alone, until the next click sends it.

import { type Place, placesOf, type StateValues, stateOf } from "../blocks/element-values.ts";
import { blocksOf } from "../deeds/views.ts";
import type { Channel, Ephemeral, Json, Message, View, World } from "../world.ts";

export type MessageSpot = { kind: "message"; userId: string; channel: Channel; shown: Message | Ephemeral };
export type Spot = MessageSpot | { kind: "view"; userId: string; view: View };

export function viewSpot(view: View): Spot {
  return { kind: "view", userId: view.userId, view };
}

export function blocksAt(spot: Spot): Json[] {
  return spot.kind === "view" ? blocksOf(spot.view) : (spot.shown.blocks ?? []);
}

export function isEphemeral(shown: Message | Ephemeral): shown is Ephemeral {
  return !("reactions" in shown);
}

/** Beside the world rather than in it: it is the memory of people's clients, and no method of Slack's can see it. */
const clients = new WeakMap<World, Map<string, StateValues>>();

/** The state of all fields there; changing the answer changes it. Kept over an edit as FACTS 3 has it. */
export function valuesAt(world: World, spot: Spot): StateValues {
  if (spot.kind === "view") return spot.view.values;
  const memory = clients.get(world) ?? new Map<string, StateValues>();
  clients.set(world, memory);
  const key = `${spot.userId} ${spot.channel.id} ${spot.shown.ts}`;
  const values = stateOf(blocksAt(spot), memory.get(key));
  if (Object.keys(values).length > 0) memory.set(key, values);
  return values;
}

/** The element of these ids, or null: it may have gone since the person last looked. */
export function placeAt(spot: Spot, blockId: string, actionId: string): Place | null {
  return placesOf(blocksAt(spot)).find((it) => it.blockId === blockId && it.actionId === actionId) ?? null;
}

/** Does a change there reach the app at once? In an input only if it asks for that. */
export function tellsAtOnce(place: Place): boolean {
  return !place.isInput || place.block.dispatch_action === true;
}
