// The program as it is run: plain Node, no test runner's transform, a process of its own, signals, ports.

import { describe, expect, onTestFinished, test } from "vitest";
import { startBot } from "../src/bot.ts";
import { realClock, virtualClock } from "../src/clock.ts";
import { silentLog } from "../src/log.ts";
import { defaultSettings } from "../src/settings/effective.ts";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "../src/workspace/workspace.ts";
import { temporaryFolder } from "./support/folder.ts";
import { manifest } from "./support/manifest.ts";
import { freePort } from "./support/port.ts";
import { connected, type Environment, type Program, socketEnvironment, startProgram } from "./support/program.ts";
import { realNow, sleep, until } from "./support/until.ts";
import { incidentSeen } from "./trouble/declared.ts";

async function openWorkspace(options: Partial<WorkspaceOptions> = {}): Promise<Workspace> {
  const workspace = await startWorkspace({ clock: realClock(), manifest, ...options });
  onTestFinished(() => workspace.stop());
  workspace.addPerson({ name: "sam", tz: "Europe/London" });
  workspace.addChannel({ name: "incidents", members: ["sam"] });
  workspace.addChannel({ name: "general", members: ["sam"] });
  return workspace;
}

type Ready = { status: number; body: { ok: boolean; store?: { ok: boolean }; slack?: { ok: boolean } } };

async function ask(port: number, path: string): Promise<Ready> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, body: (await answer.json()) as Ready["body"] };
}

const declare = async (workspace: Workspace): Promise<void> => {
  const outcome = await workspace
    .person("sam")
    .command("/incident declare sev2 Checkout is failing", { channel: "general" });
  expect(outcome.error).toBeNull();
};

/** The incident is whole: the last of its effects is there. */
const whole = (workspace: Workspace, number: number): Promise<unknown> =>
  until(
    () => {
      const [place, announced] = incidentSeen(workspace, number);
      const isMade = place?.pins.length === 1 && place.bookmarks.length === 1 && place.topic !== "";
      return isMade && announced?.standing.length === 1 && place.members.includes("sam");
    },
    { what: `all of INC-${number}`, timeoutMs: 20_000 },
  );

/** Told to stop, it ends with 0, and does so in time. */
async function terminate(program: Program, withinMs = 4_000): Promise<void> {
  const from = realNow();
  program.signal("SIGTERM");
  expect(await program.ended, program.said()).toEqual({ code: 0, signal: null });
  expect(realNow() - from, "milliseconds to stop").toBeLessThan(withinMs);
}

describe("Started under plain Node in Socket Mode", () => {
  test("it answers for its health, is ready once connected, takes a declaration, and stops cleanly", async () => {
    const workspace = await openWorkspace();
    const port = await freePort();
    const folder = temporaryFolder();
    const env = { ...socketEnvironment(workspace, folder), PORT: String(port), LOG_LEVEL: "info" };
    const program = startProgram({ env, folder });
    await until(() => ask(port, "/healthz"), { what: "health", timeoutMs: 15_000 });
    await until(async () => (await ask(port, "/readyz")).status === 200, { what: "readiness", timeoutMs: 15_000 });
    await connected(program, workspace);
    await declare(workspace);
    await whole(workspace, 1);
    expect(await ask(port, "/healthz")).toEqual({ status: 200, body: { ok: true } });

    await terminate(program);
    expect(workspace.connections()).toBe(0);
    await expect(ask(port, "/healthz")).rejects.toThrow();
    const lines = program
      .said()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { level: string; message: string });
    expect(lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
    expect(lines.at(-1)?.message).toMatch(/^Stopped/);
    expect(program.printed()).toBe("");
  }, 60_000);

  test("it lives but is not ready while Slack can't be reached, and says so; and is ready soon after", async () => {
    const workspace = await openWorkspace();
    await workspace.faults.down();
    const port = await freePort();
    const folder = temporaryFolder();
    const program = startProgram({ env: { ...socketEnvironment(workspace, folder), PORT: String(port) }, folder });
    await until(() => ask(port, "/healthz"), { what: "health", timeoutMs: 15_000 });
    const unready = await ask(port, "/readyz");
    expect(unready).toMatchObject({ status: 503, body: { ok: false, store: { ok: true }, slack: { ok: false } } });
    await until(() => program.said().includes("Slack can't be reached"), { what: "a word about it" });
    await workspace.faults.up();
    await until(async () => (await ask(port, "/readyz")).status === 200, { what: "readiness", timeoutMs: 15_000 });
    await terminate(program);
  }, 60_000);
});

