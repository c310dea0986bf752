// What happens at one field of a form: its value is kept, and the app is told where the field asks for that.

import { holdsValue, type Place } from "../blocks/element-values.ts";
import { notify } from "../changes.ts";
import { newTrigger, touchView } from "../deeds/views.ts";
import type { Json, View, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { chosen } from "./choice.ts";
import type { FieldValue, FieldValues } from "./field-value.ts";
import { doDeed, type Outcome } from "./outcome.ts";
import { viewAction } from "./payloads.ts";
import { placeAt, tellsAtOnce, viewSpot } from "./spot.ts";

/** How a person answers a confirm dialog, should one open. */
export type Confirming = { confirm?: "accept" | "deny" };

/**
 * A person types on, or has pressed Enter. "changed": the page has looked at dispatch_action_config itself, and every
 * change is told. "silent": nothing is told, whatever the field asks for.
 */
export type Typing = "typing" | "entered" | "changed" | "silent";

/** Tells the app what was chosen; the view holds it from now on. */
export async function actInView(world: World, view: View, place: Place, picks: Json): Promise<Outcome> {
  const held = view.values[place.blockId]?.[place.actionId];
  if (held !== undefined) Object.assign(held, picks);
  delete view.errors[place.blockId];
  touchView(world, view);
  const triggerId = newTrigger(world, view.userId, view.type === "modal" ? view.id : null);
  return doDeed(world, "interactive", viewAction(world, view, place, picks, triggerId), true, triggerId, null);
}

/** Fields that are typed into tell the app when their dispatch_action_config says so; all others at each change. */
function isTold(place: Place, typing: Typing): boolean {
  if (typing === "silent" || !tellsAtOnce(place)) return false;
  const config = place.element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined;
  if (config === undefined || typing === "changed") return true;
  const on = config.trigger_actions_on ?? ["on_enter_pressed"];
  return on.includes(typing === "entered" ? "on_enter_pressed" : "on_character_entered");
}

/** A value as it is compared: files are new each time, and rich text has an id of its own. */
function digest(value: Json): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === "block_id" ? undefined : inner));
}

/** What a field held when the app was last told of it, or when the person began. Text is told on Enter, later. */
const lastTold = new WeakMap<Json, string>();

async function keepOne(world: World, view: View, place: Place, value: FieldValue, typing: Typing): Promise<void> {
  const held = view.values[place.blockId]?.[place.actionId];
  if (held === undefined) return;
  const before = digest(held);
  const told = lastTold.get(held) ?? before;
  lastTold.set(held, told);
  const picks = await chosen(world, viewSpot(view), place, value);
  const after = digest({ ...held, ...picks });
  if (after !== before) {
    Object.assign(held, picks);
    delete view.errors[place.blockId];
    touchView(world, view);
  }
  if (after === told || !isTold(place, typing)) return;
  lastTold.set(held, after);
  await actInView(world, view, place, picks);
}

/**
 * Keeps the values of a form's fields; those that it no longer has are ignored. Answers what could not be entered:
 * block id → sentence.
 */
export async function keepValues(
  world: World,
  view: View,
  values: FieldValues,
  typing: Typing,
): Promise<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const [blockId, fields] of Object.entries(values)) {
    for (const [actionId, value] of Object.entries(fields)) {
      // Found anew each time: the app may have changed the form because of the field before.
      const place = placeAt(viewSpot(view), blockId, actionId);
      if (place === null || !holdsValue(place.element)) continue;
      try {
        await keepOne(world, view, place, value, typing);
      } catch (error) {
        if (!(error instanceof CannotDo)) throw error;
        problems[blockId] = error.message;
      }
    }
  }
  notify(world.changes);
  return problems;
}
