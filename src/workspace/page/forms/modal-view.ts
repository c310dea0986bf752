// One form as Slack's dialog shows it: title bar, body that scrolls, the buttons below.

import { html } from "htm/preact";
import type { RefObject, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SeenView } from "../../client/seen.ts";
import { Blocks } from "../blocks/blocks.ts";
import { FieldsContext } from "../blocks/place.ts";
import { Plain } from "../text/plain.ts";
import { useSeen } from "../use.ts";
import type { Drafts } from "./modals.ts";
import { useForm } from "./use-form.ts";

export type ModalViewProps = {
  view: SeenView;
  drafts: Drafts;
  titleId: string;
  /** True: it came over another one. */
  isPushed: boolean;
  close: () => void;
  closeStack: () => void;
};

/** The app's square: its colour and first letter, since no icon is to be had. */
function AppSquare({ size = 36 }: { size?: number }): VNode {
  const name = useSeen(({ app }) => app.name);
  const color = useSeen(({ app }) => app.color);
  const style = { backgroundColor: color, width: `${size}px`, height: `${size}px`, fontSize: `${size / 2}px` };
  return html`<span class="form-app" aria-hidden="true" style=${style}>${name.charAt(0).toUpperCase()}</span>`;
}

const first = "input:not([hidden]), textarea, select, [role='combobox']";

/** The field that asks for it, else the first one, as in Slack; a form without fields: its first button. */
function useFirstFocus(body: RefObject<HTMLElement | null>): void {
  // After the dialog is shown, which would give the focus to its first button.
  useEffect(() => {
    const box = body.current;
    const wanted = box?.querySelector<HTMLElement>("[data-focus-on-load]") ?? box?.querySelector<HTMLElement>(first);
    (wanted ?? box?.closest("dialog"))?.focus({ preventScroll: wanted?.dataset.focusOnLoad === undefined });
  }, []);
}

function useErrorFocus(body: RefObject<HTMLElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return;
    const wrong = body.current?.querySelector<HTMLElement>(".form-input-wrong");
    wrong?.scrollIntoView({ block: "nearest" });
    wrong?.querySelector<HTMLElement>("[aria-invalid='true'], [data-invalid='true'], input, textarea, button")?.focus();
  }, [refusals]);
}

type FootProps = { view: SeenView; isSending: boolean; close: () => void };

function Foot({ view, isSending, close }: FootProps): VNode {
  const { submit } = view;
  const closeLabel = view.close ?? (submit === null ? "Close" : "Cancel");
  return html`<footer class="form-modal-foot">
    <button type="button" class="form-button" onClick=${close}>${closeLabel}</button>
    ${
      submit === null
        ? null
        : html`<button
            type="submit"
            class=${`form-button form-button-primary${isSending ? " form-pending" : ""}`}
            aria-disabled=${isSending ? "true" : undefined}
            aria-busy=${isSending ? "true" : undefined}
          >
            <span class="block-button-text">${submit}</span>
          </button>`
    }
  </footer>`;
}

export function ModalView({ view, drafts, titleId, isPushed, close, closeStack }: ModalViewProps): VNode {
  const { fields, errors, refusals, problem, isSending } = useForm(view, drafts);
  const body = useRef<HTMLDivElement>(null);
  useFirstFocus(body);
  useErrorFocus(body, refusals);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    fields.submit();
  };
  return html`<form class=${`form-modal-view${isPushed ? " form-modal-pushed" : ""}`} noValidate onSubmit=${onSubmit}>
    <header class="form-modal-head">
      <${AppSquare} />
      <h2 class="form-modal-title" id=${titleId}><${Plain} text=${view.title} /></h2>
      <button type="button" class="form-modal-x" aria-label="Close" onClick=${closeStack}>
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M5 5 15 15M15 5 5 15" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
        </svg>
      </button>
    </header>
    <div class="form-modal-body" ref=${body}>
      <${FieldsContext.Provider} value=${fields}>
        <${Blocks} blocks=${view.blocks} place=${{ viewId: view.id }} values=${view.values} errors=${errors} />
      <//>
    </div>
    ${problem === null ? null : html`<div class="form-modal-problem" role="alert">${problem}</div>`}
    <${Foot} view=${view} isSending=${isSending} close=${close} />
  </form>`;
}
