// Date, time, and both: the browser's own pickers. An instant is shown and picked in the zone of whoever is acted as.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { workspaceNow } from "../clock.ts";
import { useZone } from "../text/shown-date.ts";
import { instantOf, isoDay, isoTime, zonedParts } from "../text/zoned.ts";
import { useSeen } from "../use.ts";
import type { ElementProps } from "./element-props.ts";

type FieldProps = {
  props: ElementProps;
  type: "date" | "time";
  value: string;
  id: string;
  label: string | null;
  onPick: (value: string) => void;
};

type Target = { currentTarget: HTMLInputElement };

function Field({ props, type, value, id, label, onPick }: FieldProps): VNode {
  const { element, describedBy, isInvalid, isPending } = props;
  return html`<input
    type=${type}
    id=${id}
    class=${`form-picker${isPending ? " form-pending" : ""}${value === "" ? " form-picker-empty" : ""}`}
    value=${value}
    aria-label=${label ?? undefined}
    aria-describedby=${describedBy}
    aria-invalid=${isInvalid ? "true" : undefined}
    data-focus-on-load=${element.focus_on_load === true && type === "date" ? "" : undefined}
    readonly=${isPending}
    onChange=${({ currentTarget }: Target) => onPick(currentTarget.value)}
  />`;
}

function Picker(props: ElementProps & { type: "date" | "time" }): VNode {
  const { type, id, value, choose, label } = props;
  const shown = typeof value === "string" ? value : "";
  const onPick = (picked: string): void => choose(picked === "" ? null : picked);
  return html`<${Field} props=${props} type=${type} id=${id} label=${label} value=${shown} onPick=${onPick} />`;
}

export const DatePicker = (props: ElementProps): VNode => html`<${Picker} ...${props} type="date" />`;
export const TimePicker = (props: ElementProps): VNode => html`<${Picker} ...${props} type="time" />`;

/** A day without a time is no instant yet: what was picked so far is held here. */
export function DateTimePicker(props: ElementProps): VNode {
  const { id, value, choose, label } = props;
  const tz = useZone();
  const clock = useSeen((state) => state.clock);
  const shown = typeof value === "number" ? zonedParts(value * 1_000, tz) : null;
  const held = shown === null ? { day: "", time: "" } : { day: isoDay(shown), time: isoTime(shown) };
  const [half, setHalf] = useState(held);
  useEffect(() => setHalf(held), [held.day, held.time]);
  const pick = (picked: { day: string; time: string }): void => {
    setHalf(picked);
    const at = instantOf(picked.day, picked.time, tz);
    if (at !== null) choose(at / 1_000);
    else if (value !== null) choose(null);
  };
  // Slack fills in the other half: today, or the time that it is.
  const pickDay = (day: string): void => {
    const now = zonedParts(workspaceNow(clock), tz);
    pick({ day, time: day === "" ? "" : half.time || isoTime(now) });
  };
  const pickTime = (time: string): void => {
    const now = zonedParts(workspaceNow(clock), tz);
    pick({ time, day: time === "" ? half.day : half.day || isoDay(now) });
  };
  const named =
    label === null ? { role: "group", "aria-labelledby": `${id}-label` } : { role: "group", "aria-label": label };
  return html`<span class="form-datetime" ...${named}>
    <${Field} props=${props} type="date" id=${id} label="Date" value=${half.day} onPick=${pickDay} />
    <${Field} props=${props} type="time" id=${`${id}-time`} label="Time" value=${half.time} onPick=${pickTime} />
  </span>`;
}
