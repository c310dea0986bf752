// views.open, push, update, publish.

import { problemsOfView } from "../blocks/validate.ts";
import {
  changeView,
  exchangeTrigger,
  openedBy,
  openModal,
  publishHome,
  pushModal,
  renderView,
  stackOf,
} from "../deeds/views.ts";
import { viewLimits } from "../limits.ts";
import type { Trigger } from "../trigger.ts";
import type { Json, View, World } from "../world.ts";
import { structure, text } from "./args.ts";
import { type ApiCall, type Method, method } from "./method.ts";
import { ApiRefusal, invalidArguments, missingField } from "./refusal.ts";

/** A valid view of this type. Errors: invalid_arguments with JSON pointers, view_too_large, duplicate_external_id. */
function readView(call: ApiCall, types: readonly string[], self: View | null): Json {
  const { given, value } = structure(call.args, "view");
  if (!given) throw missingField("view");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidArguments(["must be a JSON object [json-pointer:/view]"]);
  }
  if (JSON.stringify(value).length > viewLimits.json) throw new ApiRefusal("view_too_large");
  const problems = problemsOfView(call.world, value as Json, types);
  if (problems.length > 0) throw invalidArguments(problems);
  refuseTakenExternalId(call.world, value as Json, self);
  return value as Json;
}

function refuseTakenExternalId(world: World, content: Json, self: View | null): void {
  const { external_id: externalId } = content;
  if (typeof externalId !== "string" || externalId === "") return;
  for (const view of world.views.values()) {
    if (view !== self && view.isOpen && view.externalId === externalId) throw new ApiRefusal("duplicate_external_id");
  }
}

function takeTrigger(call: ApiCall): Trigger {
  const id = text(call.args, "trigger_id");
  if (id === null) throw missingField("trigger_id");
  const trigger = exchangeTrigger(call.world, id);
  if (typeof trigger === "string") throw new ApiRefusal(trigger);
  return trigger;
}

function open(call: ApiCall): Json {
  const content = readView(call, ["modal"], null);
  const trigger = takeTrigger(call);
  const view = openModal(call.world, trigger, content);
  openedBy(trigger, view);
  return { view: renderView(call.world, view) };
}

function push(call: ApiCall): Json {
  const content = readView(call, ["modal"], null);
  const trigger = takeTrigger(call);
  const from = call.world.views.get(trigger.viewId ?? "");
  if (from === undefined || !from.isOpen) throw new ApiRefusal("not_found");
  if (stackOf(call.world, trigger.userId).length >= viewLimits.stack) throw new ApiRefusal("push_limit_reached");
  const view = pushModal(call.world, trigger.userId, content);
  openedBy(trigger, view);
  return { view: renderView(call.world, view) };
}

function refuseOldHash(call: ApiCall, view: View | undefined): void {
  const hash = text(call.args, "hash");
  if (hash !== null && view !== undefined && hash !== view.hash) throw new ApiRefusal("hash_conflict");
}

function update(call: ApiCall): Json {
  const { world, args } = call;
  const id = text(args, "view_id");
  const externalId = text(args, "external_id");
  if (id === null && externalId === null) throw missingField("view_id");
  const view = [...world.views.values()].find(
    (it) => it.isOpen && (id === null ? it.externalId === externalId : it.id === id),
  );
  if (view === undefined) throw new ApiRefusal("not_found");
  const content = readView(call, [view.type], view);
  refuseOldHash(call, view);
  changeView(world, view, content);
  return { view: renderView(world, view) };
}

function publish(call: ApiCall): Json {
  const { world, args } = call;
  if (!world.manifest.hasHomeTab) throw new ApiRefusal("not_enabled");
  const userId = text(args, "user_id") ?? "";
  if (!world.users.has(userId)) throw invalidArguments(["failed to match a user [json-pointer:/user_id]"]);
  const known = world.views.get(world.homes.get(userId) ?? "");
  const content = readView(call, ["home"], known ?? null);
  refuseOldHash(call, known);
  return { view: renderView(world, publishHome(world, userId, content)) };
}

export const viewMethods: Record<string, Method> = {
  "views.open": method({}, open),
  "views.push": method({}, push),
  "views.update": method({}, update),
  "views.publish": method({ required: ["user_id"] }, publish),
};
