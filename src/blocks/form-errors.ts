// A refusal of the core, at the input of the form that it belongs to.

import type { Refusal, RefusedField } from "../incident/refusal.ts";
import { cut } from "./cut.ts";
import type { FormErrors } from "./form.ts";
import { inputs } from "./ids.ts";
import { maxSentence } from "./limits.ts";

/** Where a field may stand, in the order of preference: the description of a declaration is its text. */
const places: Record<RefusedField, string[]> = {
  title: [inputs.title],
  text: [inputs.text, inputs.summary],
  reason: [inputs.reason],
  components: [inputs.components],
  impactStartedAt: [inputs.impactStarted],
  impactEndedAt: [inputs.impactEnded],
  nextUpdateAt: [inputs.nextUpdate],
  occurredAt: [inputs.occurred],
  severity: [inputs.severity],
  at: [inputs.at],
  from: [inputs.from],
  to: [inputs.to],
  note: [inputs.note],
};

/**
 * `values` is `view.state.values` of the form that was sent: an error has to name a block that is in it, or Slack shows
 * none. What belongs to no field stands at the first.
 */
export function formErrors({ sentence, field }: Refusal, values: Readonly<Record<string, unknown>>): FormErrors {
  const present = Object.keys(values);
  const place = (field === null ? [] : places[field]).find((id) => present.includes(id)) ?? present[0];
  return place === undefined ? {} : { [place]: cut(sentence, maxSentence) };
}
