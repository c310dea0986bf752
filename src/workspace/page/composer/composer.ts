// Where one writes: Enter sends, Shift and Enter begin a new line. What is typed is kept until the workspace has taken
// it: through another channel, a reload, a refusal, and while the line is down.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { FileChips } from "../files/file-chips.ts";
import { Icon } from "../icon.ts";
import { useNarrow } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";
import { type Completion, commandOf, completed } from "./completion.ts";
import { CompletionList } from "./completion-list.ts";
import { ComposerText, useGrowing } from "./composer-text.ts";
import { ComposerTools } from "./composer-tools.ts";
import { editLastOwn } from "./edit-last.ts";
import { placeholderOf } from "./placeholder.ts";
import { type Attached, useAttached } from "./use-attached.ts";
import { type Offered, useCompletions } from "./use-completions.ts";
import { type Draft, useDraft } from "./use-draft.ts";

type ComposerProps = { channel: SeenChannel; threadTs: string | null };

/** Puts the caret in it when a channel is opened, where there is a keyboard. */
function useFocus(area: { current: HTMLTextAreaElement | null }): void {
  const isNarrow = useNarrow();
  useEffect(() => {
    const isFree = document.activeElement === null || document.activeElement === document.body;
    const isLeft =
      document.activeElement?.closest(".side") !== null || document.activeElement?.closest(".msg") !== null;
    if (!isNarrow && (isFree || isLeft)) area.current?.focus({ preventScroll: true });
  }, []);
}

function Hint({ draft, attached }: { draft: Draft; attached: Attached }): VNode | null {
  const commands = useSeen((state) => state.app.commands);
  const problem = draft.problem ?? attached.problem;
  const known = commandOf(draft.text, commands);
  if (problem !== null) return html`<p class="composer-problem" role="alert">${problem}</p>`;
  if (known === null) return null;
  return html`<p class="composer-hint"><b>${known.command}</b> ${known.usageHint}<span>${known.description}</span></p>`;
}

/** In a thread: the answer can stand in the channel too. */
function Also({ draft, channel }: { draft: Draft; channel: SeenChannel }): VNode {
  return html`<label class="composer-also">
    <input type="checkbox" checked=${draft.alsoToChannel} onChange=${draft.toggleAlso} />
    Also send to ${channel.kind === "mpim" ? "the conversation" : `#${channel.name}`}
  </label>`;
}

function Send({ isOff }: { isOff: boolean }): VNode {
  return html`<button type="submit" class="composer-send" aria-label="Send" title="Send" disabled=${isOff}>
    <${Icon} name="send" size=${16} />
  </button>`;
}

const canSend = ({ text }: Draft, { files, underWay }: Attached): boolean =>
  underWay.length === 0 && (files.length > 0 || text.trim() !== "");

type PutProps = { area: { current: HTMLTextAreaElement | null }; draft: Draft; onCaret: (at: number) => void };

/** Puts a text in place of the one that is there, and the caret into it. */
function usePut({ area, draft, onCaret }: PutProps): (text: string, at: number) => void {
  return (text, at) => {
    draft.type(text);
    onCaret(at);
    // The caret can be put only where the text is already.
    queueMicrotask(() => {
      const field = area.current;
      if (field === null) return;
      field.value = text;
      field.focus();
      field.setSelectionRange(at, at);
    });
  };
}

type KeysProps = {
  draft: Draft;
  completions: Offered;
  put: (text: string, at: number) => void;
  editLast: () => boolean;
};

function keysOf({ draft, completions, put, editLast }: KeysProps) {
  const choose = (one: Completion): void => {
    if (completions.found === null) return;
    const next = completed(draft.text, completions.found, one);
    put(next.text, next.caret);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing || completions.key(event, choose)) return;
    if (event.key === "ArrowUp" && draft.text === "" && editLast()) event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void draft.send();
  };
  return { choose, press };
}

export function Composer({ channel, threadTs }: ComposerProps): VNode {
  const connection = useConnection();
  const attached = useAttached();
  const draft = useDraft(channel.id, threadTs, attached);
  const area = useGrowing(draft.text);
  const label = placeholderOf(connection.state(), channel, threadTs);
  const [caret, setCaret] = useState(0);
  const completions = useCompletions(channel, draft.text, caret);
  useFocus(area);

  const put = usePut({ area, draft, onCaret: setCaret });
  const editLast = (): boolean => editLastOwn(connection, channel.id, threadTs);
  const { choose, press } = keysOf({ draft, completions, put, editLast });
  const insert = (words: string): void => {
    const at = area.current?.selectionStart ?? draft.text.length;
    put(draft.text.slice(0, at) + words + draft.text.slice(at), at + words.length);
  };
  // Files stand in the thread alone.
  const hasNoAlso = threadTs === null || channel.kind === "im" || attached.files.length > 0;
  return html`<form
    class="composer"
    data-region-start
    onSubmit=${(event: Event) => {
      event.preventDefault();
      void draft.send();
    }}
  >
    <${CompletionList} completions=${completions} onChoose=${choose} />
    <${Hint} draft=${draft} attached=${attached} />
    <div class="composer-box">
      <${ComposerText}
        area=${area}
        label=${label}
        draft=${draft}
        attached=${attached}
        completions=${completions}
        onKeyDown=${press}
        onCaret=${setCaret}
      />
      <${FileChips} files=${attached.files} underWay=${attached.underWay} onRemove=${attached.remove} />
      <div class="composer-row">
        <${ComposerTools}
          onInsert=${insert}
          channelId=${channel.id}
          hasShortcuts=${threadTs === null}
          onFiles=${attached.add}
        />
        <${Send} isOff=${!canSend(draft, attached)} />
      </div>
    </div>
    ${hasNoAlso ? null : html`<${Also} draft=${draft} channel=${channel} />`}
  </form>`;
}
