// What the forms have in common: their inputs, and reading what was filled in.
// A form holds no state of its own: what it is about goes along in private_metadata and is parsed when it comes back.

import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { cleanText, oneLine } from "../incident/typed-text.ts";
import { minuteMs, secondMs } from "../time/duration.ts";
import { cut } from "./cut.ts";
import type { FormId } from "./ids.ts";
import { maxInputText, maxModalTitle, maxPickedSeconds, minPickedSeconds } from "./limits.ts";
import { plain, seconds } from "./mrkdwn.ts";

/** A sentence for each block_id at which something has to be mended. */
export type FormErrors = Record<string, string>;
/** What a form asks for, or what is to be mended in it: Slack then keeps it open, with what was typed. */
export type ReadForm<T> = ({ ok: true } & T) | { ok: false; errors: FormErrors };

type Common = { id: string; label: string; isOptional: boolean; hint?: string };

/** The element's action_id is its block's id: one input has one name. */
const input = ({ id, label, isOptional, hint }: Common, element: InputBlockElement): InputBlock => ({
  type: "input",
  block_id: id,
  label: plain(label),
  element: { ...element, action_id: id },
  optional: isOptional,
  ...(hint === undefined ? {} : { hint: plain(hint) }),
});

export type TextInput = Common & { initial: string; max: number; isMultiline: boolean; placeholder?: string };

export function textInput({ initial, max, isMultiline, placeholder, ...common }: TextInput): InputBlock {
  const length = Math.min(max, maxInputText);
  const clean = isMultiline ? cleanText(initial) : oneLine(cleanText(initial));
  return input(common, {
    type: "plain_text_input",
    multiline: isMultiline,
    max_length: length,
    ...(clean === "" ? {} : { initial_value: cut(clean, length) }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
  });
}

export type ChoiceInput = Common & { options: PlainTextOption[]; initial: string | null };

const initialOf = (options: PlainTextOption[], initial: string | null): { initial_option?: PlainTextOption } => {
  const found = options.find(({ value }) => value === initial);
  return found === undefined ? {} : { initial_option: found };
};

export const selectInput = ({ options, initial, ...common }: ChoiceInput): InputBlock =>
  input(common, { type: "static_select", options, ...initialOf(options, initial) });

export const radioInput = ({ options, initial, ...common }: ChoiceInput): InputBlock =>
  input(common, { type: "radio_buttons", options, ...initialOf(options, initial) });

export function checkboxInput(given: Common & { options: PlainTextOption[]; initial: string[] }): InputBlock {
  const { options, initial, ...common } = given;
  const checked = options.filter(({ value }) => value !== undefined && initial.includes(value));
  return input(common, {
    type: "checkboxes",
    options,
    ...(checked.length === 0 ? {} : { initial_options: checked }),
  });
}

export type ChoicesInput = Common & {
  /** By the label of their group; one group without a label is none. */
  groups: readonly { label: string; options: PlainTextOption[] }[];
  initial: readonly string[];
  placeholder: string;
};

/** A menu of which several may be chosen. */
export function choicesInput({ groups, initial, placeholder, ...common }: ChoicesInput): InputBlock {
  const options = groups.flatMap((group) => group.options);
  const chosen = options.filter(({ value }) => value !== undefined && initial.includes(value));
  const offered =
    groups.length === 1 && groups[0]?.label === ""
      ? { options }
      : { option_groups: groups.map((group) => ({ label: plain(group.label), options: group.options })) };
  return input(common, {
    type: "multi_static_select",
    placeholder: plain(placeholder),
    ...offered,
    ...(chosen.length === 0 ? {} : { initial_options: chosen }),
  });
}

export const personInput = ({ initial, ...common }: Common & { initial: string | null }): InputBlock =>
  input(common, { type: "users_select", ...(initial === null ? {} : { initial_user: initial }) });

/** `initial` is epoch ms; the picker knows whole seconds and shows the reader's own zone. */
export function instantInput({ initial, ...common }: Common & { initial: number | null }): InputBlock {
  const at = initial === null ? null : seconds(initial);
  const isPickable = at !== null && at >= minPickedSeconds && at <= maxPickedSeconds;
  return input(common, { type: "datetimepicker", ...(isPickable ? { initial_date_time: at } : {}) });
}

export type FormParts = {
  id: FormId;
  title: string;
  submit: string;
  close?: string;
  metadata: unknown;
  blocks: KnownBlock[];
};

export const form = ({ id, title, submit, close = "Cancel", metadata, blocks }: FormParts): ModalView => ({
  type: "modal",
  callback_id: id,
  title: plain(cut(title, maxModalTitle)),
  submit: plain(submit),
  close: plain(close),
  private_metadata: JSON.stringify(metadata),
  blocks,
});

const elementState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_date_time: z.int().nullish(),
});
const stateSchema = z.record(z.string(), z.record(z.string(), elementState));

export type Filled = {
  /** As typed; "" where nothing was. */
  text(id: string): string;
  choice(id: string): string | null;
  choices(id: string): string[];
  person(id: string): string | null;
  /** Epoch ms. */
  instant(id: string): number | null;
};

/** Reads `view.state.values`. Throws a zod error where Slack sent something else: no person can mend that. */
export function filled(values: unknown): Filled {
  const state = stateSchema.parse(values);
  const element = (id: string) => state[id]?.[id];
  return {
    text: (id) => cleanText(element(id)?.value ?? ""),
    choice: (id) => element(id)?.selected_option?.value ?? null,
    choices: (id) => (element(id)?.selected_options ?? []).map(({ value }) => value),
    person: (id) => element(id)?.selected_user ?? null,
    instant(id) {
      const at = element(id)?.selected_date_time ?? null;
      return at === null ? null : at * 1_000;
    },
  };
}

/**
 * A picker knows whole minutes, and must not move what nobody touched: where it still stands at the minute or second of
 * the instant that was shown (epoch ms), it is that instant.
 */
export function untouched(picked: number | null, shown: number | null): number | null {
  if (picked === null || shown === null) return picked;
  return [secondMs, minuteMs].some((unit) => Math.floor(shown / unit) * unit === picked) ? shown : picked;
}

/** What went along with a form. Throws where it is not what this form sends. */
export function readMetadata<T>(schema: z.ZodType<T>, metadata: string): T {
  return schema.parse(JSON.parse(metadata));
}
