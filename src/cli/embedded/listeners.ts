// Those who want to be told.

export type Listeners<T> = {
  subscribe(tell: (what: T) => void): () => void;
  tell(what: T): void;
};

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(what: T) => void>();
  return {
    subscribe(tell) {
      all.add(tell);
      return () => void all.delete(tell);
    },
    tell: (what) => all.forEach((tell) => void tell(what)),
  };
}
