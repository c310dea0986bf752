// How the drawn parts come by the state: one connection in a context, and a hook that draws again when its part of the
// state has changed.

import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer } from "preact/hooks";
import type { Connection } from "./connection.ts";
import type { PageState } from "./state.ts";

export const ConnectionContext = createContext<Connection | null>(null);

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) throw new Error("There is no connection here: wrap the page in ConnectionContext.Provider.");
  return connection;
}

/**
 * A part of the state. Draws again only when `select` gives another value (by Object.is), so it must not make new
 * objects: select the parts and put them together while drawing. Throws before the first snapshot: the page draws
 * nothing that needs it until then.
 */
export function useSeen<T>(select: (state: PageState) => T): T {
  const connection = useConnection();
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const read = (): T => {
    const state = connection.state();
    if (state === null) throw new Error("No snapshot has come yet.");
    return select(state);
  };
  const value = read();
  useLayoutEffect(() =>
    connection.subscribe(() => {
      if (!Object.is(read(), value)) drawAgain(0);
    }),
  );
  return value;
}
