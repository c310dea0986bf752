// npm start without Slack's tokens, as a newcomer runs it: a program of its own, in an empty folder.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { actions, inputs } from "../../../src/blocks/ids.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { freePort } from "../../support/port.ts";
import { type Environment, type Program, startProgram } from "../../support/program.ts";
import { realNow, until } from "../../support/until.ts";
import { type PageClient, pageClient } from "./page-client.ts";

type Started = { program: Program; address: string; page: PageClient };

type Start = { folder?: string; args?: string[]; env?: Environment };

const run = ({ folder = temporaryFolder(), args = [], env = {} }: Start): Program =>
  startProgram({ env, folder, args: ["--no-open", ...args] });

async function start({ args = [], ...rest }: Start = {}): Promise<Started> {
  const program = run({ ...rest, args: ["--port", "0", ...args] });
  const address = await until(
    () => {
      if (!program.isRunning()) throw new Error(`It ended instead of starting:\n${program.said()}`);
      return /http:\S+/.exec(program.printed())?.[0];
    },
    { what: "the page's address", timeoutMs: 15_000 },
  );
  return { program, address, page: pageClient(address) };
}

/** What it said before it ended by itself, and its exit code. */
async function refusal(program: Program): Promise<{ code: number | null; said: string }> {
  const { code } = await program.ended;
  expect(program.printed()).toBe("");
  return { code, said: program.said() };
}

async function stop({ program }: Started, signal: NodeJS.Signals): Promise<void> {
  const from = realNow();
  program.signal(signal);
  const ended = await program.ended;
  if (signal !== "SIGKILL") expect(ended, program.said()).toEqual({ code: 0, signal: null });
  expect(realNow() - from).toBeLessThan(1_500);
}

const declare = async ({ page }: Started, title: string): Promise<void> => {
  const { id } = await page.channel("general");
  await page.act({ do: "command", channelId: id, line: `/incident declare sev2 ${title}` });
};

type Placed = { block_id: string };

/** The block that holds the element of this action. */
function placeOf(blocks: readonly Record<string, unknown>[], actionId: string): Placed {
  const found = blocks.find(({ elements }) =>
    Array.isArray(elements) ? elements.some(({ action_id: id }) => id === actionId) : false,
  );
  if (found === undefined) throw new Error(`Nothing has the action ${actionId}.`);
  return found as Placed;
}

/** The form that lies open before the person. */
const formIn = (page: Started["page"]) =>
  until(async () => (await page.snapshot()).views.at(-1), { what: "the form", timeoutMs: 10_000 });

const carded = ({ page }: Started, name: string) =>
  until(async () => (await page.channel(name)).pins.length === 1, { what: `the card in #${name}`, timeoutMs: 10_000 });

/** The port at which it answers. */
async function anotherProgram(): Promise<number> {
  const server = createServer((_req, res) => void res.end("another program"));
  onTestFinished(() => void server.close());
  return await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

/** A workspace that this process is said to hold. */
function heldFolder(port: number): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "data/embedded"), { recursive: true });
  const held = { pid: process.pid, address: `http://localhost:${port}/` };
  writeFileSync(join(folder, "data/embedded/running.json"), JSON.stringify(held));
  return folder;
}

