// The page's files and doors: what a browser is given, and who is let in.

import { request } from "node:http";
import { parseSync } from "oxc-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bareHost } from "../../src/workspace/client/host.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { addressOf, deed, openPage } from "./support/page.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await openBench({ page: { host: bareHost, firstPerson: "sam" } });
});

afterEach(() => bench.stop());

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Without fetch, which decodes, follows and normalizes. */
function get(path: string, headers: Record<string, string> = {}, method = "GET", body = ""): Promise<Got> {
  const { port } = new URL(addressOf(bench.workspace));
  return new Promise((resolve, reject) => {
    const asked = request({
      host: "127.0.0.1",
      port,
      path,
      method,
      headers: { host: `localhost:${port}`, ...headers },
    });
    asked.on("error", reject);
    asked.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.end(body);
  });
}

const html = async (): Promise<string> => (await get("/")).body.toString();

const linked = (document: string): string[] =>
  [...document.matchAll(/(?:href|src)="(page\/[^"]+)"/g)].map(([, path]) => `/${path}`);

describe("The page's document", () => {
  test("allows what this server serves and nothing else, and no script in itself", async () => {
    const { headers, body } = await get("/");
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(body.toString().match(/<script[^>]*>/g)).toEqual(['<script type="module" src="page/page.js">']);
  });

  test("loads one script and one style sheet, which load nothing else by themselves", async () => {
    expect(linked(await html())).toEqual(["/page/page.css", "/page/page.js"]);
    const script = (await get("/page/page.js")).body.toString();
    const { module, errors } = parseSync("page.js", script);
    expect([errors, module.staticImports, module.dynamicImports]).toEqual([[], [], []]);
    expect((await get("/page/page.css")).body.toString()).not.toMatch(/@import|url\(/);
  });

  test("has the palette before all other styles", async () => {
    const style = (await get("/page/page.css")).body.toString();
    expect(style).toMatch(/^:root\{color-scheme:light dark;/);
  });

  test("is, with all that it loads, at most 150 kB over the wire", async () => {
    const accept = { "accept-encoding": "gzip, deflate, br" };
    const first = await get("/", accept);
    let bytes = first.body.length;
    for (const path of [...new Set([...linked(first.body.toString()), "/page/emoji.json"])]) {
      const { status, body } = await get(path, accept);
      expect(status, path).toBe(200);
      bytes += body.length + 350;
    }
    expect(bytes).toBeLessThan(150_000);
  });
});

describe("A file of the page", () => {
  test("is JavaScript without types, compressed as the browser can read it", async () => {
    const plain = await get("/page/page.js");
    expect(plain.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(parseSync("page.js", plain.body.toString()).errors).toEqual([]);
    const brotli = await get("/page/page.js", { "accept-encoding": "gzip, br" });
    const gzip = await get("/page/page.js", { "accept-encoding": "gzip" });
    expect([brotli.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect(brotli.body.length).toBeLessThan(plain.body.length / 2);
  });

  test("is not sent again to who has it", async () => {
    const { headers } = await get("/page/page.js");
    const again = await get("/page/page.js", { "if-none-match": String(headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test.each([
    "/page/../client/door.ts",
    "/page/%2e%2e/client/door.ts",
    "/page/..%2fworld.ts",
    "/page/tsconfig.json",
    "/page/lib/../main.ts",
    "/page/nothing.js",
    "/page/main.ts",
    "/page/toString",
    "/page/",
  ])("%s is none", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test("is shown to the browser's tools as it was written", async () => {
    expect((await get("/page/page.js")).body.toString()).toMatch(/\/\/# sourceMappingURL=page\.js\.map\s*$/);
    const map = JSON.parse((await get("/page/page.js.map")).body.toString());
    expect(map.sources).toContain("state.ts");
  });

  test("the emoji are Slack's names with their characters", async () => {
    const names = JSON.parse((await get("/page/emoji.json")).body.toString());
    expect([names.fire, names["+1"], names.pushpin]).toEqual(["🔥", "👍", "📌"]);
  });
});

describe("The client doors", () => {
  const asSam = () => `?as=${bench.workspace.person("sam").id}`;

  test("are closed to a page whose name was made to lead here", async () => {
    const { port } = new URL(addressOf(bench.workspace));
    for (const path of ["/", "/page/page.js", `/client/messages${asSam()}`, `/client/feed${asSam()}`]) {
      expect((await get(path, { host: `evil.example:${port}` })).status, path).toBe(403);
    }
    expect((await get("/", { host: `127.0.0.1:${port}` })).status).toBe(200);
    expect((await get("/", { host: `[::1]:${port}` })).status).toBe(200);
  });

  test("are closed to pages from elsewhere", async () => {
    const json = { "content-type": "application/json" };
    const elsewhere = await get(`/client/do${asSam()}`, { ...json, origin: "https://evil.example" }, "POST", "{}");
    const site = await get(`/client/feed${asSam()}`, { "sec-fetch-site": "cross-site" });
    const otherPort = await get(`/client/do${asSam()}`, { ...json, origin: "http://localhost:1" }, "POST", "{}");
    expect([elsewhere.status, site.status, otherPort.status]).toEqual([403, 403, 403]);
  });

  test("take a deed as JSON alone, and of at most 1 MB", async () => {
    const form = await get(`/client/do${asSam()}`, { "content-type": "text/plain" }, "POST", "{}");
    const json = { "content-type": "application/json" };
    const large = await get(`/client/do${asSam()}`, json, "POST", JSON.stringify({ do: "say", text: "x".repeat(1e6) }));
    expect([form.status, large.status]).toEqual([415, 413]);
    expect((await get(`/client/do${asSam()}`, json)).status).toBe(405);
  });

  test("answer what is no deed with a sentence, and keep nothing of what they answer in the browser", async () => {
    const json = { "content-type": "application/json" };
    for (const body of ["{", '{"do":"fly"}', '{"do":"say","channelId":"C1"}', "[]", "null"]) {
      const answer = await get(`/client/do${asSam()}`, json, "POST", body);
      expect(JSON.parse(answer.body.toString())).toMatchObject({ ok: false, sentence: expect.any(String) });
      expect(answer.headers["cache-control"]).toBe("no-store");
    }
  });

  test("a permalink leads to its place in the page", async () => {
    const { status, headers } = await get("/archives/C1/p1700000000000200?thread_ts=1700000000.000100&cid=C1");
    expect(status).toBe(302);
    expect(headers.location).toBe("../../#C1/t1700000000.000100/p1700000000000200");
  });

  test("leave all other addresses to the API", async () => {
    expect((await get("/api/auth.test")).body.toString()).toContain("not_authed");
  });
});

describe("A second workspace behind the same server", () => {
  test("is served under its folder, and has its own people and messages", async () => {
    const other = await openBench({ page: { host: bareHost, firstPerson: null } });
    try {
      const main = bench.workspace.page;
      main?.mountAt("/replay/", other.workspace.page?.door ?? null);
      expect((await get("/replay")).headers.location).toBe("/replay/");
      expect((await get("/replay/")).body.toString()).toContain('src="page/page.js"');
      expect((await get("/replay/page/page.js")).status).toBe(200);
      const sam = other.workspace.person("sam");
      const { id } = other.workspace.channel("general");
      await deed(bench.workspace, sam.id, { do: "topic", channelId: id, topic: "replayed" }, "replay/");
      const page = await openPage(bench.workspace, sam.id, { root: "replay/" });
      expect(page.state().channels[id]?.topic).toBe("replayed");
      expect(bench.workspace.channel("general").topic.value).toBe("");
      main?.mountAt("/replay/", null);
      expect((await get("/replay/")).body.toString()).not.toContain("<html");
    } finally {
      await other.stop();
    }
  });
});
