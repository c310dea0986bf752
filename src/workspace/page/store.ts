// A value that changes and those who draw it: for what the page itself decides (which pane is open, what is typed), as
// connection.ts holds what the workspace knows.

import { useLayoutEffect, useReducer } from "preact/hooks";

export type Store<T> = {
  get(): T;
  set(change: (value: T) => T): void;
  subscribe(draw: () => void): () => void;
};

export function store<T>(first: T): Store<T> {
  let value = first;
  const drawers = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const draw of [...drawers]) draw();
    },
    subscribe(draw) {
      drawers.add(draw);
      return () => void drawers.delete(draw);
    },
  };
}

/** A part of a store; draws again when that part is another value. `select` must not make new objects. */
export function useStore<T, Part>(held: Store<T>, select: (value: T) => Part): Part {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const part = select(held.get());
  useLayoutEffect(() => {
    const look = (): void => {
      if (!Object.is(select(held.get()), part)) drawAgain(0);
    };
    // Something may have changed between drawing and now.
    look();
    return held.subscribe(look);
  });
  return part;
}
