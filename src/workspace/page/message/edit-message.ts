// A message's text in place of the message, to be changed: Enter saves, Escape leaves it as it was.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SeenMessage } from "../../client/seen.ts";
import { show } from "../screen.ts";
import { useConnection } from "../use.ts";
import { editableText } from "./editable-text.ts";

function grow(area: HTMLTextAreaElement): void {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

export function EditMessage({ message }: { message: SeenMessage }): VNode {
  const connection = useConnection();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const state = connection.state();
  const before = state === null ? message.text : editableText(message.text, state);
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState<string | null>(null);
  useLayoutEffect(() => {
    const field = area.current;
    if (field === null) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    grow(field);
  }, []);
  const close = (): void => show({ editingTs: null });
  const save = async (): Promise<void> => {
    if (text.trim() === "" || text === before) return close();
    const done = await connection.act({ do: "edit", channelId: message.channelId, ts: message.ts, text });
    if (done.ok) close();
    else setProblem(done.sentence);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void save();
  };
  return html`<div class="msg-edit">
    ${problem === null ? null : html`<p class="notice" role="alert">${problem}</p>`}
    <textarea
      ref=${area}
      class="field"
      rows="1"
      aria-label="Edit message"
      value=${text}
      onKeyDown=${key}
      onInput=${(event: Event) => {
        const field = event.currentTarget as HTMLTextAreaElement;
        setText(field.value);
        grow(field);
      }}
    ></textarea>
    <div class="msg-edit-foot">
      <button type="button" class="button button-small" onClick=${close}>Cancel</button>
      <button type="button" class="button button-small button-primary" onClick=${save}>Save</button>
    </div>
  </div>`;
}
