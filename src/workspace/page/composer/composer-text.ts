// The text of the composer: a field that grows, with what is offered under its caret.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Attached } from "./use-attached.ts";
import type { Offered } from "./use-completions.ts";
import type { Draft } from "./use-draft.ts";

/** Grows with its text up to what the style allows. */
export function useGrowing(text: string): { current: HTMLTextAreaElement | null } {
  const area = useRef<HTMLTextAreaElement | null>(null);
  useLayoutEffect(() => {
    const field = area.current;
    if (field === null) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }, [text]);
  return area;
}

/** A picture of the clipboard goes along as a file. */
function pasteFiles(event: ClipboardEvent, attached: Attached): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  attached.add(files);
}

type ComposerTextProps = {
  area: { current: HTMLTextAreaElement | null };
  label: string;
  draft: Draft;
  attached: Attached;
  completions: Offered;
  onKeyDown: (event: KeyboardEvent) => void;
  onCaret: (at: number) => void;
};

export function ComposerText(props: ComposerTextProps): VNode {
  const { area, label, draft, attached, completions, onKeyDown, onCaret } = props;
  const look = (): void => onCaret(area.current?.selectionStart ?? 0);
  return html`<textarea
    ref=${area}
    class="composer-text"
    rows="1"
    data-region
    aria-label=${label}
    placeholder=${label}
    spellcheck="true"
    value=${draft.text}
    aria-autocomplete="list"
    aria-haspopup="listbox"
    aria-controls=${completions.found === null ? undefined : completions.id}
    aria-activedescendant=${completions.activeId}
    onKeyDown=${onKeyDown}
    onKeyUp=${look}
    onClick=${look}
    onPaste=${(event: ClipboardEvent) => pasteFiles(event, attached)}
    onInput=${(event: Event) => {
      draft.type((event.currentTarget as HTMLTextAreaElement).value);
      look();
    }}
  ></textarea>`;
}
