// What this page shows, apart from what the workspace knows: where it stands (the address after the #, so that a reload
// comes back to it), which pane and which dialog are open, and the one sentence that tells of a refusal.

import { useEffect, useState } from "preact/hooks";
import { hashOf, nowhere, type Place, readPlace } from "./place.ts";
import { store, useStore } from "./store.ts";

export type DialogName = "create channel" | "browse channels" | "new message" | "switch" | "stories";

export type Screen = {
  place: Place;
  isInspecting: boolean;
  dialog: DialogName | null;
  /** The file shown as a document. */
  documentId: string | null;
  /** A refusal, above the composer until the next deed. */
  notice: string | null;
  /** The message whose text is being edited. */
  editingTs: string | null;
};

export const screen = store<Screen>({
  place: nowhere,
  isInspecting: false,
  dialog: null,
  documentId: null,
  notice: null,
  editingTs: null,
});

export const useScreen = <Part>(select: (value: Screen) => Part): Part => useStore(screen, select);

export const show = (part: Partial<Screen>): void => screen.set((now) => ({ ...now, ...part }));

/** Follows the address: links, the browser's back, and go(). Call once. */
export function followAddress(): void {
  const read = (): void => {
    const found = readPlace(location.hash);
    screen.set((now) => {
      const place = { ...found, userId: found.userId ?? now.place.userId };
      const isElsewhere = place.channelId !== now.place.channelId || place.isHome !== now.place.isHome;
      // One pane at a time: a thread that opens takes the inspector's place.
      const isInspecting = now.isInspecting && (place.threadTs === null || place.threadTs === now.place.threadTs);
      const closed = isElsewhere ? { notice: null, editingTs: null } : {};
      return { ...now, ...closed, place, isInspecting };
    });
  };
  addEventListener("hashchange", read);
  read();
}

/** Goes to another place of the same person; what is not named is left behind. Adds a step to the browser's history. */
export function go(place: Partial<Place>): void {
  const { userId } = screen.get().place;
  location.hash = hashOf({ ...place, userId: place.userId ?? userId });
}

/** As go(), in place of the present step of the history. */
export function goInstead(place: Partial<Place>): void {
  const { userId } = screen.get().place;
  history.replaceState(null, "", hashOf({ ...place, userId: place.userId ?? userId }));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function closeThread(): void {
  const { channelId, isHome } = screen.get().place;
  go({ channelId, isHome });
}

const narrow = matchMedia("(max-width: 760px)");

/** True on a phone, where one column stands in place of three. */
export function useNarrow(): boolean {
  const [isNarrow, set] = useState(narrow.matches);
  useEffect(() => {
    const look = (): void => set(narrow.matches);
    narrow.addEventListener("change", look);
    return () => narrow.removeEventListener("change", look);
  }, []);
  return isNarrow;
}
