// Select menus, single and multi: a combobox (the ARIA pattern): type to filter, arrows, Enter, Escape.

import { html } from "htm/preact";
import type { RefObject, VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { Json } from "../../client/seen.ts";
import type { ElementProps } from "./element-props.ts";
import { Listbox, optionId } from "./listbox.ts";
import type { Option } from "./option.ts";
import { useOptions } from "./use-options.ts";
import { isEmpty, listOf, plainOf } from "./value.ts";

type Open = { typed: string; active: number };

/** Where the arrow leads: round at the ends. */
function moved(active: number, key: string, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return (active + 1) % count;
    case "ArrowUp":
      return (active <= 0 ? count : active) - 1;
    case "PageDown":
      return Math.min(count - 1, active + 8);
    case "PageUp":
      return Math.max(0, active - 8);
    default:
      return null;
  }
}

type ChipsProps = {
  values: readonly string[];
  labelOf: (value: string) => string;
  remove: (value: string) => void;
};

function Chips({ values, labelOf, remove }: ChipsProps): VNode {
  const drop = (value: string) => (event: Event) => {
    event.stopPropagation();
    remove(value);
  };
  return html`${values.map(
    (value) => html`<span class="form-chip" key=${value}>
      ${labelOf(value)}
      <button type="button" class="form-chip-x" aria-label=${`Remove ${labelOf(value)}`} onClick=${drop(value)}>
        <span aria-hidden="true">×</span>
      </button>
    </span>`,
  )}`;
}

/** What the keys and the pointer do; `open` null while the list is closed. */
function useCombobox(props: ElementProps) {
  const { blockId, element, value, choose } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const offered = useOptions(blockId, element, open?.typed ?? "", open !== null);
  const isMulti = String(element.type).startsWith("multi_");
  const chosen = listOf(value);
  const { options } = offered;

  const show = (typed = ""): void => {
    const first = isMulti ? 0 : options.findIndex((option) => option.value === chosen[0]);
    setOpen({ typed, active: typed === "" ? Math.max(0, first) : 0 });
  };
  const close = (): void => setOpen(null);
  const take = (option: Option): void => {
    if (!isMulti) {
      close();
      if (option.value !== value) choose(option.value);
      return;
    }
    const without = chosen.filter((one) => one !== option.value);
    choose(without.length === chosen.length ? [...chosen, option.value] : without);
    setOpen((now) => (now === null ? null : { ...now, typed: "" }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (open === null) {
      if (key !== "ArrowDown" && key !== "ArrowUp" && key !== "Enter" && key !== " ") return;
      if (key === "Enter" && (event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      show();
      return;
    }
    const active = moved(open.active, key, options.length);
    const option = options[open.active];
    if (active !== null) setOpen({ ...open, active });
    else if (key === "Escape") close();
    else if (key === "Enter" && option !== undefined) take(option);
    else if (key === "Backspace" && open.typed === "" && isMulti) choose(chosen.slice(0, -1));
    else if (key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  };
  const labelOf = (one: string): string => offered.known.find((option) => option.value === one)?.label ?? one;
  return { open, setOpen, show, close, take, onKeyDown, offered, isMulti, chosen, labelOf };
}

/** "Select an option": what Slack says where the app says nothing. */
const placeholderOf = (element: Json): string =>
  plainOf(element.placeholder) ||
  (/users/.test(String(element.type))
    ? "Select a person"
    : /channels|conversations/.test(String(element.type))
      ? "Select a channel"
      : "Select an option");

type Menu = ReturnType<typeof useCombobox>;

/** What the field shows while nothing is typed into it. */
function shownIn({ chosen, isMulti, labelOf }: Menu, element: Json): { label: string; placeholder: string } {
  const label = isMulti || chosen.length === 0 ? "" : labelOf(chosen[0] ?? "");
  if (isMulti && chosen.length > 0) return { label, placeholder: "" };
  return { label, placeholder: label || placeholderOf(element) };
}

type FieldProps = { props: ElementProps; menu: Menu; listId: string; input: RefObject<HTMLInputElement | null> };

function ComboboxField({ props, menu, listId, input }: FieldProps): VNode {
  const { element, id, label, describedBy, isInvalid, isPending } = props;
  const { open, offered } = menu;
  const shown = shownIn(menu, element);
  const active = open !== null && offered.options.length > 0 ? optionId(listId, open.active) : undefined;
  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement }): void =>
    menu.setOpen({ typed: currentTarget.value, active: 0 });
  return html`<input
    ref=${input}
    id=${id}
    class="form-select-input"
    type="text"
    role="combobox"
    autocomplete="off"
    spellcheck=${false}
    aria-label=${label ?? undefined}
    aria-expanded=${open === null ? "false" : "true"}
    aria-controls=${open === null ? undefined : listId}
    aria-autocomplete="list"
    aria-activedescendant=${active}
    aria-describedby=${describedBy}
    aria-invalid=${isInvalid ? "true" : undefined}
    aria-busy=${isPending ? "true" : undefined}
    data-focus-on-load=${element.focus_on_load === true ? "" : undefined}
    placeholder=${shown.placeholder}
    value=${open === null ? shown.label : open.typed}
    readonly=${isPending}
    onInput=${onInput}
    onKeyDown=${menu.onKeyDown}
    onBlur=${menu.close}
  />`;
}

function Clear({ clear }: { clear: () => void }): VNode {
  const onClick = (event: Event): void => {
    event.stopPropagation();
    clear();
  };
  return html`<button type="button" class="form-select-clear" aria-label="Clear" onClick=${onClick}>
    <span aria-hidden="true">×</span>
  </button>`;
}

export function Select(props: ElementProps): VNode {
  const { element, value, choose, label, isPending, isOptional } = props;
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const menu = useCombobox(props);
  const { open, chosen, isMulti } = menu;
  const remove = (one: string): void => choose(chosen.filter((it) => it !== one));
  const clear = (): void => {
    choose(null);
    input.current?.focus();
  };
  const onClick = (): void => {
    input.current?.focus();
    if (open === null && !isPending) menu.show();
  };
  return html`<div
    ref=${box}
    class=${`form-select${isPending ? " form-pending" : ""}${isMulti ? " form-select-multi" : ""}`}
    onClick=${onClick}
  >
    ${isMulti ? html`<${Chips} values=${chosen} labelOf=${menu.labelOf} remove=${remove} />` : null}
    <${ComboboxField} props=${props} menu=${menu} listId=${listId} input=${input} />
    ${!isMulti && isOptional && !isEmpty(value) ? html`<${Clear} clear=${clear} />` : null}
    <span class="form-select-arrow" aria-hidden="true"></span>
    ${
      open === null
        ? null
        : html`<${Listbox}
            id=${listId}
            label=${label ?? placeholderOf(element)}
            anchor=${box}
            options=${menu.offered.options}
            chosen=${chosen}
            active=${open.active}
            isMulti=${isMulti}
            note=${menu.offered.note}
            onChoose=${menu.take}
            onPoint=${(active: number) => menu.setOpen({ ...open, active })}
          />`
    }
  </div>`;
}
