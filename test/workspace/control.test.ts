// Faults from outside the process, over the control address.

import { readFileSync } from "node:fs";
import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { openSocket, type Socket } from "./support/socket.ts";

let bench: Bench;
let socket: Socket | null = null;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(async () => {
  await socket?.close();
  socket = null;
  await bench.stop();
});

type Answered = { status: number; body: Record<string, unknown> };

/** With headers that fetch would not let a test set. */
function ask(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  const url = new URL(path, bench.workspace.apiUrl.replace("/api/", "/"));
  const json = typeof body === "string" ? body : JSON.stringify(body);
  const all = { ...(body === null ? {} : { "content-type": "application/json" }), ...headers };
  return new Promise((resolve, reject) => {
    const req = request(url, { method, headers: all, agent: false }, (res) => {
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("end", () => resolve({ status: res.statusCode ?? 0, body: JSON.parse(text) }));
    });
    req.on("error", reject);
    req.end(body === null ? "" : json);
  });
}

const post = (path: string, body: unknown) => ask("POST", `/control/${path}`, body);
const listed = async () => (await ask("GET", "/control/faults", null)).body;
const outcome = async () => (await call(bench.workspace, "auth.test")).body.error ?? "ok";

describe("Faults over the control address", () => {
  test("hit the calls they are for, are listed while they last, and are taken away by id or all at once", async () => {
    const fault = { kind: "error", error: "invalid_auth" };
    expect(await post("faults", { method: "auth.test", fault, times: 1, skip: 1 })).toEqual({
      status: 200,
      body: { ok: true, id: 1 },
    });
    expect(await listed()).toMatchObject({
      faults: [{ id: 1, method: "auth.test", fault, timesLeft: 1, skipLeft: 1 }],
    });
    expect([await outcome(), await outcome(), await outcome()]).toEqual(["ok", "invalid_auth", "ok"]);
    expect(await listed()).toMatchObject({ faults: [] });
    const { id } = (await post("faults", { method: "*", fault })).body;
    await post("faults", { method: "team.info", fault });
    expect(await outcome()).toBe("invalid_auth");
    expect((await ask("DELETE", `/control/faults/${id}`, null)).status).toBe(200);
    expect(await outcome()).toBe("ok");
    expect((await ask("DELETE", `/control/faults/${id}`, null)).status).toBe(404);
    expect(await listed()).toMatchObject({ faults: [{ method: "team.info", timesLeft: null }] });
    await ask("DELETE", "/control/faults", null);
    expect(await listed()).toMatchObject({ faults: [] });
  });

  test("every kind can be asked for, and none of them hits the control address itself", async () => {
    const kinds = [
      { kind: "ratelimited", retryAfterS: 3 },
      { kind: "status", status: 503 },
      { kind: "error", error: "fatal_error" },
      { kind: "timeout", afterMs: 1 },
      { kind: "reset" },
      { kind: "answer lost", afterMs: 1 },
      { kind: "status after the deed", status: 502 },
      { kind: "slow", ms: 1 },
    ];
    for (const fault of kinds) expect((await post("faults", { method: "*", fault })).status).toBe(200);
    expect((await listed()).faults).toHaveLength(kinds.length);
  });

  test("sockets are cut, fall silent and are told to go", async () => {
    socket = await openSocket(bench.workspace);
    await post("sockets", { do: "half-open" });
    expect(await listed()).toMatchObject({ sockets: [{ number: 0, isHalfOpen: true, isDraining: false }] });
    await post("sockets", { do: "heal" });
    await post("sockets", { do: "disconnect", reason: "refresh_requested" });
    await until(() => socket?.frames.some((it) => it.reason === "refresh_requested"), { what: "the notice" });
    expect(await listed()).toMatchObject({ sockets: [{ isHalfOpen: false, isDraining: true }] });
    await post("sockets", { do: "drop" });
    await bench.workspace.until("no connection", () => bench.workspace.connections() === 0);
  });

  test("latency, a wrong Date, duplicates and overtaking are set one by one", async () => {
    await post("wire", { dateSkewMs: 3_600_000 });
    await post("wire", { latencyMs: 20 });
    await post("wire", { duplicate: { times: 2, kind: "slash_commands" }, reorder: { times: 1 } });
    expect(await listed()).toMatchObject({
      latencyMs: 20,
      dateSkewMs: 3_600_000,
      duplicates: { kind: "slash_commands", left: 2 },
      reorders: { kind: "*", left: 1 },
    });
    expect((await call(bench.workspace, "auth.test")).headers.get("date")).toBe("Mon, 02 Mar 2026 11:00:00 GMT");
  });

  test("taken away all at once, calls take as long again as they do by default", async () => {
    await bench.stop();
    bench = await openBench({ latencyMs: () => 5 });
    await post("wire", { latencyMs: 20 });
    await ask("DELETE", "/control/faults", null);
    expect(await listed()).toMatchObject({ latencyMs: 5 });
  });

  test("a seed brings trouble by chance, and null ends it", async () => {
    const odds = { calls: { internal_error: 1 } };
    expect(await post("seed", { seed: 7, odds, skewMs: 0, spared: ["team.info"] })).toMatchObject({ status: 200 });
    expect(await listed()).toMatchObject({ seed: 7 });
    expect(await outcome()).toBe("internal_error");
    expect((await call(bench.workspace, "team.info")).body.ok).toBe(true);
    await post("seed", { seed: null });
    expect(await outcome()).toBe("ok");
    expect(await listed()).toMatchObject({ seed: null, dateSkewMs: 0 });
  });
});

