// Where the page stands, as its address has it after the #: `#U1/C1/t1700000000.000100/p1700000000000200`. Each part is
// told by its first letter, so that a link may name only what it changes (`#C1`). Pure.

/** Null: not said. `ts` is a message to look at, `threadTs` the parent of the open thread. */
export type Place = {
  userId: string | null;
  channelId: string | null;
  threadTs: string | null;
  ts: string | null;
  /** The app's home, in place of a channel. */
  isHome: boolean;
};

export const nowhere: Place = { userId: null, channelId: null, threadTs: null, ts: null, isHome: false };

/** `1700000000000200`, as in a permalink, to `1700000000.000200`. */
const dotted = (digits: string): string => `${digits.slice(0, -6)}.${digits.slice(-6)}`;

function withPart(place: Place, part: string): Place {
  if (part === "home") return { ...place, isHome: true };
  if (/^[UW][A-Z0-9]+$/.test(part)) return { ...place, userId: part };
  if (/^[CDG][A-Z0-9]+$/.test(part)) return { ...place, channelId: part };
  if (/^t\d+\.\d{6}$/.test(part)) return { ...place, threadTs: part.slice(1) };
  if (/^p\d{7,}$/.test(part)) return { ...place, ts: dotted(part.slice(1)) };
  return place;
}

/** @param hash as `location.hash` has it. What cannot be read is left out. */
export function readPlace(hash: string): Place {
  return hash.replace(/^#\/?/, "").split("/").reduce(withPart, nowhere);
}

/** `#…` for a link. */
export function hashOf(place: Partial<Place>): string {
  const { userId, channelId, threadTs, ts, isHome } = { ...nowhere, ...place };
  const parts = [
    userId,
    isHome ? "home" : channelId,
    threadTs === null ? null : `t${threadTs}`,
    ts === null ? null : `p${ts.replace(".", "")}`,
  ];
  return `#${parts.filter((part) => part !== null).join("/")}`;
}

/**
 * The place that a permalink names: `https://…/archives/C1/p1700000000000200?thread_ts=…` or its path alone. Null for
 * any other address.
 */
export function placeOfPermalink(address: string): Place | null {
  const found = /^(?:https?:\/\/[^/]+)?(?:\/replay)?\/archives\/([CDG][A-Z0-9]+)(?:\/p(\d{7,}))?\/?(?:\?(.*))?$/.exec(
    address,
  );
  if (found === null) return null;
  const [, channelId = null, digits, query = ""] = found;
  const ts = digits === undefined ? null : dotted(digits);
  const thread = new URLSearchParams(query).get("thread_ts");
  const threadTs = thread !== null && /^\d+\.\d{6}$/.test(thread) ? thread : null;
  return { ...nowhere, channelId, ts, threadTs };
}
