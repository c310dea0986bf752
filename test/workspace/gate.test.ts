// What comes in through the port that is neither the app nor the workspace's own page: pages of other sites, names that
// were made to lead here, and what is no request at all.

import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { until } from "../support/until.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.stop());

const port = (): number => Number(new URL(bench.workspace.apiUrl).port);

/** Posts as a form of any page can: with the token, which every embedded workspace has. Gives status and text. */
function post(path: string, headers: Record<string, string>): Promise<[number, string]> {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ token: bench.workspace.botToken, channel: "general", text: "hello" }).toString();
  return new Promise((resolve, reject) => {
    const options = { port: port(), host: "127.0.0.1", path, method: "POST", headers: { ...type, ...headers } };
    const req = request({ ...options, agent: false }, (res) => {
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("end", () => resolve([res.statusCode ?? 0, text]));
    });
    req.on("error", reject);
    req.end(body);
  });
}

/** Sends these bytes; gives the first line of the answer, or "reset". */
function raw(bytes: string, how: "listen" | "reset" = "listen"): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port(), "127.0.0.1", () => {
      socket.write(bytes, () => void (how === "reset" && socket.resetAndDestroy()));
    });
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("error", () => resolve("reset"));
    socket.on("close", () => resolve(text.split("\r\n", 1)[0] || "reset"));
  });
}

const upgrade = (path: string, headers: string[] = []): string =>
  [`GET ${path} HTTP/1.1`, "Host: localhost", "Connection: Upgrade", "Upgrade: websocket", ...headers, "", ""].join(
    "\r\n",
  );

describe("The app's addresses", () => {
  test("are closed to pages of other sites, though the token is right, and to names that lead here", async () => {
    const own = { host: `127.0.0.1:${port()}` };
    for (const headers of [
      { ...own, origin: "https://elsewhere.example" },
      { ...own, origin: "null" },
      { ...own, "sec-fetch-site": "cross-site" },
      // Another server of this machine is another site's as well.
      { ...own, "sec-fetch-site": "same-site" },
      { host: `elsewhere.example:${port()}` },
      { host: `elsewhere.example:${port()}`, origin: `http://elsewhere.example:${port()}` },
    ]) {
      for (const path of ["/api/chat.postMessage", "/api/conversations.list", "/upload/x", "/response/x", "/files/x"]) {
        expect((await post(path, headers))[0], `${path} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
    expect(bench.workspace.channel("general").messages.filter(({ byApp }) => byApp)).toEqual([]);
    expect(bench.workspace.calls).toEqual([]);
    expect((await post("/api/chat.postMessage", own))[1]).toContain('"ok":true');
  });

  test("let no page open the app's socket, though it knew the ticket", async () => {
    const { body } = await call(bench.workspace, "apps.connections.open", {}, { token: bench.workspace.appToken });
    const opened = async (options: WebSocket.ClientOptions): Promise<boolean> => {
      const ws = new WebSocket(String(body.url), options);
      ws.on("error", () => ws.terminate());
      await until(() => ws.readyState !== WebSocket.CONNECTING, { what: "an answer" });
      const isOpen = ws.readyState === WebSocket.OPEN;
      ws.terminate();
      return isOpen;
    };
    expect(await opened({ origin: "https://elsewhere.example" })).toBe(false);
    expect(await opened({ headers: { host: "elsewhere.example" } })).toBe(false);
    expect(await opened({})).toBe(true);
  });

  test("are the only ones: what a browser looks for besides is not found, and is no call of the app's", async () => {
    const own = { host: `127.0.0.1:${port()}` };
    for (const path of ["/favicon.ico", "/.well-known/appspecific/com.chrome.devtools.json", "/apichat.postMessage"]) {
      expect((await post(path, own))[0], path).toBe(404);
    }
    expect(bench.workspace.records()).toEqual([]);
  });
});

describe("What is no address", () => {
  test("is answered, and ends nothing", async () => {
    expect(await raw("GET //[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).toBe(
      "HTTP/1.1 400 Bad Request",
    );
    expect(await raw(upgrade("//["))).toBe("HTTP/1.1 400 Bad Request");
    expect(await raw(upgrade("/link/?ticket=x"))).toBe("HTTP/1.1 401 Unauthorized");
    expect(await raw(upgrade("/link/?ticket=x", ["Origin: https://elsewhere.example"]))).toBe("HTTP/1.1 403 Forbidden");
  });

  test("nor does a socket that is gone before it is refused", async () => {
    for (let count = 0; count < 20; count++) await raw(upgrade("/link/?ticket=x"), "reset");
    expect((await call(bench.workspace, "auth.test")).body.ok).toBe(true);
  });
});