describe("The control address", () => {
  const good = { method: "*", fault: { kind: "reset" } };

  test("says what is wrong with what it is asked", async () => {
    const { status, body } = await post("faults", { method: "auth.test", fault: { kind: "explosion" } });
    expect([status, body.error]).toEqual([400, "invalid_arguments"]);
    expect(String(body.messages)).toContain("fault");
    expect((await post("faults", { ...good, tims: 1 })).status).toBe(400);
    expect((await post("faults", "{")).body.error).toBe("invalid_json");
    expect((await post("elsewhere", good)).status).toBe(404);
    expect((await ask("PUT", "/control/faults", good)).status).toBe(404);
    expect((await listed()).faults).toEqual([]);
  });

  test("is closed to pages in a browser, whatever name they have themselves called by", async () => {
    const { host } = new URL(bench.workspace.apiUrl);
    const refused: Record<string, string>[] = [
      { host: "evil.example" },
      { host: `evil.example:${host.split(":")[1]}` },
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "content-type": "text/plain" },
      { "content-type": "application/x-www-form-urlencoded" },
    ];
    for (const headers of refused) {
      const { status, body } = await ask("POST", "/control/faults", good, headers);
      expect([status, body.error], JSON.stringify(headers)).toEqual([403, "forbidden"]);
    }
    for (const method of ["GET", "DELETE"]) {
      expect((await ask(method, "/control/faults", null, { host: "evil.example" })).status).toBe(403);
    }
    expect((await listed()).faults).toEqual([]);
    const own = { origin: `http://${host}`, "sec-fetch-site": "same-origin", host };
    expect((await ask("POST", "/control/faults", good, own)).status).toBe(200);
    expect((await ask("POST", "/control/faults", good, { host: `localhost:${host.split(":")[1]}` })).status).toBe(200);
  });

  test("takes all that docs/embedded-faults.md says it takes", async () => {
    const document = readFileSync(new URL("../../docs/embedded-faults.md", import.meta.url), "utf8");
    const lines = [...document.matchAll(/^curl localhost:\d+(\/\S+)(?: --json '(.+)')?(?: -X (DELETE))?$/gm)];
    expect(lines).toHaveLength(document.match(/^curl /gm)?.length ?? 0);
    expect(lines.length).toBeGreaterThan(10);
    for (const [line, path = "", json, method = json === undefined ? "GET" : "POST"] of lines) {
      expect((await ask(method, path, json ?? null)).status, line).toBe(200);
    }
  });

  test("is no call of the app: it is neither counted nor recorded", async () => {
    await post("faults", good);
    expect(bench.workspace.calls).toEqual([]);
    expect(bench.workspace.records()).toEqual([]);
  });
});
