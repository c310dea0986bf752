// HTTP mode: the embedded workspace signs and sends, our handler answers behind node's own server.

import { createHmac } from "node:crypto";
import { serve } from "@hono/node-server";
import type { App } from "@slack/bolt";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Clock, realClock, virtualClock } from "../../src/clock.ts";
import { connectSlack } from "../../src/slack/connect.ts";
import { ackWithinMs, pulseMs } from "../../src/slack/limits.ts";
import { startWorkspace } from "../../src/workspace/workspace.ts";
import { sleep, until } from "../support/until.ts";
import { manifest, readableLog, startedAt } from "./embedded.ts";

async function overHttp(register: (app: App) => void, wireClock: Clock = realClock()) {
  const clock = virtualClock(startedAt);
  const { log, lines } = readableLog(clock);
  let handle: (request: Request) => Promise<Response> = async () => new Response("not yet", { status: 503 });
  let port = 0;
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: (request) => handle(request), port: 0, hostname: "127.0.0.1" }, (info) => {
      port = info.port;
      resolve(listening);
    });
  });
  const requestUrl = `http://127.0.0.1:${port}/slack/events`;
  const workspace = await startWorkspace({ clock, manifest, delivery: { requestUrl }, safetyMs: 1_000 });
  const { botToken, apiUrl, signingSecret } = workspace;
  const slack = connectSlack({
    named: { channels: [], groupHandles: [] },
    config: {
      mode: "http",
      slack: { botToken, signingSecret, apiUrl },
      settingsFile: null,
      announceChannel: null,
      databaseUrl: ":memory:",
      exportTimeZone: "UTC",
      logLevel: "info",
      port,
    },
    clock,
    wireClock,
    log,
  });
  handle = slack.handle ?? handle;
  onTestFinished(async () => {
    await slack.stop();
    await slack.close();
    await workspace.stop();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  slack.start(register);
  await until(() => slack.isConnected(), { what: "the identity" });
  const ada = workspace.addPerson({ name: "ada" });
  workspace.addChannel({ name: "ops", members: ["ada", "bot"] });
  const { ts } = ada.say("ops", "The checkout is slow");
  /** A request as Slack would sign it at `at`, but for what is changed. */
  const signed = (body: string, { at = clock.now(), secret = signingSecret, type = "application/json" } = {}) => {
    const timestamp = String(Math.floor(at / 1_000));
    const mac = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    const headers = {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${mac}`,
    };
    return handle(new Request(requestUrl, { method: "POST", body, headers }));
  };
  return { slack, workspace, clock, lines, ada, ts, signed, requestUrl, handle };
}

describe("HTTP mode", () => {
  it("answers Slack's handshake, its check of the certificate, and nothing that is not signed", async () => {
    const { workspace, handle, signed, requestUrl, clock, lines } = await overHttp(() => undefined);
    expect(await workspace.verifyRequestUrl()).toBe(true);
    expect((await handle(new Request(`${requestUrl}?ssl_check=1`))).status).toBe(200);
    expect((await signed("ssl_check=1", { type: "application/x-www-form-urlencoded" })).status).toBe(200);
    expect((await handle(new Request(requestUrl))).status).toBe(405);
    expect((await handle(new Request(requestUrl, { method: "POST", body: "{}" }))).status).toBe(401);
    const body = JSON.stringify({ type: "url_verification", challenge: "x" });
    expect((await signed(body, { secret: "0".repeat(32) })).status).toBe(401);
    expect(lines.at(-1)?.message).toContain("SLACK_SIGNING_SECRET");
    expect((await signed(body, { at: clock.now() - 301_000 })).status).toBe(401);
    expect(lines.at(-1)?.message).toContain("clock");
    expect((await signed("{")).status).toBe(400);
    expect((await signed("[]")).status).toBe(400);
  });

  it("takes what is signed although the host's clock is an hour off: Slack's own time counts", async () => {
    const { signed, workspace, slack, clock } = await overHttp(() => undefined);
    workspace.faults.dateSkewMs(3_600_000);
    await slack.gateway.person(workspace.botUserId);
    await slack.people.zoneOf("U0ELSEBODY");
    expect(Math.abs((slack.skewMs() ?? 0) - 3_600_000)).toBeLessThan(2_000);
    const body = JSON.stringify({ type: "url_verification", challenge: "x" });
    expect((await signed(body, { at: clock.now() + 3_600_000 })).status).toBe(200);
    expect((await signed(body)).status).toBe(401);
  });

  it("answers a command with what its listener says", async () => {
    const { ada } = await overHttp((app) =>
      app.command("/incident", async ({ ack, command }) => await ack(`You said ${command.text}`)),
    );
    const outcome = await ada.command("/incident list open", { channel: "ops" });
    expect((await outcome.reply()).text).toBe("You said list open");
  });

  it("acknowledges an event after its listener, and gets it again where that failed", async () => {
    const retries: (number | undefined)[] = [];
    const { ada, ts, clock, workspace, lines } = await overHttp((app) =>
      app.event("reaction_added", async ({ context }) => {
        retries.push(context.retryNum);
        if (retries.length === 1) throw new Error("the disk is full");
      }),
    );
    ada.react("ops", ts, "pushpin");
    await until(() => retries.length === 2, { what: "the event again, at once" });
    await workspace.idle(20);
    clock.advanceBy(600_000);
    await sleep(30);
    expect(retries).toEqual([undefined, 1]);
    expect(lines.some(({ message }) => message.startsWith("A listener failed"))).toBe(true);
  });

  it("tells Slack in time that a listener is not done, and lets it finish", async () => {
    const wireClock = virtualClock(0);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const steps: string[] = [];
    const { signed, slack } = await overHttp(
      (app) =>
        app.event("reaction_added", async () => {
          steps.push("began");
          await held;
          steps.push("ended");
        }),
      wireClock,
    );
    const event = { type: "reaction_added", user: "U2", reaction: "eyes", item: { channel: "C1", ts: "1.2" } };
    const answer = signed(JSON.stringify({ type: "event_callback", team_id: "T1", event_id: "Ev1", event }));
    await until(() => steps.length === 1, { what: "the listener" });
    wireClock.advanceBy(ackWithinMs);
    expect((await answer).status).toBe(503);
    const stopped = slack.stop().then(() => steps.push("stopped"));
    expect((await signed(JSON.stringify({ type: "event_callback", event }))).status).toBe(503);
    release();
    await stopped;
    expect(steps).toEqual(["began", "ended", "stopped"]);
  });

  it("stays in touch while nobody types, so that readiness can tell", async () => {
    const wireClock = virtualClock(0);
    const { slack, clock, workspace, lines } = await overHttp(() => undefined, wireClock);
    clock.advanceBy(60_000);
    wireClock.advanceBy(pulseMs);
    await until(() => slack.lastFrameAt() === clock.now(), { what: "an answer to the pulse" });
    workspace.faults.add("auth.test", { kind: "error", error: "account_inactive" });
    wireClock.advanceBy(pulseMs);
    await until(() => lines.some(({ message }) => message.includes("can't be reached")), { what: "the outage" });
  });
});
