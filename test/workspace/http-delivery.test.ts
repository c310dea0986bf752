import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, HTTPReceiver } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { realClock } from "../../src/clock.ts";
import { until } from "../support/until.ts";
import { type Bench, openBench, quiet } from "./support/bolt.ts";

let bench: Bench | null = null;
let stopServer = async () => {};

afterEach(async () => {
  await stopServer();
  stopServer = async () => {};
  await bench?.stop();
  bench = null;
});

type Received = { headers: IncomingMessage["headers"]; body: string };

type Answering = { status: number; body?: string; noRetry?: boolean; location?: string };

/** A request URL that answers with what `answer` gives, or never for null. */
async function requestUrl(answer: (received: Received) => Answering | null) {
  const received: Received[] = [];
  const server: Server = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk) => {
      body += chunk;
    });
    req.on("end", () => {
      received.push({ headers: req.headers, body });
      const given = answer({ headers: req.headers, body });
      if (given === null) return;
      if (given.location !== undefined) res.setHeader("location", given.location);
      if (given.noRetry) res.setHeader("x-slack-no-retry", "1");
      res.writeHead(given.status).end(given.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stopServer = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, received };
}

test("Bolt's HTTPReceiver takes the signed handshake, commands, submissions and events", async () => {
  const port = await freePort();
  // A real clock: Bolt refuses signatures that are over 5 minutes off its host's.
  bench = await openBench({ clock: realClock(), delivery: { requestUrl: `http://127.0.0.1:${port}/slack/events` } });
  const { workspace } = bench;
  const receiver = new HTTPReceiver({ signingSecret: workspace.signingSecret, logger: quiet });
  const clientOptions = { slackApiUrl: workspace.apiUrl };
  const app = new App({ token: workspace.botToken, receiver, clientOptions, logger: quiet, convoStore: false });
  const heard: string[] = [];
  app.message(async ({ message }) => {
    heard.push(String("text" in message ? message.text : ""));
  });
  app.command("/incident", async ({ ack, client, body }) => {
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "form",
        title: { type: "plain_text", text: "Form" },
        submit: { type: "plain_text", text: "Send" },
        blocks: [
          {
            type: "input",
            block_id: "title",
            label: { type: "plain_text", text: "Title" },
            element: { type: "plain_text_input", action_id: "it" },
          },
        ],
      },
    });
    await ack("Opened");
  });
  app.view("form", async ({ ack }) => {
    await ack({ response_action: "errors", errors: { title: "No" } });
  });
  await app.start(port);
  stopServer = async () => {
    await app.stop();
  };
  expect(await workspace.verifyRequestUrl()).toBe(true);
  expect(await workspace.checkSsl()).toBe(true);
  const sam = workspace.person("sam");
  const outcome = await sam.command("/incident", { channel: "general" });
  expect(outcome.replies.map((it) => it.text)).toEqual(["Opened"]);
  await outcome.form?.fill({ Title: "x" });
  expect((await outcome.form?.submit())?.errors).toEqual({ title: "No" });
  sam.say("general", "hello");
  await until(() => heard.length === 1, { what: "the message" });
  expect(heard).toEqual(["hello"]);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("events are retried at once, after 1 min and after 5 min, with number and reason", async () => {
  const { url, received } = await requestUrl(() => ({ status: 500 }));
  bench = await openBench({ delivery: { requestUrl: url } });
  const { workspace, clock } = bench;
  workspace.person("sam").say("general", "hello");
  await until(() => received.length === 2, { what: "the first retry" });
  await workspace.idle();
  clock.advanceBy(60_000);
  await until(() => received.length === 3, { what: "the second retry" });
  await workspace.idle();
  clock.advanceBy(300_000);
  await until(() => received.length === 4, { what: "the third retry" });
  await workspace.idle();
  expect(clock.nextTimerAt()).toBeNull();
  expect(received.map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]])).toEqual([
    [undefined, undefined],
    ["1", "http_error"],
    ["2", "http_error"],
    ["3", "http_error"],
  ]);
  expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
});

test("two redirects are followed with the same signed request, a third is too many", async () => {
  let left = 2;
  const { url, received } = await requestUrl(() =>
    left-- > 0 ? { status: 302, location: `/slack/events?left=${left}` } : { status: 200 },
  );
  bench = await openBench({ delivery: { requestUrl: url } });
  const { workspace, clock } = bench;
  const sam = workspace.person("sam");
  sam.say("general", "twice round");
  await until(() => received.length === 3, { what: "the redirects" });
  await workspace.idle();
  expect(clock.nextTimerAt()).toBeNull();
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers["x-slack-signature"])).size).toBe(1);
  left = 3;
  sam.say("general", "three times round");
  await until(() => received.length === 3 + 3 + 1, { what: "the retry" });
  await workspace.idle();
  expect(received.at(-1)?.headers["x-slack-retry-reason"]).toBe("too_many_redirects");
  left = 3;
  expect((await sam.command("/incident", { channel: "general" })).error).toBe("dispatch_failed");
});

test("a retry says why: http_timeout after a silence; and where nobody is reached it is retried too", async () => {
  let isSilent = true;
  const { url, received } = await requestUrl(() => (isSilent ? null : { status: 200 }));
  bench = await openBench({ delivery: { requestUrl: url }, safetyMs: 60_000 });
  const { workspace, clock } = bench;
  workspace.person("sam").say("general", "hello");
  await until(() => received.length === 1, { what: "the event" });
  isSilent = false;
  clock.advanceBy(3_000);
  await until(() => received.length === 2, { what: "the retry" });
  expect(received[1]?.headers["x-slack-retry-reason"]).toBe("http_timeout");
  await workspace.idle();
  await stopServer();
  workspace.person("sam").say("general", "anybody there?");
  await workspace.idle();
  expect(workspace.records().at(-1)).toMatchObject({ what: "event message", attempt: 1, socket: null, outcome: null });
  expect(clock.nextTimerAt()).toBe(clock.now() + 60_000);
});

test("x-slack-no-retry ends the retries", async () => {
  const { url, received } = await requestUrl(() => ({ status: 500, noRetry: true }));
  bench = await openBench({ delivery: { requestUrl: url } });
  bench.workspace.person("sam").say("general", "hello");
  await until(() => received.length === 1, { what: "the event" });
  await bench.workspace.idle();
  expect(bench.clock.nextTimerAt()).toBeNull();
});

test("a command ends as operation_timeout when nobody answers, as dispatch_failed when nobody is there", async () => {
  const { url } = await requestUrl(() => null);
  bench = await openBench({ delivery: { requestUrl: url }, safetyMs: 200 });
  const sam = bench.workspace.person("sam");
  expect((await sam.command("/incident", { channel: "general" })).error).toBe("operation_timeout");
  await stopServer();
  expect((await sam.command("/incident", { channel: "general" })).error).toBe("dispatch_failed");
});
