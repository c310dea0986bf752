// A form while it is filled in: what was typed, what is wrong, sending it.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FieldValue } from "../../client/protocol.ts";
import type { Json, SeenView } from "../../client/seen.ts";
import type { Fields } from "../blocks/place.ts";
import type { Connection } from "../connection.ts";
import { whenArrived } from "../files/uploads.ts";
import { after } from "../real-time.ts";
import { useConnection } from "../use.ts";
import { formErrors } from "./form-check.ts";
import type { Drafts } from "./modals.ts";
import { fieldValue, keptValues, keyOf, stillTyped, submittedValues, type Typed } from "./typed.ts";
import { textOf } from "./value.ts";

/** How long the typing has to pause before it is kept at the workspace, for a reload. */
const keepPauseMs = 400;

export type Form = {
  fields: Fields;
  /** Block id → the text at the field. */
  errors: Readonly<Record<string, string>>;
  /** Grows each time that errors come up, so that the first one can be given the focus. */
  refusals: number;
  /** Why the whole form could not be sent. */
  problem: string | null;
  isSending: boolean;
};

type Held = { view: SeenView; typed: Typed };

/** Keeps what was typed, a moment after the last key; what the workspace says to it doesn't matter to the person. */
function useKeeping(connection: Connection, held: { current: Held }): { soon: () => void; never: () => void } {
  const cancel = useRef<() => void>(() => {});
  useEffect(() => () => cancel.current(), []);
  return useMemo(() => {
    const keep = (): void => {
      const { view, typed } = held.current;
      const values = keptValues(view, typed);
      if (Object.keys(values).length > 0) void connection.act({ do: "fill", viewId: view.id, values });
    };
    return {
      soon() {
        cancel.current();
        cancel.current = after(keepPauseMs, keep);
      },
      never: () => cancel.current(),
    };
  }, []);
}

type Errors = Readonly<Record<string, string>>;

/** The errors shown: the client's own and the app's; one goes away when its field is changed. */
function useErrors(view: SeenView) {
  const [shown, setShown] = useState<{ errors: Errors; refusals: number }>({ errors: view.errors, refusals: 0 });
  const refuse = (errors: Errors): void =>
    setShown((before) => ({ errors, refusals: before.refusals + (Object.keys(errors).length > 0 ? 1 : 0) }));
  const fromApp = JSON.stringify(view.errors);
  useEffect(() => {
    if (fromApp !== "{}") refuse(view.errors);
  }, [fromApp]);
  const mend = (blockId: string): void =>
    setShown(({ errors: { [blockId]: mended, ...rest }, refusals }) => ({
      errors: mended === undefined ? { ...rest } : rest,
      refusals,
    }));
  return { ...shown, refuse, mend };
}

/** Tells the app of a field that asks for it: now, or when the typing pauses. */
function useTelling(connection: Connection, viewId: string, setProblem: (problem: string) => void): Fields["tell"] {
  const cancel = useRef<() => void>(() => {});
  useEffect(() => () => cancel.current(), []);
  const tell = (blockId: string, element: Json, value: FieldValue): void => {
    cancel.current();
    const values = { [blockId]: { [textOf(element.action_id)]: value } };
    void connection.act({ do: "fill", viewId, values }).then((done) => {
      if (!done.ok) setProblem(done.sentence);
    });
  };
  return (blockId, element, value, isTyping) => {
    if (!isTyping) return tell(blockId, element, value);
    cancel.current();
    cancel.current = after(keepPauseMs, () => tell(blockId, element, value));
  };
}

export function useForm(view: SeenView, drafts: Drafts): Form {
  const connection = useConnection();
  const [typed, setTyped] = useState<Typed>(() => drafts.get(view.id) ?? {});
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { errors, refusals, refuse, mend } = useErrors(view);
  const kept = stillTyped(typed, view.blocks);
  const held = useRef<Held>({ view, typed: kept });
  held.current = { view, typed: kept };
  drafts.set(view.id, kept);
  const keeping = useKeeping(connection, held);
  const tell = useTelling(connection, view.id, setProblem);

  const put = (blockId: string, element: Json, value: FieldValue): void => {
    const next = { ...held.current.typed, [keyOf(blockId, element)]: value };
    held.current = { ...held.current, typed: next };
    setTyped(next);
    mend(blockId);
  };
  const submit = async (): Promise<void> => {
    // A file that is still on its way belongs to the form.
    await whenArrived();
    const now = held.current;
    const wrong = formErrors(now.view.blocks, ({ blockId, element }) =>
      fieldValue(now.view, now.typed, blockId, element),
    );
    setProblem(null);
    refuse(wrong);
    if (Object.keys(wrong).length > 0) return;
    keeping.never();
    setSending(true);
    const values = submittedValues(now.view, now.typed);
    const done = await connection.act({ do: "submit", viewId: now.view.id, values });
    setSending(false);
    if (!done.ok) setProblem(done.sentence);
    else if (done.errors !== undefined) refuse(done.errors);
  };
  const fields: Fields = {
    value: (blockId, element) => fieldValue(view, kept, blockId, element),
    fill(blockId, element, value) {
      put(blockId, element, value);
      keeping.soon();
    },
    tell,
    submit() {
      if (!isSending && view.submit !== null) void submit();
    },
  };
  return { fields, errors, refusals, problem, isSending };
}
