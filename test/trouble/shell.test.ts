import { execFile } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { realClock } from "../../src/clock.ts";
import { openStore } from "../../src/store/store.ts";
import { startWorkspace } from "../../src/workspace/workspace.ts";
import { aCommit, anEvent, anIncident } from "../contract/store-fixtures.ts";
import { temporaryFolder } from "../support/folder.ts";
import { manifest } from "../support/manifest.ts";
import { npmCli } from "../support/npm.ts";
import { connected, type Environment, root, socketEnvironment, startProgram } from "../support/program.ts";
import { until } from "../support/until.ts";
import { incidentSeen } from "./declared.ts";

const runFile = promisify(execFile);

type Said = { code: number | null; out: string; err: string };

/** One command of the shell, in a folder where there is nothing but what the test has put there. */
async function sitrep(args: readonly string[], env: Environment = {}): Promise<Said> {
  const program = startProgram({ args, env, folder: temporaryFolder() });
  const { code } = await program.ended;
  return { code, out: program.printed(), err: program.said() };
}

/** As it is written in the README; npm finds the Node that the repository brings. */
async function npmRun(args: readonly string[], env: Environment): Promise<string> {
  const flags = [npmCli(), "run", "-s", "sitrep", "--", ...args];
  const { stdout } = await runFile(process.execPath, flags, { cwd: root, env, encoding: "utf8" });
  return stdout;
}

/** A bot that runs, with one incident: declared, updated, resolved, its postmortem uploaded. */
async function running() {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  onTestFinished(() => workspace.stop());
  const sam = workspace.addPerson({ name: "sam", tz: "Europe/London" });
  workspace.addChannel({ name: "incidents", members: ["sam"] });
  workspace.addChannel({ name: "general", members: ["sam"] });
  const folder = temporaryFolder();
  const env = socketEnvironment(workspace, folder);
  const program = startProgram({ env, folder });
  await connected(program, workspace);
  for (const line of [
    "declare sev2 Checkout is <failing> | 日本 *now*",
    "update INC-1 No connections left",
    "resolve INC-1 More of them",
  ]) {
    expect((await sam.command(`/incident ${line}`, { channel: "general" })).error).toBeNull();
  }
  await until(() => incidentSeen(workspace, 1)[0]?.said.length === 2, { what: "both updates", timeoutMs: 10_000 });
  await until(() => incidentSeen(workspace, 1)[0]?.bookmarks.length === 1, { what: "the bookmark" });
  await sam.command("/incident export INC-1", { channel: "general" });
  const [channel] = workspace.channels().filter(({ name }) => name.startsWith("inc-1-"));
  const file = await workspace.until("the file", () => {
    const id = channel?.messages.flatMap(({ fileIds }) => fileIds)[0];
    return id === undefined ? null : workspace.file(id);
  });
  return { env, file, program, workspace };
}

describe("While the bot runs", () => {
  test("the shell lists, shows and exports; the export is the uploaded file, byte for byte", async () => {
    const { env, file, program } = await running();
    const { DATABASE_URL = "" } = env;
    const path = { PATH: ["/usr/bin", "/bin"].join(delimiter), DATABASE_URL };
    expect(await npmRun(["list"], path)).toMatch(
      /^ID .*\nINC-1 +SEV2 +resolved .* Checkout is <failing> \| 日本 \*now\*\n$/,
    );
    expect(await npmRun(["show", "inc-1"], path)).toMatch(/^INC-1 Checkout is <failing>[\s\S]*More of them/);
    const exported = await npmRun(["export", "INC-1"], path);
    expect(Buffer.from(exported, "utf8").equals(file.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(exported.length).toBeGreaterThan(500);
    expect((await sitrep(["export", "1"], { DATABASE_URL })).out).toBe(exported);
    expect(program.isRunning(), program.said()).toBe(true);
    expect(program.said()).toBe("");
  }, 60_000);
});

describe("npm's scripts", () => {
  test("run the Node that the repository brings, whatever Node comes first on the machine", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "node"), "#!/bin/sh\necho the wrong node >&2\nexit 9\n", { mode: 0o755 });
    const PATH = [folder, "/usr/bin", "/bin"].join(delimiter);
    expect(await npmRun(["help"], { PATH })).toMatch(/^sitrep: runs incidents from Slack/);
    const half = { PATH, SLACK_BOT_TOKEN: "xoxb-1-2-abcdefghij" };
    const flags = [npmCli(), "start", "-s"];
    const failed = await runFile(process.execPath, flags, { cwd: root, env: half, encoding: "utf8" }).catch(
      (error: unknown) => error as { code: number; stderr: string },
    );
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("SLACK_APP_TOKEN is missing") });
  }, 30_000);
});

