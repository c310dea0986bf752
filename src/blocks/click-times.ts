// A click on a button about times, read back from the values that time-elements.ts wrote.

import { actions, windowOptions } from "./ids.ts";

export type TimeClick =
  | { click: "sla" | "impact" | "times" | "pause" | "resume"; incidentId: string }
  /** `dueAt` is the promise that was seen; epoch ms. */
  | { click: "snooze" | "stop-reminders"; incidentId: string; dueAt: number }
  | { click: "edit-window" | "remove-window"; incidentId: string; windowId: number };

const simple: Readonly<Record<string, "sla" | "impact" | "times" | "pause" | "resume">> = {
  [actions.sla]: "sla",
  [actions.impact]: "impact",
  [actions.times]: "times",
  [actions.pause]: "pause",
  [actions.resume]: "resume",
};

const onPromise: Readonly<Record<string, "snooze" | "stop-reminders">> = {
  [actions.snooze]: "snooze",
  [actions.stopReminders]: "stop-reminders",
};

const onWindow: Readonly<Record<string, "edit-window" | "remove-window">> = {
  [windowOptions.edit]: "edit-window",
  [windowOptions.remove]: "remove-window",
};

const number = (text: string): number | null => (/^\d{1,16}$/.test(text) ? Number(text) : null);

function readWindowClick(value: string): TimeClick | null {
  const [name = "", incidentId = "", id = ""] = value.split("/");
  const click = Object.hasOwn(onWindow, name) ? onWindow[name] : undefined;
  const windowId = number(id);
  return click === undefined || incidentId === "" || windowId === null ? null : { click, incidentId, windowId };
}

/** `id` is the action's; null where it is none of these. */
export function readTimeClick(id: string, value: string): TimeClick | null {
  if (id === actions.window) return readWindowClick(value);
  const [incidentId = "", rest = ""] = value.split("/");
  const plain = Object.hasOwn(simple, id) ? simple[id] : undefined;
  if (plain !== undefined) return { click: plain, incidentId };
  const click = Object.hasOwn(onPromise, id) ? onPromise[id] : undefined;
  const dueAt = number(rest);
  return click === undefined || dueAt === null ? null : { click, incidentId, dueAt };
}
