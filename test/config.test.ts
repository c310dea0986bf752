import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, canOpenBrowser, type Environment, readConfig, secretsOf } from "../src/config.ts";
import { temporaryFolder } from "./support/folder.ts";

const botToken = "xoxb-1-2-hunter2";
const appToken = "xapp-1-A1-hunter2";
const signingSecret = "0123456789abcdef0123456789abcdef";
const socket = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };

/** What readConfig has against this environment; empty: nothing. */
function problems(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).toContain(error.problems[0]);
    return error.problems;
  }
}

describe("What to connect to", () => {
  test("nothing set: the embedded workspace, whose state is apart from a Slack's, and everything has a default", () => {
    expect(readConfig({})).toEqual({
      mode: "embedded",
      slack: null,
      databaseUrl: "data/embedded/sitrep.db",
      settingsFile: null,
      announceChannel: null,
      exportTimeZone: "UTC",
      port: null,
      logLevel: "warn",
    });
    expect(readConfig(socket)).toMatchObject({ databaseUrl: "data/sitrep.db", logLevel: "info" });
  });

  test("both tokens: Socket Mode", () => {
    expect(readConfig(socket)).toMatchObject({
      mode: "socket",
      slack: { botToken, appToken, apiUrl: "https://slack.com/api/" },
      port: null,
    });
    expect(readConfig({ ...socket, PORT: "8080" })).toMatchObject({ mode: "socket", port: 8080 });
  });

  test("bot token, signing secret and port: HTTP", () => {
    const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, PORT: "3000" };
    expect(readConfig(env)).toMatchObject({ mode: "http", slack: { botToken, signingSecret }, port: 3000 });
  });

  test("both ways at once: Socket Mode, for then Slack does not call over HTTP", () => {
    expect(readConfig({ ...socket, SLACK_SIGNING_SECRET: signingSecret }).mode).toBe("socket");
  });

  test("blank variables, as a copied .env.example has them, count as absent", () => {
    expect(readConfig({ SLACK_BOT_TOKEN: "", SLACK_APP_TOKEN: "  ", PORT: "", DATABASE_URL: "" }).mode).toBe(
      "embedded",
    );
    expect(readConfig({ ...socket, SLACK_BOT_TOKEN: ` ${botToken}\n` }).slack).toMatchObject({ botToken });
  });

  test("the result cannot be changed", () => {
    const config = readConfig({ ...socket, SITREP_ANNOUNCE_CHANNEL: "incidents" });
    expect([config, config.slack, config.announceChannel].every(Object.isFrozen)).toBe(true);
  });

  test("the log is told which values are secret", () => {
    const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, PORT: "3000" };
    expect(secretsOf(readConfig(env))).toEqual([botToken, signingSecret]);
    expect(secretsOf(readConfig({}))).toEqual([]);
  });
});

describe("Half a configuration names what is missing", () => {
  test.each<[string, Environment, string[]]>([
    ["the app token", { SLACK_BOT_TOKEN: botToken }, ["SLACK_APP_TOKEN is missing"]],
    ["the bot token", { SLACK_APP_TOKEN: appToken }, ["SLACK_BOT_TOKEN is missing"]],
    ["the bot token and the port", { SLACK_SIGNING_SECRET: signingSecret }, ["SLACK_BOT_TOKEN is", "PORT is missing"]],
    ["the port", { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret }, ["PORT is missing"]],
    ["both tokens", { SLACK_API_URL: "http://localhost:1/api/" }, ["SLACK_BOT_TOKEN is", "SLACK_APP_TOKEN is"]],
  ])("%s", (_, env, expected) => {
    const found = problems(env);
    expect(found).toHaveLength(expected.length);
    for (const [i, begin] of expected.entries()) expect(found[i]).toMatch(new RegExp(`^${begin}`));
    for (const problem of found) expect(problem).toMatch(/api\.slack\.com\/apps|SLACK_APP_TOKEN instead/);
  });

  test("PORT and the database alone are no half configuration", () => {
    expect(readConfig({ PORT: "3000", DATABASE_URL: ":memory:" })).toMatchObject({ mode: "embedded", port: 3000 });
  });
});