describe("npm start without tokens", () => {
  test("says three lines, serves the page within seconds, and the bot answers", async () => {
    const from = realNow();
    const started = await start();
    const { program, address, page } = started;
    // Three seconds are promised, and one is needed; the tests beside this one may take two thirds of the machine.
    expect(realNow() - from).toBeLessThan(9_000);
    const lines = program.printed().trimEnd().split("\n");
    expect(lines).toEqual([
      expect.stringContaining("no Slack needed"),
      expect.stringContaining(`Open ${address} and type /incident declare`),
      expect.stringContaining('README.md, "Connect your Slack"'),
    ]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    expect(await (await fetch(address)).text()).toContain("<!doctype html>");

    const { me, users, channels, clock, stories } = await page.snapshot();
    expect(new Set(users.filter(({ isBot }) => !isBot).map(({ tz }) => tz)).size).toBeGreaterThanOrEqual(3);
    expect(users.find(({ id }) => id === me)?.tz).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(channels.map(({ name, kind }) => [name, kind])).toEqual([
      ["general", "public"],
      ["incidents", "public"],
      ["security", "private"],
    ]);
    expect(clock).toMatchObject({ rate: 1, isControllable: true });
    expect(stories).toHaveLength(5);

    const { id } = await page.channel("general");
    await page.act({ do: "command", channelId: id, line: "/incident declare sev2 Checkout is failing" });
    await carded(started, "inc-1-checkout-is-failing");
    const announced = await page.messages((await page.channel("incidents")).id);
    expect(announced.map(({ text }) => text).join()).toContain("INC-1 Checkout is failing");
    await stop(started, "SIGINT");
    expect(program.said()).toBe("");
  }, 30_000);

  test("greets in #general, once, in eight lines at most, with what to try", async () => {
    const folder = temporaryFolder();
    const first = await start({ folder });
    const { id } = await first.page.channel("general");
    const messages = await first.page.messages(id);
    const greeting = messages.at(-1);
    const said = JSON.stringify(greeting?.blocks);
    expect(said.match(/"rich_text_section"/g)?.length).toBeLessThanOrEqual(8);
    for (const word of ["/incident declare", "Replay", "Inspector", "/incident export"]) expect(said).toContain(word);
    await stop(first, "SIGTERM");
    const second = await start({ folder });
    expect(await second.page.messages(id)).toEqual(messages);
  }, 30_000);
});

describe("Its state", () => {
  test.each<NodeJS.Signals>(["SIGTERM", "SIGKILL"])(
    "survives %s, and the bot goes on where it was",
    async (signal) => {
      const folder = temporaryFolder();
      const first = await start({ folder });
      await declare(first, "Voice is down");
      await carded(first, "inc-1-voice-is-down");
      await first.page.act({ do: "jump", byMs: 7_200_000 });
      const before = await first.page.snapshot();
      await stop(first, signal);

      const second = await start({ folder });
      const after = await second.page.snapshot();
      const plain = ({ channels, users }: typeof before) => ({ users, channels });
      expect(plain(after)).toEqual(plain(before));
      expect(after.clock.now).toBeGreaterThanOrEqual(before.clock.now - 10_000);
      await declare(second, "Again");
      await carded(second, "inc-2-again");
      const { id } = await second.page.channel("inc-1-voice-is-down");
      await second.page.act({ do: "command", channelId: id, line: "/incident update It gets better" });
      await until(async () => (await second.page.messages(id)).some(({ text }) => text.includes("It gets better")), {
        what: "the update in the old channel",
      });
    },
    40_000,
  );

  test("is read by the shell's commands, also while it runs", async () => {
    const folder = temporaryFolder();
    const started = await start({ folder });
    await declare(started, "Voice is down");
    await carded(started, "inc-1-voice-is-down");
    for (const args of [["list"], ["show", "INC-1"], ["export", "INC-1"]]) {
      const program = startProgram({ env: {}, folder, args });
      expect(await program.ended, program.said()).toEqual({ code: 0, signal: null });
      expect(program.printed()).toContain("Voice is down");
    }
  }, 30_000);

  test("is begun anew with --fresh, which removes its own files and nothing else", async () => {
    const folder = temporaryFolder();
    const first = await start({ folder });
    await declare(first, "Voice is down");
    await carded(first, "inc-1-voice-is-down");
    await stop(first, "SIGTERM");
    const state = join(folder, "data/embedded");
    writeFileSync(join(state, "mine.txt"), "kept");
    writeFileSync(join(folder, "data/sitrep.db"), "a Slack's");
    const second = await start({ folder, args: ["--fresh"] });
    expect((await second.page.snapshot()).channels.map(({ name }) => name)).toEqual([
      ...["general", "incidents", "security"],
    ]);
    await declare(second, "Voice is down");
    await carded(second, "inc-1-voice-is-down");
    expect([existsSync(join(state, "mine.txt")), existsSync(join(folder, "data/sitrep.db"))]).toEqual([true, true]);
  }, 30_000);

  test("is held by one program at a time; the second is told where the first is, and takes nothing", async () => {
    const folder = temporaryFolder();
    const first = await start({ folder });
    for (const args of [[], ["--fresh"], ["--port", "0"]]) {
      const { code, said } = await refusal(run({ folder, args }));
      expect(code).toBe(1);
      expect(said).toBe(
        `Sitrep runs on this workspace already, at ${first.address} (process ${first.program.pid}). ` +
          "Open that, or stop it first. If that is no Sitrep, remove data/embedded/running.json.\n",
      );
    }
    await declare(first, "Voice is down");
    await stop(first, "SIGTERM");
    expect(readdirSync(join(folder, "data/embedded"))).not.toContain("running.json");
  }, 30_000);

  test("left by a program which is no more is taken over, also where its number is another's now", async () => {
    await start({ folder: heldFolder(await freePort()) });
  });

  test("stays with whoever answers where it is said to be, should it not say who it is", async () => {
    const { code, said } = await refusal(run({ folder: heldFolder(await anotherProgram()), args: ["--fresh"] }));
    expect([code, said]).toEqual([1, expect.stringMatching(/runs on this workspace already.*remove data.*json\.\n$/)]);
  });

  test("that is damaged is refused with the way out", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "data/embedded"), { recursive: true });
    writeFileSync(join(folder, "data/embedded/workspace.journal"), "nonsense\n");
    const { code, said } = await refusal(run({ folder, args: ["--port", "0"] }));
    expect([code, said]).toEqual([1, expect.stringContaining("npm start -- --fresh")]);
    expect(said.trimEnd().split("\n")).toHaveLength(1);
    await start({ folder, args: ["--fresh"] });
  }, 30_000);
});

