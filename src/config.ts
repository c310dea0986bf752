// The environment, read once and told back as frozen data. The only reader of process.env.
// Never prints the value of a secret, and names every problem at once with where its answer is to be found.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type LogLevel, logLevels } from "./log.ts";

/** A channel by its id, or by its name without `#`. */
export type ChannelReference = { readonly id: string } | { readonly name: string };

type Common = {
  /** A file's path, `:memory:`, a `file:` or `sqlite:` address, or a `postgres:` one. */
  readonly databaseUrl: string;
  /** Null: sitrep.yml of the working directory, if there is one. The two below it hold where that is silent. */
  readonly settingsFile: string | null;
  readonly announceChannel: ChannelReference | null;
  readonly exportTimeZone: string;
  readonly logLevel: LogLevel;
};

/** No Slack variable at all: the embedded workspace. */
export type EmbeddedConfig = Common & { readonly mode: "embedded"; readonly slack: null; readonly port: number | null };

export type SocketConfig = Common & {
  readonly mode: "socket";
  readonly slack: { readonly botToken: string; readonly appToken: string; readonly apiUrl: string };
  /** For health and readiness; null: no port is opened. 0: any free one. */
  readonly port: number | null;
};

export type HttpConfig = Common & {
  readonly mode: "http";
  readonly slack: { readonly botToken: string; readonly signingSecret: string; readonly apiUrl: string };
  readonly port: number;
};

export type Config = EmbeddedConfig | SocketConfig | HttpConfig;

export const isSlackConfig = (config: Config): config is SocketConfig | HttpConfig => config.mode !== "embedded";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used. `problems` are whole sentences; the message holds them all. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(["The configuration cannot be used:", ...problems.map((problem) => `- ${problem}`)].join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const whereBotToken =
  "Get it at api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token; it begins with xoxb-.";
const whereAppToken =
  "Get it at api.slack.com/apps → your app → Basic Information → App-Level Tokens (scope connections:write); " +
  "it begins with xapp-.";
const whereSecret = "Get it at api.slack.com/apps → your app → Basic Information → App Credentials → Signing Secret.";

/** A token of another kind was pasted: said by its kind, never by its value. */
const tokenKinds: readonly [prefix: string, kind: string][] = [
  ["xoxe.", "a rotating token, which dies after 12 hours (turn token rotation off for the app)"],
  ["xoxb-", "a bot token"],
  ["xapp-", "an app-level token"],
  ["xoxp-", "a user's token"],
];

function token(prefix: string, where: string) {
  return z.string().superRefine((value, context) => {
    if (value.startsWith(prefix) && /^[\w-]+$/.test(value) && value.length > prefix.length) return;
    const kind = tokenKinds.find(([begin]) => begin !== prefix && value.startsWith(begin))?.[1];
    const wrong = kind === undefined ? `does not have the form of a token (${prefix}…, no quotes)` : `holds ${kind}`;
    context.addIssue({ code: "custom", message: `${wrong}. ${where}` });
  });
}

const signingSecret = z
  .string()
  .refine(
    (value) => /^\w{16,}$/.test(value),
    `does not have the form of a signing secret (32 hex digits). ${whereSecret}`,
  );

const apiUrl = z
  .string()
  .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ""), {
    message: "is not an http(s) address. Leave it out to use Slack's own, https://slack.com/api/.",
  })
  .transform((value) => (value.endsWith("/") ? value : `${value}/`));

const databaseUrl = z.string().superRefine((value, context) => {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(value)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === "file" || scheme === "sqlite" || value === ":memory:") return;
  const isPostgres = scheme === "postgres" || scheme === "postgresql";
  if (isPostgres && URL.canParse(value) && value.includes("//")) return;
  const wrong = isPostgres ? "is not a whole PostgreSQL address" : `begins with ${scheme}:, which Sitrep does not know`;
  const instead = "Give a file's path, such as data/sitrep.db, or postgres://user:password@host:5432/database";
  context.addIssue({
    code: "custom",
    message: `${wrong}. ${instead} (characters such as @ / # in the password percent-encoded).`,
  });
});

const announceChannel = z.string().transform((value, context): ChannelReference => {
  if (/^[CG][A-Z0-9]{6,}$/.test(value)) return Object.freeze({ id: value });
  const name = value.replace(/^#/, "");
  if (/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]{1,80}$/u.test(name)) return Object.freeze({ name });
  context.addIssue({
    code: "custom",
    message:
      "is neither a channel's name (incidents or #incidents, in lower case) nor its id (C0123456789). " +
      "Find the id in Slack: the channel's name → About, at the bottom.",
  });
  return z.NEVER;
});

const timeZone = z.string().transform((value, context): string => {
  try {
    if (/^[a-z]/i.test(value)) return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // Not about the zone's name.
  }
  context.addIssue({ code: "custom", message: "is not an IANA time zone. Give one such as Europe/Berlin or UTC." });
  return z.NEVER;
});

const port = z.string().transform((value, context): number => {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= 65_535) return number;
  context.addIssue({ code: "custom", message: "is not a port. Give a whole number from 1 to 65535, such as 3000." });
  return z.NEVER;
});

const logLevel = z.enum(logLevels, { error: `is not one of ${logLevels.join(", ")}. Leave it out for the usual.` });

