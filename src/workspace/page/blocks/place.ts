// What the drawn blocks know of where they stand: handed down by a context, so that no block passes it on.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { BlockPlace, FieldValue } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";

/** What a modal does with its fields: it holds what was typed until it is submitted. */
export type Fields = {
  value(blockId: string, element: Json): FieldValue;
  fill(blockId: string, element: Json, value: FieldValue): void;
  /** Tells the app, of a field with dispatch_action: now, or when the typing pauses. */
  tell(blockId: string, element: Json, value: FieldValue, isTyping: boolean): void;
  submit(): void;
};

export type Standing = {
  place: BlockPlace;
  /** state.values, of a view. */
  values: Readonly<Record<string, Record<string, Json>>>;
  /** Block id → the text shown at the field. */
  errors: Readonly<Record<string, string>>;
  /** Null outside of a modal. */
  fields: Fields | null;
};

const nowhere: Standing = { place: { viewId: "" }, values: {}, errors: {}, fields: null };

export const StandingContext = createContext<Standing>(nowhere);
export const FieldsContext = createContext<Fields | null>(null);

export const useStanding = (): Standing => useContext(StandingContext);

/** An id in the document that no other place's blocks have. */
export function idAt({ place }: Standing, blockId: string, part: string): string {
  const where = "viewId" in place ? place.viewId : `${place.channelId}-${place.ts}`;
  return `${part}-${where}-${blockId}`.replace(/[^\w-]+/g, "_");
}
