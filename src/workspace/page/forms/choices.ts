// Radio buttons and checkboxes.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { Json } from "../../client/seen.ts";
import { TextObject } from "../blocks/text-object.ts";
import type { ElementProps } from "./element-props.ts";
import { isObject, listOf, objects, textOf } from "./value.ts";

type ChoiceProps = { option: Json; name: string; isMulti: boolean; props: ElementProps; isFirst: boolean };

function Choice({ option, name, isMulti, props, isFirst }: ChoiceProps): VNode {
  const { element, value, choose, isPending, isInvalid, describedBy } = props;
  const own = textOf(option.value);
  const chosen = listOf(value);
  const isChecked = chosen.includes(own);
  const moreId = useId();
  const hasMore = isObject(option.description);
  const more = html`<span class="form-choice-more" id=${moreId}><${TextObject} text=${option.description} /></span>`;
  const onChange = (): void => {
    if (isPending) return;
    // In the order of the options, as Slack sends them.
    const all = objects(element.options).map((one) => textOf(one.value));
    choose(isMulti ? all.filter((one) => (one === own ? !isChecked : chosen.includes(one))) : own);
  };
  return html`<label class="form-choice">
    <input
      type=${isMulti ? "checkbox" : "radio"}
      name=${name}
      checked=${isChecked}
      aria-invalid=${isInvalid ? "true" : undefined}
      aria-describedby=${[hasMore ? moreId : "", describedBy ?? ""].join(" ").trim() || undefined}
      data-focus-on-load=${isFirst && element.focus_on_load === true ? "" : undefined}
      onChange=${onChange}
    />
    <span class="form-choice-text">
      <${TextObject} text=${option.text} />
      ${hasMore ? more : null}
    </span>
  </label>`;
}

/** @param props with `label` null where an input block's label names the group (by `id`-label). */
export function Choices(props: ElementProps): VNode {
  const { element, id, label, isPending } = props;
  const name = useId();
  const isMulti = element.type === "checkboxes";
  return html`<div
    id=${id}
    class=${`form-choices${isPending ? " form-pending" : ""}`}
    role=${isMulti ? "group" : "radiogroup"}
    aria-label=${label ?? undefined}
    aria-labelledby=${label === null ? `${id}-label` : undefined}
  >
    ${objects(element.options).map(
      (option, at) =>
        html`<${Choice}
          key=${textOf(option.value)}
          option=${option}
          name=${name}
          isMulti=${isMulti}
          props=${props}
          isFirst=${at === 0}
        />`,
    )}
  </div>`;
}