const variables = z.object({
  SLACK_BOT_TOKEN: token("xoxb-", whereBotToken).optional(),
  SLACK_APP_TOKEN: token("xapp-", whereAppToken).optional(),
  SLACK_SIGNING_SECRET: signingSecret.optional(),
  SLACK_API_URL: apiUrl.optional(),
  DATABASE_URL: databaseUrl.optional(),
  SITREP_CONFIG: z.string().optional(),
  SITREP_ANNOUNCE_CHANNEL: announceChannel.optional(),
  SITREP_TIME_ZONE: timeZone.default("UTC"),
  PORT: port.optional(),
  LOG_LEVEL: logLevel.optional(),
});

/** The embedded workspace's own, apart from what is Slack's. */
export const embeddedFolder = "data/embedded";

/** What holds where nothing is said. In the embedded workspace a person looks at the page, not at the lines. */
const defaults = {
  slack: { databaseUrl: "data/sitrep.db", logLevel: "info" },
  embedded: { databaseUrl: `${embeddedFolder}/sitrep.db`, logLevel: "warn" },
} as const;

/** What half a Slack configuration lacks. With no Slack variable at all nothing is missing: it is embedded. */
function missing(given: (name: string) => boolean): string[] {
  const problems: string[] = [];
  const slackNames = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL"];
  if (!slackNames.some(given)) return problems;
  if (!given("SLACK_BOT_TOKEN")) problems.push(`SLACK_BOT_TOKEN is missing. ${whereBotToken}`);
  if (given("SLACK_APP_TOKEN")) return problems;
  if (!given("SLACK_SIGNING_SECRET")) {
    const instead = "(To be called over HTTP instead, set SLACK_SIGNING_SECRET and PORT.)";
    problems.push(`SLACK_APP_TOKEN is missing. ${whereAppToken} ${instead}`);
  } else if (!given("PORT")) {
    const instead = "For Socket Mode, which needs no port, set SLACK_APP_TOKEN instead.";
    problems.push(`PORT is missing: with SLACK_SIGNING_SECRET Slack calls Sitrep, on this port. ${instead}`);
  }
  return problems;
}

function deepFreeze<T extends Config>(config: T): T {
  if (config.slack !== null) Object.freeze(config.slack);
  return Object.freeze(config);
}

/**
 * The configuration that these variables describe. An empty or blank variable counts as absent. SLACK_APP_TOKEN wins
 * over SLACK_SIGNING_SECRET: an app with Socket Mode on is never called over HTTP (FACTS 1.3).
 * Throws a ConfigError that names every problem.
 */
export function readConfig(env: Environment): Config {
  const raw: Record<string, string | undefined> = {};
  for (const name of variables.keyof().options) raw[name] = env[name]?.trim() || undefined;

  const parsed = variables.safeParse(raw);
  const malformed = parsed.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];
  const problems = [...missing((name) => raw[name] !== undefined), ...malformed];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const found = parsed.data;
  const silent = found.SLACK_BOT_TOKEN === undefined ? defaults.embedded : defaults.slack;
  const common: Common = {
    databaseUrl: found.DATABASE_URL ?? silent.databaseUrl,
    settingsFile: found.SITREP_CONFIG ?? null,
    announceChannel: found.SITREP_ANNOUNCE_CHANNEL ?? null,
    exportTimeZone: found.SITREP_TIME_ZONE,
    logLevel: found.LOG_LEVEL ?? silent.logLevel,
  };
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = found;
  const { SLACK_API_URL: address = "https://slack.com/api/", PORT: openPort = null } = found;
  if (botToken !== undefined && appToken !== undefined) {
    const slack = { botToken, appToken, apiUrl: address };
    return deepFreeze({ ...common, mode: "socket", slack, port: openPort });
  }
  if (botToken !== undefined && secret !== undefined && openPort !== null) {
    const slack = { botToken, signingSecret: secret, apiUrl: address };
    return deepFreeze({ ...common, mode: "http", slack, port: openPort });
  }
  return deepFreeze({ ...common, mode: "embedded", slack: null, port: openPort });
}

/**
 * The configuration of this process: its environment and, where that is silent, the file `.env` of `folder` (by default
 * the working directory). Throws a ConfigError.
 */
export function readConfigFromProcess(folder = process.cwd()): Config {
  const file = join(folder, ".env");
  if (existsSync(file)) {
    try {
      process.loadEnvFile(file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ConfigError([`${file} cannot be read (${why}). Make it a file that this user may read, or remove it.`]);
    }
  }
  return readConfig(process.env);
}

/**
 * Whether a browser can be opened for the person at this machine: not over SSH, not in CI, and on Linux only where
 * there is a screen (or Windows around it).
 */
export function canOpenBrowser(env: Environment = process.env, platform: string = process.platform): boolean {
  const has = (name: string): boolean => (env[name] ?? "") !== "";
  if (has("CI") || has("SSH_CONNECTION") || has("SSH_TTY")) return false;
  return platform !== "linux" || has("DISPLAY") || has("WAYLAND_DISPLAY") || has("WSL_DISTRO_NAME");
}

/** For the log to black out. */
export function secretsOf(config: Config): string[] {
  if (config.slack === null) return [];
  const { apiUrl: _, ...secrets } = config.slack;
  return Object.values(secrets);
}
