// What an element does when it is pressed or something is chosen in it: at once, after a confirm dialog, or, in a
// form's field, only when the form is sent.

import { useRef, useState } from "preact/hooks";
import type { FieldValue } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";
import { type Standing, useStanding } from "../blocks/place.ts";
import { useConnection, useSeen } from "../use.ts";
import { heldValue, isObject, textOf } from "./value.ts";

export type Acting = {
  value: FieldValue;
  /** Null for a button; in a form, where nothing happens until it is sent, it does nothing. */
  choose(value: FieldValue): void;
  /** Under way: it can't be pressed again. */
  isPending: boolean;
  /** Why it was refused, in a sentence. */
  problem: string | null;
  /** The confirm dialog that is open, and what it asks about. */
  asked: { confirm: Json; value: FieldValue } | null;
  answer(isConfirmed: boolean): void;
};

function standingValue({ values }: Standing, blockId: string, element: Json): FieldValue {
  return heldValue(element, values[blockId]?.[textOf(element.action_id)]);
}

/** @param isInput true: it stands in an input block, so that in a form nothing happens until that is sent. */
export function useActing(blockId: string, element: Json, isInput: boolean): Acting {
  const connection = useConnection();
  const isReadOnly = useSeen((state) => state.isReadOnly);
  const standing = useStanding();
  const { place, fields } = standing;
  /** Slack goes on showing what a person picked until the block's id changes (FACTS 3). */
  const [picked, setPicked] = useState<{ value: FieldValue } | null>(null);
  const [isPending, setPending] = useState(false);
  /** Known at once, where what is drawn comes a moment later: two presses in that moment are one. */
  const isUnderWay = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<Acting["asked"]>(null);

  const send = async (value: FieldValue): Promise<void> => {
    const before = picked;
    setPicked({ value });
    isUnderWay.current = true;
    setPending(true);
    setProblem(null);
    const done = await connection.act({ do: "act", place, blockId, actionId: textOf(element.action_id), value });
    isUnderWay.current = false;
    setPending(false);
    if (done.ok) return;
    setPicked(before);
    setProblem(done.sentence);
  };

  if (isInput && fields !== null) {
    const value = fields.value(blockId, element);
    return { value, choose: () => {}, isPending: false, problem: null, asked: null, answer: () => {} };
  }
  return {
    value: picked === null ? standingValue(standing, blockId, element) : picked.value,
    isPending,
    problem,
    asked,
    choose(value) {
      if (isUnderWay.current || isReadOnly) return;
      if (isObject(element.confirm)) setAsked({ confirm: element.confirm, value });
      else void send(value);
    },
    answer(isConfirmed) {
      setAsked(null);
      if (isConfirmed && asked !== null) void send(asked.value);
    },
  };
}