describe("The settings", () => {
  test("in sitrep.yml hold here too: severities, and a channel that they name is there", async () => {
    const folder = temporaryFolder();
    const text = "severities: { P1: { meaning: Down } }\nannouncements: { all: [incidents, leads] }\n";
    writeFileSync(join(folder, "sitrep.yml"), text);
    const { page } = await start({ folder });
    const { id } = await page.channel("general");
    await page.act({ do: "command", channelId: id, line: "/incident declare p1 Voice is down" });
    const leads = await page.channel("leads");
    await until(async () => (await page.messages(leads.id)).some(({ text }) => text.includes("Voice is down")), {
      what: "the announcement",
    });
  }, 30_000);

  test("with a mistake are refused with its place, and nothing is started", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "sitrep.yml"), "severities:\n  SEV1:\n    resolve: 4 hrs\n");
    const { code, said } = await refusal(run({ folder }));
    expect(code).toBe(1);
    expect(said.split("\n").slice(0, 2)).toEqual([
      "The settings cannot be used:",
      expect.stringMatching(/^- sitrep\.yml:3:5 severities\.SEV1\.resolve: “4 hrs” is no duration\. Write 4 h/),
    ]);
    expect(readdirSync(folder)).toEqual(["sitrep.yml"]);
  });
});

describe("A port in use", () => {
  test("is said with the way out", async () => {
    const port = await anotherProgram();
    const { code, said } = await refusal(run({ env: { PORT: String(port) } }));
    expect(code).toBe(1);
    expect(said).toBe(`Port ${port} is taken by another program. Take another: npm start -- --port ${port + 1}\n`);
  }, 30_000);

  test("by another Sitrep is said with its address", async () => {
    const { address } = await start();
    const { port } = new URL(address);
    const { said } = await refusal(run({ args: ["--port", port] }));
    expect(said).toContain(`Sitrep is there already: ${address} is another workspace`);
  }, 30_000);
});

test("With Slack's tokens there is no workspace, and what is meant for one is refused", async () => {
  const folder = temporaryFolder();
  const env = {
    SLACK_BOT_TOKEN: "xoxb-1-2-3",
    SLACK_APP_TOKEN: "xapp-1-A1-3",
    SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`,
  };
  const refused = startProgram({ env, folder, args: ["--fresh"] });
  expect(await refused.ended).toMatchObject({ code: 1 });
  expect(refused.said()).toMatch(/^With Slack's tokens set, .*--fresh has no meaning there. Nothing was changed.\n$/);
  expect(readdirSync(folder)).toEqual([]);

  const program = startProgram({ env, folder });
  await until(() => program.said().includes("Sitrep runs."), { what: "the bot", timeoutMs: 15_000 });
  expect(readdirSync(join(folder, "data")).filter((name) => !name.startsWith("sitrep.db"))).toEqual([]);
  program.signal("SIGTERM");
  await program.ended;
}, 30_000);

test("The workspace is as strict as Slack, but a fast clock leaves a form the time that it has", async () => {
  const { page, address } = await start();
  const { id: channelId } = await page.channel("general");
  await page.act({ do: "clock", rate: 3_600 });
  await page.act({ do: "command", channelId, line: "/incident declare" });
  await formIn(page);
  await page.act({ do: "clock", rate: 0 });

  // As the bot would: more calls than a method's tier allows.
  const headers = { authorization: "Bearer xoxb-1000000000001-1000000000002-embeddedWorkspaceBotToken" };
  const list = async (): Promise<number> => (await fetch(`${address}api/users.list`, { headers })).status;
  const answers = new Set<number>();
  for (let call = 0; call < 200 && !answers.has(429); call += 1) answers.add(await list());
  expect([...answers]).toEqual([200, 429]);
}, 30_000);

test("A jump of the clock reaches the bot: a promised update is asked for at its time", async () => {
  const started = await start();
  const { page } = started;
  await declare(started, "Voice is down");
  await carded(started, "inc-1-voice-is-down");
  const { id: channelId, pins } = await page.channel("inc-1-voice-is-down");
  const card = (await page.messages(channelId)).find(({ ts }) => ts === pins[0]?.ts);
  const { block_id: blockId } = placeOf(card?.blocks ?? [], actions.postUpdate);
  const place = { channelId, ts: card?.ts ?? "" };
  await page.act({ do: "act", place, blockId, actionId: actions.postUpdate, value: null });
  const view = await formIn(page);
  const values = {
    [inputs.text]: { [inputs.text]: "Carriers are looking" },
    [inputs.nextUpdate]: { [inputs.nextUpdate]: "30" },
  };
  expect(await page.act({ do: "submit", viewId: view.id, values })).toEqual({ ok: true });
  const promisedAt = (await page.snapshot()).clock.now + 1_800_000;

  await page.act({ do: "jump", byMs: 3_600_000 });
  expect((await page.snapshot()).clock.now).toBeGreaterThanOrEqual(promisedAt + 1_790_000);
  const due = (await page.messages(channelId)).filter(({ text }) => /update is due/i.test(text));
  expect(due).toHaveLength(1);
  expect(Math.abs(Number(due[0]?.ts) * 1_000 - promisedAt)).toBeLessThan(30_000);
}, 30_000);
