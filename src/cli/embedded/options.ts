// The words after `npm start --`, read.

import { parseArgs } from "node:util";
import { UsageError } from "../usage-error.ts";

export type StartOptions = {
  /** Begin anew. */
  isFresh: boolean;
  /** Open the browser. */
  opens: boolean;
  port: number | null;
};

const usage = "npm start -- [--port 4747] [--fresh] [--no-open]";

const options = { fresh: { type: "boolean" }, "no-open": { type: "boolean" }, port: { type: "string" } } as const;

function readWords(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // parseArgs marks what was typed wrongly with its own codes; anything else is a fault.
    const isTyped = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    if (!isTyped) throw error;
    const [sentence = ""] = error.message.split(/\.\s|\n/);
    throw new UsageError(`${sentence.replace(/\.$/, "")}. It goes like this: ${usage}`);
  }
}

function readPort(typed: string): number {
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`"${typed}" is no port: give a whole number up to 65535, or 0 for any free one. ${usage}`);
}

/** Throws UsageError with what to type instead. */
export function readStartOptions(args: string[]): StartOptions {
  const { values, positionals } = readWords(args);
  const [word] = positionals;
  if (word !== undefined) {
    const instead = "An incident of the past in the terminal: npm run -s sitrep -- replay";
    throw new UsageError(`"${word}" is too much. It goes like this: ${usage}\n${instead}`);
  }
  return {
    isFresh: values.fresh === true,
    opens: values["no-open"] !== true,
    port: values.port === undefined ? null : readPort(values.port),
  };
}
