// What an envelope is about, in a few words: "/incident declare", "click post_update", "event pin_added".

import { isObject } from "./blocks/check.ts";
import type { EnvelopeKind } from "./faults.ts";
import type { Json } from "./world.ts";

const longestCommand = 60;

function actionsOf(payload: Json): string {
  const actions = Array.isArray(payload.actions) ? payload.actions : [];
  return actions.map((action) => (isObject(action) ? String(action.action_id) : "")).join(", ");
}

function callbackOf(payload: Json): string {
  const { view } = payload;
  return isObject(view) ? String(view.callback_id ?? "") : "";
}

function interactionOf(payload: Json): string {
  if (payload.type === "block_actions") return `click ${actionsOf(payload)}`;
  if (payload.type === "view_submission") return `form ${callbackOf(payload)}`;
  if (payload.type === "view_closed") return `closed ${callbackOf(payload)}`;
  if (payload.type === "block_suggestion") return `options ${String(payload.action_id)}`;
  if (payload.type === "shortcut") return `shortcut ${String(payload.callback_id)}`;
  if (payload.type === "message_action") return `message shortcut ${String(payload.callback_id)}`;
  return String(payload.type);
}

function eventOf(payload: Json): string {
  const { event, type } = payload;
  if (!isObject(event)) return `event ${String(type)}`;
  return `event ${[event.type, event.subtype].filter((it) => typeof it === "string").join(" ")}`;
}

export function whatOf(kind: EnvelopeKind, payload: Json): string {
  if (kind === "events_api") return eventOf(payload);
  if (kind === "interactive") return interactionOf(payload).trim();
  const line = `${String(payload.command)} ${String(payload.text ?? "")}`.trim();
  return line.length <= longestCommand ? line : `${line.slice(0, longestCommand - 1)}…`;
}
