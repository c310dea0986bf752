// What Slack sends back of a form that a person submits as it was shown, or after they changed some of it.

import type { ModalView } from "@slack/types";

type State = Record<string, Record<string, unknown>>;
type Element = {
  type: string;
  action_id: string;
  initial_value?: string;
  initial_option?: unknown;
  initial_options?: unknown[];
  initial_user?: string;
  initial_date_time?: number;
};

const stateOf = (element: Element): Record<string, unknown> => {
  switch (element.type) {
    case "plain_text_input":
      return { type: element.type, value: element.initial_value ?? null };
    case "checkboxes":
    case "multi_static_select":
      return { type: element.type, selected_options: element.initial_options ?? [] };
    case "users_select":
      return { type: element.type, selected_user: element.initial_user ?? null };
    case "datetimepicker":
      return { type: element.type, selected_date_time: element.initial_date_time ?? null };
    default:
      return { type: element.type, selected_option: element.initial_option ?? null };
  }
};

/** `view.state.values` of the form, with `changes` by block_id. */
export function valuesOf(view: ModalView, changes: Record<string, Record<string, unknown>> = {}): State {
  const state: State = {};
  for (const block of view.blocks) {
    if (!("element" in block) || block.block_id === undefined) continue;
    const element = block.element as Element;
    state[block.block_id] = { [element.action_id]: { ...stateOf(element), ...changes[block.block_id] } };
  }
  // Over the wire it is JSON.
  return JSON.parse(JSON.stringify(state));
}
