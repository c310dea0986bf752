// What went wrong on the network, read from the chain of causes that fetch throws.

export type Trouble = { codes: readonly string[]; isConnecting: boolean; words: string };

type Link = { code?: unknown; syscall?: unknown; message?: unknown; name?: unknown; cause?: unknown; errors?: unknown };

/** An error with all its causes, those of an AggregateError (one per address that was tried) included. */
function chainOf(error: unknown, depth = 0): Link[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const link = error as Link;
  const several = Array.isArray(link.errors) ? link.errors : [];
  return [link, ...[link.cause, ...several].flatMap((cause) => chainOf(cause, depth + 1))];
}

/** The trouble that `error` tells of; null where it is no network's error but a fault of the program. */
export function troubleOf(error: unknown): Trouble | null {
  const chain = chainOf(error);
  const codes = chain.flatMap(({ code }) => (typeof code === "string" ? [code] : []));
  const isAborted = chain.some(({ name }) => name === "TimeoutError" || name === "AbortError");
  const isFetch = chain.some(({ message }) => message === "fetch failed" || message === "terminated");
  if (!isAborted && !isFetch && codes.length === 0) return null;
  const isConnecting = chain.some(({ syscall }) => syscall === "connect" || syscall === "getaddrinfo");
  const innermost = chain.at(-1);
  const words = isAborted ? "no answer in time" : (codes.at(-1) ?? String(innermost?.message));
  return { codes, isConnecting, words };
}

const notReached = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"]);
const closedBySelf = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_CLOSED", "EADDRNOTAVAIL"]);
/** The peer's certificate did not convince us. */
const untrusted = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/**
 * "not reached": nothing of the request left. "refused by us": neither, and only the operator can change that (the
 * peer's certificate). null: it may have arrived.
 */
export function neverSent({ codes, isConnecting }: Trouble): "not reached" | "refused by us" | null {
  if (codes.some((code) => untrusted.test(code))) return "refused by us";
  const isNotReached = isConnecting || codes.some((code) => notReached.has(code) || closedBySelf.has(code));
  return isNotReached ? "not reached" : null;
}