describe("Told to stop", () => {
  test("amid a declaration while Slack is slow, it ends what is under way; the next start the rest", async () => {
    const workspace = await openWorkspace();
    const folder = temporaryFolder();
    const env = socketEnvironment(workspace, folder);
    const first = startProgram({ env, folder });
    await connected(first, workspace);
    workspace.faults.latencyMs(500);
    await declare(workspace);
    await until(() => workspace.calls.some(({ method }) => method === "conversations.create"), { what: "a call" });
    await terminate(first, 10_000);
    const cutOff = workspace.calls.filter(({ outcome }) => outcome !== "ok");
    expect(cutOff, "no call was cut off").toEqual([]);
    const before = workspace.calls.length;
    workspace.faults.latencyMs(0);

    const second = startProgram({ env, folder });
    await connected(second, workspace);
    await whole(workspace, 1);
    expect(workspace.calls.length, "something was left").toBeGreaterThan(before + 3);
    // One that nothing went wrong with, to compare with.
    await declare(workspace);
    await whole(workspace, 2);
    expect(incidentSeen(workspace, 1)).toEqual(incidentSeen(workspace, 2));
    await terminate(second);
  }, 60_000);

  test("while a call gets no answer at all, it ends within ten seconds; what was unsure is there once", async () => {
    const workspace = await openWorkspace();
    const folder = temporaryFolder();
    const env = socketEnvironment(workspace, folder);
    const first = startProgram({ env, folder });
    await connected(first, workspace);
    const thaw = workspace.faults.add("chat.postMessage", { kind: "slow", ms: 30_000 });
    workspace.faults.add("apps.connections.open", { kind: "timeout", afterMs: 30_000 });
    await declare(workspace);
    await until(() => workspace.calls.some(({ method }) => method === "chat.postMessage"), { what: "the post" });
    // Not even the lines can be opened again.
    workspace.faults.dropSockets();
    await terminate(first, 11_000);
    thaw();
    workspace.faults.clear();
    const second = startProgram({ env, folder });
    await connected(second, workspace);
    await whole(workspace, 1);
    await declare(workspace);
    await whole(workspace, 2);
    expect(incidentSeen(workspace, 1)).toEqual(incidentSeen(workspace, 2));
    await terminate(second);
  }, 60_000);
});

describe("Told to stop while Slack can't be reached", () => {
  test.each([0, 3, 10])("or can just now, %i ms after the first call, it ends at once", async (afterMs) => {
    const workspace = await openWorkspace();
    const folder = temporaryFolder();
    const program = startProgram({ env: socketEnvironment(workspace, folder), folder });
    await until(() => workspace.calls.length > 0, { what: "the first call", timeoutMs: 15_000 });
    await sleep(afterMs);
    await terminate(program);
  });

  test("it ends at once, and the next start delivers what was committed", async () => {
    const workspace = await openWorkspace();
    const folder = temporaryFolder();
    const env = socketEnvironment(workspace, folder);
    const first = startProgram({ env, folder });
    await connected(first, workspace);
    workspace.faults.add("*", { kind: "reset" });
    await declare(workspace);
    await workspace.faults.down();
    await terminate(first);
    workspace.faults.clear();
    await workspace.faults.up();
    const second = startProgram({ env, folder });
    await connected(second, workspace);
    await whole(workspace, 1);
    await terminate(second);
  }, 60_000);
});

describe("Started in HTTP mode", () => {
  test("it takes commands, forms and events that Slack signed, refuses all others, and stops cleanly", async () => {
    const port = await freePort();
    const door = `http://127.0.0.1:${port}/slack/events`;
    const workspace = await openWorkspace({ delivery: { requestUrl: door } });
    const folder = temporaryFolder();
    const { SLACK_APP_TOKEN: _, ...common } = socketEnvironment(workspace, folder);
    const env: Environment = { ...common, SLACK_SIGNING_SECRET: workspace.signingSecret, PORT: String(port) };
    const program = startProgram({ env, folder });
    await until(async () => (await ask(port, "/readyz")).status === 200, { what: "readiness", timeoutMs: 15_000 });
    expect(await workspace.verifyRequestUrl()).toBe(true);

    await declare(workspace);
    await whole(workspace, 1);
    const sam = workspace.person("sam");
    const form = await (await sam.command("/incident declare", { channel: "general" })).openedForm();
    await form.fill({ title: "Checkout is failing", severity: "SEV2" });
    expect(await form.submit()).toMatchObject({ closed: true });
    await whole(workspace, 2);

    const [channel] = workspace.channels().filter(({ name }) => name.startsWith("inc-1-"));
    sam.renameChannel(channel?.id ?? "", "war-room");
    const announced = workspace.channel("incidents").messages;
    await until(() => announced.some(({ text }) => text.includes("renamed")), { what: "the rename on #incidents" });

    const seconds = String(Math.floor(realClock().now() / 1_000));
    const forged = { "x-slack-request-timestamp": seconds, "x-slack-signature": `v0=${"0".repeat(64)}` };
    const body = new URLSearchParams({ command: "/incident", text: "declare sev1 Forged", user_id: sam.id });
    expect((await fetch(door, { method: "POST", body, headers: forged })).status).toBe(401);
    expect((await fetch(door, { method: "POST", body })).status).toBe(401);
    expect(workspace.channels().some(({ name }) => name.includes("forged"))).toBe(false);
    await terminate(program);
  }, 60_000);
});