async function aDatabase(): Promise<string> {
  const path = join(temporaryFolder(), "sitrep.db");
  const store = await openStore(path);
  await store.commit(aCommit({ events: [anEvent()], incident: anIncident(1) }));
  await store.close();
  return path;
}

describe("What the shell can't do is said in one sentence, without a stack, and ends with 1:", () => {
  const emptied = async (): Promise<Environment> => {
    const path = join(temporaryFolder(), "sitrep.db");
    await (await openStore(path)).close();
    return { DATABASE_URL: path };
  };
  const cases: { args: string[]; says: RegExp }[] = [
    { args: ["frobnicate"], says: /^"frobnicate" is no command: start, list, show, export/ },
    { args: ["__proto__"], says: /^"__proto__" is no command/ },
    { args: ["export"], says: /^"" is no incident: name one as INC-42\.$/ },
    { args: ["show", "checkout"], says: /^"checkout" is no incident/ },
    { args: ["show", "INC-0"], says: /^"INC-0" is no incident/ },
    { args: ["export", "INC-999"], says: /^There is no INC-999 in .*list/ },
  ];
  test.each(cases)("$args", async ({ args, says }) => {
    const { code, out, err } = await sitrep(args, await emptied());
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err.trimEnd()).toMatch(says);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  test.each(["list", "show INC-1", "export INC-1"])("%s, where there is no database yet", async (line) => {
    const path = join(temporaryFolder(), "data", "sitrep.db");
    const { code, err } = await sitrep(line.split(" "), { DATABASE_URL: path });
    expect(code).toBe(1);
    expect(err).toBe(`There is no database at ${path}. Start the bot once (npm start), or correct DATABASE_URL.\n`);
    expect(existsSync(dirname(path))).toBe(false);
  });
});

describe("A database that can't be used is refused at the start, with the fix, and left as it is:", () => {
  const tokens = { SLACK_BOT_TOKEN: "xoxb-1-2-abcdefghij", SLACK_APP_TOKEN: "xapp-1-A1-1-abcdefghij" };
  const start = (path: string): Promise<Said> => sitrep([], { ...tokens, DATABASE_URL: path });
  const refused = ({ code, err }: Said): string => {
    expect(code).toBe(1);
    expect(err).not.toMatch(/\n\s+at /);
    return err;
  };

  test("one of a newer Sitrep", async () => {
    const path = await aDatabase();
    const client = new Database(path);
    client.exec("insert into sitrep_migrations values (99999999999999)");
    client.close();
    expect(refused(await start(path))).toContain("written by a newer Sitrep than this one. Install the newer version");
    expect((await sitrep(["list"], { DATABASE_URL: path })).err).toContain("newer Sitrep");
  });

  test("one that is damaged, and a file that is none", async () => {
    const path = await aDatabase();
    const bytes = readFileSync(path).fill(0xa5, 4096 * 2, 4096 * 8);
    writeFileSync(path, bytes);
    expect(refused(await start(path))).toMatch(/damaged.*restore a backup/i);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const notes = join(temporaryFolder(), "notes.txt");
    writeFileSync(notes, "Not a database, but somebody's notes. ".repeat(40));
    expect(refused(await start(notes))).toContain("It is not an SQLite database. Correct DATABASE_URL");
    expect(readFileSync(notes, "utf8")).toMatch(/^Not a database/);
  });

  test("one in a read-only folder", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o555 });
    const isRoot = process.getuid?.() === 0;
    // Root may write anywhere, so the program runs as somebody else.
    const user = isRoot ? { user: { uid: 65534, gid: 65534 } } : {};
    if (isRoot) chownSync(folder, 65534, 65534);
    const env = { ...tokens, DATABASE_URL: join(closed, "sitrep.db") };
    const program = startProgram({ env, folder, ...user });
    const { code } = await program.ended;
    expect(refused({ code, out: "", err: program.said() })).toMatch(/^The folder .* is read-only.*Make it writable/);
    expect(existsSync(join(closed, "sitrep.db"))).toBe(false);
    expect(realpathSync(closed)).toContain("closed");
  });
});
