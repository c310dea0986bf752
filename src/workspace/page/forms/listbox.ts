// The list of a select menu: options under their groups' headings. The field that opened it keeps the focus and tells
// which option is the active one.

import { html } from "htm/preact";
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { withEmoji } from "../text/plain.ts";
import { useFloating } from "./floating.ts";
import type { Option } from "./option.ts";

export type ListboxProps = {
  id: string;
  label: string;
  anchor: RefObject<HTMLElement | null>;
  options: readonly Option[];
  chosen: readonly string[];
  /** Index of the active option; -1: none. */
  active: number;
  isMulti: boolean;
  /** What is said in place of options. */
  note: string | null;
  onChoose: (option: Option) => void;
  onPoint: (index: number) => void;
};

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

type RowProps = { list: ListboxProps; option: Option; index: number };

function Row({ list, option, index }: RowProps): VNode {
  const isChosen = list.chosen.includes(option.value);
  return html`<div
    id=${optionId(list.id, index)}
    role="option"
    class=${`form-option${index === list.active ? " form-option-active" : ""}`}
    aria-selected=${isChosen ? "true" : "false"}
    onClick=${() => list.onChoose(option)}
    onMouseMove=${() => index === list.active || list.onPoint(index)}
  >
    <span class="form-option-mark" aria-hidden="true">${isChosen ? "✓" : ""}</span>
    <span class="form-option-text">
      ${withEmoji(option.label)}
      ${option.description === "" ? null : html`<span class="form-option-more">${option.description}</span>`}
    </span>
  </div>`;
}

/** The options by their headings, in the order in which they come. */
function grouped(options: readonly Option[]): { group: string | null; rows: { option: Option; index: number }[] }[] {
  const groups: { group: string | null; rows: { option: Option; index: number }[] }[] = [];
  for (const [index, option] of options.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === option.group) last.rows.push({ option, index });
    else groups.push({ group: option.group, rows: [{ option, index }] });
  }
  return groups;
}

export function Listbox(list: ListboxProps): VNode {
  const { id, label, options, active, note, isMulti } = list;
  const ref = useRef<HTMLDivElement>(null);
  useFloating(list.anchor, ref, true, `${options.length} ${note ?? ""}`);
  useLayoutEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: "nearest" });
  }, [active, id]);
  const rows = grouped(options).map(({ group, rows: held }) => {
    const inner = held.map((row) => html`<${Row} key=${row.option.value} list=${list} ...${row} />`);
    if (group === null) return inner;
    return html`<div role="group" aria-label=${group} key=${group}>
      <div class="form-option-group" aria-hidden="true">${group}</div>
      ${inner}
    </div>`;
  });
  // The field keeps the focus whatever is pressed in here, and a click in here is none on the field.
  return html`<div
    ref=${ref}
    popover="manual"
    class="form-list"
    onMouseDown=${(event: MouseEvent) => event.preventDefault()}
    onClick=${(event: MouseEvent) => event.stopPropagation()}
  >
    <div id=${id} role="listbox" aria-label=${label} aria-multiselectable=${isMulti ? "true" : undefined}>${rows}</div>
    ${note === null ? null : html`<div class="form-list-note" role="status">${note}</div>`}
  </div>`;
}
