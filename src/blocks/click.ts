// A click on a message's button or menu, read back from the values that elements.ts wrote.

import { z } from "zod";
import { type Severity, type StatedStatus, statedStatuses } from "../incident/words.ts";
import { readTimeClick, type TimeClick } from "./click-times.ts";
import { actions, moreOptions } from "./ids.ts";

export type Click =
  | { click: "declare" }
  | { click: "post-update" | "resolve" | "reopen" | "export" | "add-entry" | "rename" | "cancel"; incidentId: string }
  /** `seenId` is the commander whom the person saw; null where there was none. */
  | { click: "take-command"; incidentId: string; seenId: string | null }
  | { click: "severity"; incidentId: string; severity: Severity }
  | { click: "status"; incidentId: string; status: StatedStatus }
  | TimeClick;

const actionSchema = z.object({
  action_id: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

const simple: Readonly<Record<string, "post-update" | "resolve" | "reopen" | "export">> = {
  [actions.postUpdate]: "post-update",
  [actions.resolve]: "resolve",
  [actions.reopen]: "reopen",
  [actions.exportPostmortem]: "export",
};

const simpleMore: Readonly<Record<string, "add-entry" | "rename" | "cancel" | "export">> = {
  [moreOptions.addEntry]: "add-entry",
  [moreOptions.rename]: "rename",
  [moreOptions.cancel]: "cancel",
  [moreOptions.exportPostmortem]: "export",
};

const takeCommand = (incidentId: string, seenId: string): Click => ({
  click: "take-command",
  incidentId,
  seenId: seenId === "" ? null : seenId,
});

function readMore(value: string): Click | null {
  const [name = "", incidentId = "", seenId = ""] = value.split("/");
  if (incidentId === "") return null;
  if (name === moreOptions.takeCommand) return takeCommand(incidentId, seenId);
  const click = Object.hasOwn(simpleMore, name) ? simpleMore[name] : undefined;
  return click === undefined ? null : { click, incidentId };
}

/** One of a payload's `actions`; null where it is none of ours, or of a version that is no more. */
export function readClick(action: unknown): Click | null {
  const parsed = actionSchema.safeParse(action);
  if (!parsed.success) return null;
  const { action_id: id, value: buttonValue, selected_option: selected } = parsed.data;
  const value = selected?.value ?? buttonValue ?? "";
  const [incidentId = "", rest = ""] = value.split("/");
  if (id === actions.declare) return { click: "declare" };
  if (incidentId === "") return null;
  if (id === actions.more) return readMore(value);
  if (id === actions.takeCommand) return takeCommand(incidentId, rest);
  if (id === actions.severity) {
    // Whether there is such a severity is decided, not read: of one that is no more the person is told.
    return rest === "" ? null : { click: "severity", incidentId, severity: rest };
  }
  if (id === actions.status) {
    const status = statedStatuses.find((one) => one === rest);
    return status === undefined ? null : { click: "status", incidentId, status };
  }
  const click = Object.hasOwn(simple, id) ? simple[id] : undefined;
  return click === undefined ? readTimeClick(id, value) : { click, incidentId };
}
