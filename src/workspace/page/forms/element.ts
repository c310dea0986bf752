// One interactive element, wherever it stands: what it shows, what it does, and why that was refused.

import { html } from "htm/preact";
import type { ComponentChildren, ComponentType, VNode } from "preact";
import type { Json } from "../../client/seen.ts";
import { type Fields, idAt, useStanding } from "../blocks/place.ts";
import { useSeen } from "../use.ts";
import { useActing } from "./acting.ts";
import { Button } from "./button.ts";
import { Choices } from "./choices.ts";
import { Confirm } from "./confirm.ts";
import { Draft } from "./draft.ts";
import type { ElementProps } from "./element-props.ts";
import { FileField } from "./file-field.ts";
import { Overflow } from "./overflow.ts";
import { DatePicker, DateTimePicker, TimePicker } from "./pickers.ts";
import { Select } from "./select.ts";
import { RichTextField, TextField } from "./text-field.ts";
import { isObject, textOf } from "./value.ts";

const kinds: Record<string, ComponentType<ElementProps>> = {
  button: Button,
  overflow: Overflow,
  checkboxes: Choices,
  radio_buttons: Choices,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  plain_text_input: TextField,
  email_text_input: TextField,
  url_text_input: TextField,
  number_input: TextField,
  rich_text_input: RichTextField,
  file_input: FileField,
};

const selects = /^(multi_)?(static|external|users|conversations|channels)_select$/;

const drawingOf = (type: string): ComponentType<ElementProps> | null =>
  selects.test(type) ? Select : Object.hasOwn(kinds, type) ? (kinds[type] ?? null) : null;

const names: Record<string, string> = {
  overflow: "More options",
  checkboxes: "Options",
  radio_buttons: "Options",
  datepicker: "Date",
  timepicker: "Time",
  datetimepicker: "Date and time",
  file_input: "Files",
};

/** What an element is called that neither a label nor its own words name. */
const nameOf = (type: string): string => names[type] ?? (selects.test(type) ? "Menu" : "Text");

/** Fields in which typing is not yet choosing: the app hears of it when Enter is pressed. */
const isTypedInto = (type: string): boolean => /_input$/.test(type) && type !== "file_input";

function tellsWhileTyping({ dispatch_action_config: config }: Json): boolean {
  return isObject(config) && Array.isArray(config.trigger_actions_on)
    ? config.trigger_actions_on.includes("on_character_entered")
    : false;
}

type Doing = Pick<ElementProps, "choose" | "enter">;

/** In a form a choice waits for the form to be sent, unless the app wants to hear of each one. */
function doingInForm(fields: Fields, blockId: string, element: Json, isTold: boolean): Doing {
  const isTyped = isTypedInto(textOf(element.type));
  const tells = isTold && (!isTyped || tellsWhileTyping(element));
  return {
    choose(value) {
      fields.fill(blockId, element, value);
      if (tells) fields.tell(blockId, element, value, isTyped);
    },
    enter(value) {
      if (isTold) fields.tell(blockId, element, value, false);
      else fields.submit();
    },
  };
}

export type InputOptions = {
  describedBy: string | undefined;
  isInvalid: boolean;
  isOptional: boolean;
  /** dispatch_action: the app hears of each choice, before the form is sent. */
  isTold: boolean;
};

export type ElementOptions = {
  blockId: string;
  element: Json;
  /** Null: a label elsewhere names it. "": nobody has said. */
  label: string | null;
  input?: InputOptions | null;
};

/** In a replay that plays nothing can be pressed or chosen; addresses can still be opened. */
function WhileLookingOn({ element, children }: { element: Json; children?: ComponentChildren }): VNode {
  const isReadOnly = useSeen((state) => state.isReadOnly);
  if (!isReadOnly || textOf(element.url) !== "") return html`${children}`;
  return html`<fieldset class="block-off" role="presentation" disabled>${children}</fieldset>`;
}

/** The element, then what it asks, then what went wrong. */
export function Element({ blockId, element, label, input = null }: ElementOptions): VNode {
  const standing = useStanding();
  const acting = useActing(blockId, element, input !== null);
  const type = textOf(element.type);
  const id = idAt(standing, `${blockId}-${textOf(element.action_id)}`, "field");
  const Drawing = drawingOf(type);
  if (Drawing === null) return html`<span class="block-unknown">${type.replaceAll("_", " ")}: not drawn here</span>`;
  const { problem, asked } = acting;
  const problemId = `${id}-problem`;
  const described = [input?.describedBy ?? "", problem === null ? "" : problemId].join(" ").trim();
  const { fields } = standing;
  const inForm = input !== null && fields !== null;
  const doing: Doing = inForm
    ? doingInForm(fields, blockId, element, input.isTold)
    : { choose: acting.choose, enter: acting.choose };
  const props: ElementProps = {
    blockId,
    element,
    value: acting.value,
    ...doing,
    isPending: acting.isPending,
    id,
    label: label === "" ? nameOf(type) : label,
    describedBy: described === "" ? undefined : described,
    isInvalid: input?.isInvalid ?? false,
    isOptional: input?.isOptional ?? false,
  };
  const isDraft = isTypedInto(type) && !inForm;
  const drawn = isDraft ? html`<${Draft} props=${props} drawing=${Drawing} />` : html`<${Drawing} ...${props} />`;
  return html`
    <${WhileLookingOn} element=${element}>${drawn}<//>
    ${asked === null ? null : html`<${Confirm} confirm=${asked.confirm} answer=${acting.answer} />`}
    ${problem === null ? null : html`<span class="block-problem" role="alert" id=${problemId}>${problem}</span>`}
  `;
}