describe("A malformed variable is named with where to get it, and no secret is printed", () => {
  test.each<[string, Environment, RegExp]>([
    ["a user's token", { ...socket, SLACK_BOT_TOKEN: "xoxp-hunter2" }, /^SLACK_BOT_TOKEN holds a user's token.*OAuth/],
    ["the tokens swapped", { ...socket, SLACK_BOT_TOKEN: appToken }, /^SLACK_BOT_TOKEN holds an app-level token/],
    ["a rotating token", { ...socket, SLACK_BOT_TOKEN: "xoxe.xoxb-1-hunter2" }, /rotating.*rotation off/],
    ["a quoted token", { ...socket, SLACK_BOT_TOKEN: `"${botToken}"` }, /^SLACK_BOT_TOKEN does not.*no quotes/],
    ["a bare prefix", { ...socket, SLACK_APP_TOKEN: "xapp-" }, /^SLACK_APP_TOKEN does not have.*App-Level Tokens/],
    ["a short secret", { ...socket, SLACK_SIGNING_SECRET: "hunter2" }, /^SLACK_SIGNING_SECRET does not.*Credentials/],
    ["no address", { ...socket, SLACK_API_URL: "slack.com" }, /^SLACK_API_URL is not an http/],
    ["another protocol", { ...socket, SLACK_API_URL: "ftp://slack.com" }, /^SLACK_API_URL is not an http/],
    ["another database", { DATABASE_URL: "mysql://u:hunter2@h/d" }, /^DATABASE_URL begins with mysql:.*postgres:/],
    ["half an address", { DATABASE_URL: "postgres:hunter2" }, /^DATABASE_URL is not a whole PostgreSQL/],
    ["a broken address", { DATABASE_URL: "postgres://u:hunter2@h:x/d" }, /^DATABASE_URL is not.*percent-encoded/],
    ["a channel in capitals", { SITREP_ANNOUNCE_CHANNEL: "#Incidents" }, /^SITREP_ANNOUNCE_CHANNEL is neither/],
    ["two channels", { SITREP_ANNOUNCE_CHANNEL: "a b" }, /^SITREP_ANNOUNCE_CHANNEL is neither/],
    ["an unknown zone", { SITREP_TIME_ZONE: "Europe/Atlantis" }, /^SITREP_TIME_ZONE is not an IANA/],
    ["an offset", { SITREP_TIME_ZONE: "+02:00" }, /^SITREP_TIME_ZONE is not an IANA/],
    ["port 65536", { PORT: "65536" }, /^PORT is not a port/],
    ["port -1", { PORT: "-1" }, /^PORT is not a port/],
    ["port 80.5", { PORT: "80.5" }, /^PORT is not a port/],
    ["a wordy port", { PORT: "http" }, /^PORT is not a port/],
    ["a loud level", { LOG_LEVEL: "verbose" }, /^LOG_LEVEL is not one of debug, info/],
  ])("%s", (_, env, expected) => {
    const found = problems(env);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
    expect(found[0]).not.toContain("hunter2");
    expect(found[0]).toMatch(/\.$/);
  });

  test("all problems come at once", () => {
    const found = problems({ SLACK_BOT_TOKEN: "hunter2", PORT: "x", LOG_LEVEL: "x", SITREP_TIME_ZONE: "x" });
    expect(found.map((problem) => problem.split(" ")[0])).toEqual([
      "SLACK_APP_TOKEN",
      "SLACK_BOT_TOKEN",
      "SITREP_TIME_ZONE",
      "PORT",
      "LOG_LEVEL",
    ]);
  });
});

describe("What is well formed is understood", () => {
  test.each([
    ["incidents", { name: "incidents" }],
    ["#incidents-2_x", { name: "incidents-2_x" }],
    ["#störungen", { name: "störungen" }],
    ["#障害", { name: "障害" }],
    ["C0123456789", { id: "C0123456789" }],
    ["G0123456789", { id: "G0123456789" }],
  ])("the channel %s", (value, expected) => {
    expect(readConfig({ SITREP_ANNOUNCE_CHANNEL: value }).announceChannel).toEqual(expected);
  });

  test.each([
    "data/sitrep.db",
    "/var/lib/sitrep.db",
    "file:data/x.db",
    "sqlite:x.db",
    ":memory:",
    "C:\\sitrep.db",
    "postgres://u:p%40@h:5432/d",
    "postgresql:///d",
  ])("the database %s", (value) => {
    expect(readConfig({ DATABASE_URL: value }).databaseUrl).toBe(value);
  });

  test("an address without its last slash, a zone in lower case, the lowest and highest port", () => {
    expect(readConfig({ ...socket, SLACK_API_URL: "http://127.0.0.1:4/api" }).slack?.apiUrl).toBe(
      "http://127.0.0.1:4/api/",
    );
    expect(readConfig({ SITREP_TIME_ZONE: "europe/berlin" }).exportTimeZone).toBe("Europe/Berlin");
    expect([readConfig({ PORT: "0" }).port, readConfig({ PORT: "65535" }).port]).toEqual([0, 65_535]);
  });
});

test.each<[string, Environment, string, boolean]>([
  ["on a Mac", {}, "darwin", true],
  ["on Windows", {}, "win32", true],
  ["on Linux with a screen", { DISPLAY: ":0" }, "linux", true],
  ["on Linux with Wayland", { WAYLAND_DISPLAY: "wayland-0" }, "linux", true],
  ["on Linux inside Windows", { WSL_DISTRO_NAME: "Debian" }, "linux", true],
  ["on Linux without a screen", { DISPLAY: "" }, "linux", false],
  ["over SSH", { DISPLAY: ":0", SSH_CONNECTION: "192.0.2.1 1 192.0.2.2 22" }, "linux", false],
  ["over SSH to a Mac", { SSH_TTY: "/dev/ttys0" }, "darwin", false],
  ["in CI", { CI: "true" }, "darwin", false],
])("A browser, %s", (_, env, platform, expected) => {
  expect(canOpenBrowser(env, platform)).toBe(expected);
});

test(".env.example names every variable that is read, and no other", () => {
  const asked = new Set<string>();
  const spy = new Proxy<Environment>({}, { get: (_, name) => void asked.add(String(name)) });
  readConfig(spy);
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const named = Array.from(example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm), (match) => match[1]);
  expect(named.toSorted()).toEqual([...asked].toSorted());
  expect(new Set(named).size).toBe(named.length);
});

