// What every interactive element is drawn from.

import type { FieldValue } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";

export type ElementProps = {
  blockId: string;
  element: Json;
  value: FieldValue;
  /** Null: nothing; of a button: pressed. */
  choose: (value: FieldValue) => void;
  isPending: boolean;
  /** The element's id in the document, which a label may name. */
  id: string;
  /** For elements that no label names. */
  label: string | null;
  /** Ids of the hint and the error, with a space between. */
  describedBy: string | undefined;
  isInvalid: boolean;
  isOptional: boolean;
  /** Enter in a field of one line, Ctrl or Cmd and Enter in one of many. */
  enter: (value: FieldValue) => void;
};
