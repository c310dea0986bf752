// A new channel: its name, and who may see it.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { go } from "../screen.ts";
import { useConnection } from "../use.ts";
import { Dialog } from "./dialog.ts";

/** Slack's names have neither capitals nor blanks; what is typed becomes one while it is typed. */
const asChannelName = (typed: string): string => typed.toLowerCase().replaceAll(/\s+/g, "-").slice(0, 80);

type NameFieldProps = { id: string; name: string; problem: string | null; onType: (name: string) => void };

function NameField({ id, name, problem, onType }: NameFieldProps): VNode {
  return html`<label class="field-label" for=${id}>Name</label>
    <div class="name-field">
      <span class="name-sign" aria-hidden="true">#</span>
      <input
        id=${id}
        class="field"
        type="text"
        autofocus
        autocomplete="off"
        placeholder="e.g. plan-budget"
        value=${name}
        aria-invalid=${problem !== null}
        aria-describedby=${problem === null ? undefined : `${id}-problem`}
        onInput=${(event: Event) => {
          const field = event.currentTarget as HTMLInputElement;
          field.value = asChannelName(field.value);
          onType(field.value);
        }}
      />
    </div>
    ${problem === null ? null : html`<p id=${`${id}-problem`} class="field-error" role="alert">${problem}</p>`}`;
}

function Choice({ label, isChosen, onChoose }: { label: string; isChosen: boolean; onChoose: () => void }): VNode {
  return html`<label class="choice">
    <input type="radio" name="visibility" checked=${isChosen} onChange=${onChoose} />
    ${label}
  </label>`;
}

export function CreateChannel({ onClose }: { onClose: () => void }): VNode {
  const connection = useConnection();
  const [name, setName] = useState("");
  const [isPrivate, setPrivate] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await connection.act({ do: "create channel", name, isPrivate });
    if (!done.ok) return setProblem(done.sentence);
    onClose();
    if (done.channelId !== undefined) go({ channelId: done.channelId });
  };
  return html`<${Dialog} title="Create a channel" onClose=${onClose} kind="dialog-small">
    <form onSubmit=${submit}>
      <div class="dialog-text">
        <${NameField} id=${id} name=${name} problem=${problem} onType=${setName} />
        <fieldset class="choices">
          <legend class="field-label">Visibility</legend>
          <${Choice}
            label="Public: anyone in the workspace"
            isChosen=${!isPrivate}
            onChoose=${() => setPrivate(false)}
          />
          <${Choice} label="Private: only specific people" isChosen=${isPrivate} onChoose=${() => setPrivate(true)} />
        </fieldset>
      </div>
      <div class="dialog-foot">
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
        <button type="submit" class="button button-primary" disabled=${name === ""}>Create</button>
      </div>
    </form>
  <//>`;
}
