// Who may reach the control address: programs of this machine, and no page in a browser but the workspace's own.

import type { IncomingMessage } from "node:http";

const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === "::1" || /^(::ffff:)?127\./.test(address));
}

function hostName(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}

/**
 * Why this request may not control the workspace, in a sentence; null when it may. The Host keeps out a page whose name
 * was made to lead here, Origin and the browser's own word keep out a page from elsewhere, and JSON is what a form or a
 * script without leave cannot send.
 */
export function whyForbidden(req: IncomingMessage): string | null {
  const { host = "", origin, "sec-fetch-site": site, "content-type": contentType = "" } = req.headers;
  if (!isLoopback(req.socket.remoteAddress)) return "Only this machine may control the workspace: call it from here.";
  if (!ownNames.has(hostName(host))) return "Call it as localhost or 127.0.0.1.";
  if (origin !== undefined && origin !== `http://${host}`)
    return "A page from elsewhere may not control the workspace.";
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return "A page from elsewhere may not control the workspace.";
  if (req.method === "POST" && !/^application\/json\s*(;|$)/.test(contentType))
    return "Send JSON, with the header content-type: application/json.";
  return null;
}
