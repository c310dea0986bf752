// What this browser remembers: the colours for good, a draft for as long as the tab lives. A browser that keeps nothing
// (a private window may refuse) is no reason to fail.

function tried<T>(run: () => T, instead: T): T {
  try {
    return run();
  } catch (error) {
    // SecurityError where storage is switched off, QuotaExceededError where it is full.
    if (error instanceof DOMException) return instead;
    throw error;
  }
}

const prefix = "sitrep.";

export const kept = (name: string): string | null => tried(() => localStorage.getItem(prefix + name), null);

export const keep = (name: string, value: string): void =>
  tried(() => localStorage.setItem(prefix + name, value), undefined);

export const keptDraft = (name: string): string => tried(() => sessionStorage.getItem(prefix + name), null) ?? "";

export function keepDraft(name: string, text: string): void {
  tried(() => {
    if (text === "") sessionStorage.removeItem(prefix + name);
    else sessionStorage.setItem(prefix + name, text);
  }, undefined);
}

/**
 * This window's name. It is laid down for a reload only while the page is left, so that a tab that is copied from one
 * that stands open finds none, and takes its own.
 */
export function windowName(fresh: string): string {
  const key = `${prefix}window`;
  const name = tried(() => sessionStorage.getItem(key), null) ?? fresh;
  const takeUp = (): void => tried(() => sessionStorage.removeItem(key), undefined);
  takeUp();
  addEventListener("pagehide", () => tried(() => sessionStorage.setItem(key, name), undefined));
  addEventListener("pageshow", takeUp);
  return name;
}
