// Structured lines on stderr: JSON where a machine reads them, plain words where a person does.
// Never lets a secret out: each line is searched, as a whole, before it is written. Rooms know the type Log, not pino.

import { destination as fileDestination, type LoggerOptions, pino, stdSerializers, stdTimeFunctions } from "pino";
import type { Clock } from "./clock.ts";

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** An Error goes under the key `error`; its stack and causes are written out. */
export type LogFields = Readonly<Record<string, unknown>>;

export type Log = {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** The same log with these fields on each line. */
  child(fields: LogFields): Log;
};

export type LogOptions = {
  level: LogLevel;
  /** Whose time the lines carry; the host's when there is none. */
  clock?: Pick<Clock, "now">;
  /** Where the lines go, one call each, newline included; stderr when there is none. */
  destination?: { write(line: string): void };
  /** Plain words instead of JSON; by default where stderr is a terminal. */
  isForPeople?: boolean;
  /** Values that no pattern can tell from an ordinary word, such as the signing secret. */
  secrets?: readonly string[];
};

const redacted = "[redacted]";
const secretWords = "token|authorization|password|secret|cookie";
const secretKey = new RegExp(secretWords, "i");
/** A shorter value would black out ordinary words. */
const shortestSecret = 6;

const secretPatterns: readonly [RegExp, string][] = [
  // Slack's tokens, rotated ones too (xoxe.xoxb-1-…). The kind stays: it helps whoever reads the line.
  [/((?:xox[a-z]\.)?xox[a-z]|xapp)-[\w-]+/gi, `$1-${redacted}`],
  // A password may itself hold an @, so everything up to the last one before a blank or a quote goes.
  [/(postgres(?:ql)?:\/\/[^:@\s/"]*:)[^\s"]+@/gi, `$1${redacted}@`],
  [/(password=)[^\s&"'\\]+/gi, `$1${redacted}`],
  // JSON that was put into a string before it came here.
  [new RegExp(`(\\\\+"[^"\\\\]*(?:${secretWords})[^"\\\\]*\\\\+"\\s*:\\s*\\\\+")[^"\\\\]+`, "gi"), `$1${redacted}`],
  [/\b((?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/g, `$1${redacted}`],
  // Whoever holds one of these addresses may post, or open the socket, without any token.
  [/(hooks\.slack\.com\/)[^\s"\\]+/gi, `$1${redacted}`],
  [/([?&]ticket=)[^\s&"\\]+/gi, `$1${redacted}`],
];

/** A JSON line without its secrets, whatever key or depth they were at; for other text, the patterns alone. */
function redactLine(line: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= shortestSecret);
  const parsed: unknown = JSON.parse(line, (key, value: unknown) => {
    if (value !== null && value !== undefined && secretKey.test(key)) return redacted;
    if (typeof value !== "string") return value;
    return known.reduce((text, secret) => text.replaceAll(secret, redacted), value);
  });
  return secretPatterns.reduce((text, [pattern, instead]) => text.replace(pattern, instead), JSON.stringify(parsed));
}

/** Control characters could rewrite the terminal of whoever reads; a pasted title must not be able to. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\t" ? " " : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function formatValue(value: unknown): string {
  if (typeof value === "string" && /^[\w.:/@#+-]+$/.test(value)) return value;
  return printable(JSON.stringify(value));
}

/** One JSON line in words: `10:25:03.120 WARN  The card waits  channel=C1 attempts=2`, stacks indented below. */
function formatForPeople(line: string): string {
  const { level, time, message, error, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const stamp = `${String(time).slice(11, 23)} ${String(level).toUpperCase().padEnd(5)}`;
  const head = `${stamp} ${printable(String(message ?? ""))}`;
  const tail = Object.entries(fields).map(([key, value]) => ` ${printable(key)}=${formatValue(value)}`);
  const first = [head, ...tail].join(" ").trimEnd();
  if (error === undefined) return `${first}\n`;
  const { stack, type: _, message: __, ...rest } = Object(error) as Record<string, unknown>;
  const below = typeof stack === "string" ? stack.split("\n") : [formatValue(error)];
  if (typeof stack === "string" && Object.keys(rest).length > 0) below.push(formatValue(rest));
  return `${[first, ...below.map((row) => `    ${printable(row)}`)].join("\n")}\n`;
}

/** The log of the program. Lines to stderr are written at once, so that a crash loses none. */
export function createLog(options: LogOptions): Log {
  const { clock, secrets = [] } = options;
  const isForPeople = options.isForPeople ?? (options.destination === undefined && process.stderr.isTTY === true);
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    messageKey: "message",
    errorKey: "error",
    serializers: { error: stdSerializers.err, err: stdSerializers.err },
    formatters: { level: (label) => ({ level: label }) },
    timestamp:
      clock === undefined
        ? stdTimeFunctions.isoTime
        : () => `,"time":"${new Date(Math.trunc(clock.now())).toISOString()}"`,
    hooks: {
      streamWrite(line) {
        const safe = redactLine(line, secrets);
        return isForPeople ? formatForPeople(safe) : `${safe}\n`;
      },
    },
  };
  return pino(settings, options.destination ?? fileDestination({ fd: 2, sync: true }));
}

/** A log that says nothing, for the rooms' tests. */
export const silentLog: Log = createLog({ level: "silent", destination: { write: () => undefined } });

/**
 * What Bolt, WebClient and SocketModeClient expect of a logger, told by its shape. `Level` is their LogLevel enum,
 * which only slack/ may import.
 */
export type SlackLogger<Level extends string> = {
  debug(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  error(...parts: unknown[]): void;
  setLevel(level: Level): void;
  getLevel(): Level;
  setName(name: string): void;
};

const slackLevels = ["debug", "info", "warn", "error"] as const;

function slackLine(parts: readonly unknown[]): { fields: LogFields; message: string } {
  const words = parts.filter((part) => typeof part === "string" || typeof part === "number");
  const error = parts.find((part) => part instanceof Error);
  const details = parts.filter((part) => typeof part === "object" && part !== null && part !== error);
  const fields = { ...(error && { error }), ...(details.length > 0 && { details }) };
  return { fields, message: words.join(" ") || error?.message || "(no message)" };
}

/** Slack's SDK speaks through our log. `level` holds back its lesser lines; the log's own level holds as well. */
export function slackLogger<Level extends string>(log: Log, level: Level): SlackLogger<Level> {
  let current = level;
  let target = log;
  const write = (of: (typeof slackLevels)[number], parts: readonly unknown[]): void => {
    if (slackLevels.indexOf(of) < (slackLevels as readonly string[]).indexOf(current.toLowerCase())) return;
    const { fields, message } = slackLine(parts);
    target[of](fields, message);
  };
  return {
    debug: (...parts) => write("debug", parts),
    info: (...parts) => write("info", parts),
    warn: (...parts) => write("warn", parts),
    error: (...parts) => write("error", parts),
    setLevel(next) {
      current = next;
    },
    getLevel: () => current,
    setName(name) {
      target = log.child({ sdk: name });
    },
  };
}
