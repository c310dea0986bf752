// A text field outside of a form: what is typed is held here until Enter sends it.

import { html } from "htm/preact";
import type { ComponentType, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { FieldValue } from "../../client/protocol.ts";
import type { ElementProps } from "./element-props.ts";

export type DraftProps = { props: ElementProps; drawing: ComponentType<ElementProps> };

export function Draft({ props, drawing: Drawing }: DraftProps): VNode {
  const [typed, setTyped] = useState<FieldValue>(props.value);
  useEffect(() => setTyped(props.value), [props.value]);
  return html`<${Drawing} ...${props} value=${typed} choose=${setTyped} />`;
}