test(".env.example is valid as it stands, and with every comment sign removed", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const env = Object.fromEntries(
    Array.from(example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$/gm), (m) => [m[1], m[2]]),
  );
  expect(problems({ ...env, SLACK_API_URL: "" })).toEqual([]);
  expect(problems({ ...env, ...socket })).toEqual([]);
});

describe("The process's own environment", () => {
  const script = `
    import { readConfigFromProcess } from ${JSON.stringify(new URL("../src/config.ts", import.meta.url).href)};
    try { console.log(JSON.stringify(readConfigFromProcess())); }
    catch (error) { console.log(error.name, error.message); }`;
  const read = (cwd: string, env: Record<string, string>): string =>
    spawnSync("node", ["--input-type=module", "--eval", script], {
      cwd,
      encoding: "utf8",
      env: { PATH: [join(import.meta.dirname, "../node_modules/.bin"), "/usr/bin", "/bin"].join(":"), ...env },
    }).stdout;

  test("is completed by .env, and wins over it", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, ".env"), "PORT=1111\nLOG_LEVEL=debug\nSITREP_ANNOUNCE_CHANNEL='#incidents'\n");
    expect(JSON.parse(read(folder, { PORT: "2222" }))).toMatchObject({
      port: 2222,
      logLevel: "debug",
      announceChannel: { name: "incidents" },
    });
  });

  test("needs no .env", () => {
    expect(JSON.parse(read(temporaryFolder(), {}))).toMatchObject({ mode: "embedded", port: null });
  });

  test("a .env that cannot be read is named with its path", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, ".env"));
    expect(read(folder, {})).toMatch(/^ConfigError [\s\S]*\.env cannot be read.*or remove it/);
  });
});
