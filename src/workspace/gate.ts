// Who may come in through the port, before anybody looks at what they want. The app is a program of this machine: no
// page of a browser may speak for it, because its tokens are the same in every embedded workspace, and known.

import type { IncomingMessage } from "node:http";
import { isOwnHost, isOwnOrigin } from "./client/guard.ts";

/** Null: it is no address at all. */
export function addressOf({ url }: IncomingMessage): URL | null {
  return URL.parse(url ?? "/", "http://localhost");
}

/**
 * Why this request cannot be one of the app's, in a sentence; null when it can. The Host keeps out a page whose name
 * was made to lead here (DNS rebinding), Origin and the browser's own word keep out a page from elsewhere.
 */
export function whyNotApp(req: IncomingMessage): string | null {
  if (!isOwnHost(req)) return "Call the workspace as localhost or 127.0.0.1.";
  return isOwnOrigin(req) ? null : "A page from elsewhere may not use the workspace.";
}
