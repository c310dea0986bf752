// The stack of forms that the app has opened for this person: Slack's dialog shows the top one, those below keep what
// was typed into them. What was typed is never lost to an update, an error, a broken line or a reload.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useConnection, useSeen } from "../use.ts";
import { Dialog } from "./dialog.ts";
import { ModalView } from "./modal-view.ts";
import type { Typed } from "./typed.ts";

/** View id → what was typed into it, for as long as it is open. */
export type Drafts = Map<string, Typed>;

export function Modals(): VNode | null {
  const connection = useConnection();
  const views = useSeen((state) => state.views);
  const me = useSeen((state) => state.me);
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const drafts = useRef<Drafts>(new Map()).current;
  const depthBefore = useRef(0);
  const stack = views.filter(({ type }) => type === "modal");
  const top = stack.at(-1);
  const isPushed = stack.length > 1 && stack.length > depthBefore.current;
  useEffect(() => {
    depthBefore.current = stack.length;
    const open = new Set(views.map(({ id }) => id));
    for (const id of drafts.keys()) if (!open.has(id)) drafts.delete(id);
  }, [views]);
  // In a replay that plays, a form belongs to who filled it in then; it would stand before the pause button.
  if (top === undefined || isReadOnly) return null;
  const close = (): void => void connection.act({ do: "close", viewId: top.id, all: false });
  /** The ✕ closes all of them, as in Slack. */
  const closeStack = (): void => void connection.act({ do: "close", viewId: top.id, all: true });
  const titleId = `modal-title-${top.id}`;
  return html`<${Dialog} key=${me} class="form-dialog form-modal" labelledBy=${titleId} onEscape=${close}>
    <${ModalView}
      key=${top.id}
      view=${top}
      drafts=${drafts}
      titleId=${titleId}
      isPushed=${isPushed}
      close=${close}
      closeStack=${closeStack}
    />
  <//>`;
}
