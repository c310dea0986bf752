// A dialog that asks for one text. A refusal stands at the field, and what was typed stays.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import type { Done } from "../../client/protocol.ts";
import { Dialog } from "./dialog.ts";

export type PromptProps = {
  title: string;
  label: string;
  value: string;
  onSubmit: (text: string) => Promise<Done>;
  onClose: () => void;
  isLong?: boolean;
};

const typedIn = (event: Event): string => (event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value;

export function Prompt({ title, label, value, onSubmit, onClose, isLong = false }: PromptProps): VNode {
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await onSubmit(text.trim());
    if (done.ok) onClose();
    else setProblem(done.sentence);
  };
  const props = {
    id,
    class: "field",
    value: text,
    autofocus: true,
    "aria-invalid": problem !== null,
    "aria-describedby": problem === null ? undefined : `${id}-problem`,
    onInput: (event: Event) => setText(typedIn(event)),
  };
  return html`<${Dialog} title=${title} onClose=${onClose} kind="dialog-small">
    <form onSubmit=${submit}>
      <div class="dialog-text">
        <label class="field-label" for=${id}>${label}</label>
        ${
          isLong
            ? html`<textarea rows="3" ...${props}></textarea>`
            : html`<input type="text" autocomplete="off" ...${props} />`
        }
        ${problem === null ? null : html`<p id=${`${id}-problem`} class="field-error" role="alert">${problem}</p>`}
      </div>
      <div class="dialog-foot">
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" class="button button-primary">Save</button>
      </div>
    </form>
  <//>`;
}
