// Who may come through the client doors: the workspace's own page, on this machine, and no page from elsewhere.

import type { IncomingMessage } from "node:http";

const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A name that somebody made to lead to this machine (DNS rebinding) is not one of its own. */
export function isOwnHost({ headers }: IncomingMessage): boolean {
  const address = `http://${headers.host ?? ""}`;
  return URL.canParse(address) && ownNames.has(new URL(address).hostname);
}

/** Did the request come from the page itself, or from a program that is no browser? */
export function isOwnOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host, "sec-fetch-site": site } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === undefined || site === "same-origin" || site === "none";
}

/** What a form of another page, or its script without leave, cannot send. */
export function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
}
