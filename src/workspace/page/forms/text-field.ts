// What is typed: text of one line or many, numbers, e-mail and web addresses, text with formatting.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { ElementProps } from "./element-props.ts";
import { maxLength } from "./form-check.ts";
import { plainOf, textOf } from "./value.ts";

type Control = HTMLInputElement | HTMLTextAreaElement;

const kinds: Record<string, { type: string; inputMode: string; placeholder: string }> = {
  email_text_input: { type: "email", inputMode: "email", placeholder: "name@company.com" },
  url_text_input: { type: "url", inputMode: "url", placeholder: "https://" },
  number_input: { type: "text", inputMode: "decimal", placeholder: "" },
};
const usual = { type: "text", inputMode: "text", placeholder: "" };

/** Said only when it begins to matter: the last tenth, or the last twenty characters. */
function Count({ left, max }: { left: number; max: number }): VNode | null {
  if (!Number.isFinite(max) || left > Math.max(20, max / 10)) return null;
  return html`<span class=${`form-count${left < 0 ? " form-count-over" : ""}`} role="status">${left}</span>`;
}

const isMultiline = (element: ElementProps["element"]): boolean =>
  element.multiline === true || element.type === "rich_text_input";

/** What all text fields have in common, as attributes. */
function useField({ element, id, value, choose, label, describedBy, isInvalid, isOptional, enter }: ElementProps) {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const kind = kinds[textOf(element.type)] ?? usual;
  const onKeyDown = (event: KeyboardEvent): void => {
    const isSending = event.key === "Enter" && !event.isComposing;
    if (!isSending || (isMultiline(element) && !event.metaKey && !event.ctrlKey)) return;
    event.preventDefault();
    enter(text === "" ? null : text);
  };
  const attributes = {
    id,
    class: "form-text",
    inputMode: kind.inputMode,
    placeholder: plainOf(element.placeholder) || kind.placeholder,
    "aria-label": label ?? undefined,
    "aria-describedby": describedBy,
    "aria-invalid": isInvalid ? "true" : undefined,
    "aria-required": isOptional ? undefined : "true",
    "data-focus-on-load": element.focus_on_load === true ? "" : undefined,
    autocomplete: "off",
    value: text,
    onInput: ({ currentTarget }: { currentTarget: Control }) =>
      choose(currentTarget.value === "" ? null : currentTarget.value),
    onKeyDown,
  };
  return { text, kind, attributes };
}

export function TextField(props: ElementProps): VNode {
  const { element } = props;
  const { text, kind, attributes } = useField(props);
  const max = element.type === "plain_text_input" ? maxLength(element) : Number.POSITIVE_INFINITY;
  const field = isMultiline(element)
    ? html`<textarea ...${attributes} rows="3"></textarea>`
    : html`<input ...${attributes} type=${kind.type} />`;
  return html`<span class="form-field">${field}<${Count} left=${max - text.length} max=${max} /></span>`;
}

const marks = [
  { mark: "*", name: "Bold", shown: "B" },
  { mark: "_", name: "Italic", shown: "I" },
  { mark: "~", name: "Strikethrough", shown: "S" },
  { mark: "`", name: "Code", shown: "<>" },
] as const;

/** Formatting is typed as mrkdwn here; the buttons put the marks round what is selected. */
export function RichTextField(props: ElementProps): VNode {
  const { attributes } = useField(props);
  const area = useRef<HTMLTextAreaElement>(null);
  const put = (mark: string): void => {
    const field = area.current;
    if (field === null) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    field.setRangeText(`${mark}${value.slice(from, to)}${mark}`, from, to, "select");
    field.focus();
    field.setSelectionRange(from + 1, to + 1);
    props.choose(field.value);
  };
  return html`<span class="form-field form-rich">
    <span class="form-rich-bar" role="group" aria-label="Formatting">
      ${marks.map(
        ({ mark, name, shown }) =>
          html`<button type="button" class="form-rich-mark" key=${mark} aria-label=${name} onClick=${() => put(mark)}>
            ${shown}
          </button>`,
      )}
    </span>
    <textarea ...${attributes} ref=${area} rows="4"></textarea>
  </span>`;
}