describe("Readiness", () => {
  async function ready() {
    const clock = virtualClock(Date.UTC(2026, 2, 2, 9));
    const workspace = await openWorkspace({ clock });
    const { botToken, appToken, apiUrl } = workspace;
    const path = `${temporaryFolder()}/sitrep.db`;
    const bot = await startBot({
      config: {
        mode: "socket",
        slack: { botToken, appToken, apiUrl },
        databaseUrl: path,
        settingsFile: null,
        announceChannel: null,
        exportTimeZone: "UTC",
        logLevel: "silent",
        port: 0,
      },
      settings: defaultSettings(),
      clock,
      wireClock: realClock(),
      log: silentLog,
    });
    onTestFinished(() => bot.stop());
    const port = bot.port ?? 0;
    await until(async () => (await ask(port, "/readyz")).status === 200, { what: "readiness" });
    await until(() => workspace.connections() === 2 && bot.slack.isConnected(), { what: "both connections" });
    await workspace.idle(20);
    return { clock, workspace, path, check: () => ask(port, "/readyz") };
  }

  test("is lost when nothing came from Slack for half a minute, and found again with the next frame", async () => {
    const { clock, workspace, check } = await ready();
    workspace.faults.halfOpen();
    workspace.faults.add("*", { kind: "reset" });
    clock.advanceBy(30_000);
    expect(await check()).toMatchObject({ status: 200 });
    clock.advanceBy(1_001);
    expect(await check()).toMatchObject({ status: 503, body: { store: { ok: true }, slack: { ok: false } } });
    workspace.faults.clear();
    workspace.faults.halfOpen(false);
    await until(async () => (await check()).status === 200, { what: "readiness again", timeoutMs: 15_000 });
  }, 30_000);

  test("is lost while the store can't write, and found again when it can", async () => {
    const { path, check } = await ready();
    const { default: Database } = await import("better-sqlite3");
    const other = new Database(path);
    onTestFinished(() => void other.close());
    other.exec("alter table receipts rename to receipts_gone");
    expect(await check()).toMatchObject({ status: 503, body: { store: { ok: false }, slack: { ok: true } } });
    other.exec("alter table receipts_gone rename to receipts");
    expect(await check()).toMatchObject({ status: 200 });
  });
});

describe("Half a configuration", () => {
  const bot = "xoxb-1-2-abcdefghij";
  const cases: { given: Environment; says: RegExp[] }[] = [
    { given: { SLACK_BOT_TOKEN: bot }, says: [/SLACK_APP_TOKEN is missing.*App-Level Tokens/] },
    { given: { SLACK_APP_TOKEN: "xapp-1-A1-1-abc" }, says: [/SLACK_BOT_TOKEN is missing.*OAuth & Permissions/] },
    {
      given: { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef" },
      says: [/PORT is missing/],
    },
    {
      given: { SLACK_BOT_TOKEN: "xapp-1-A1-1-abc", PORT: "http", SITREP_TIME_ZONE: "Mars/Olympus" },
      says: [/SLACK_BOT_TOKEN/, /SLACK_APP_TOKEN is missing/, /PORT is not a port/, /SITREP_TIME_ZONE/],
    },
  ];
  test.each(cases)("$given is refused, each problem in a sentence", async ({ given, says }) => {
    const program = startProgram({ env: given, folder: temporaryFolder() });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    for (const sentence of says) expect(program.said()).toMatch(sentence);
    expect(program.said()).not.toMatch(/\n\s+at /);
    for (const secret of Object.values(given).filter((value) => value.length > 12 && value.includes("-")))
      expect(program.said()).not.toContain(secret);
  });

  test("a port that is taken is said in a sentence, and nothing is left running", async () => {
    const workspace = await openWorkspace();
    const folder = temporaryFolder();
    const taken = new URL(workspace.apiUrl).port;
    const program = startProgram({ env: { ...socketEnvironment(workspace, folder), PORT: taken }, folder });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.said()).toBe(`Port ${taken} is in use: stop what uses it, or set PORT to another.\n`);
    await sleep(50);
    expect(workspace.connections()).toBe(0);
  });
});
