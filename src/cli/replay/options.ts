// The words after `replay`, read.

import { parseArgs } from "node:util";
import { UsageError } from "../usage-error.ts";
import { longestPauseMs, maxSpeed, watchingSpeed } from "./limits.ts";
import type { Pace } from "./pace.ts";

export type ReplayOptions = { story: string | null; pace: Pace; out: string | null };

const usage = "sitrep replay [STORY] [--speed 600] [--out FILE]";

const options = { speed: { type: "string" }, out: { type: "string" } } as const;

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

/** Story-seconds in a second: a number above 0; 0 and "max" are as fast as can be. */
function readPace(typed: string | undefined): Pace {
  if (typed === undefined) return { speed: watchingSpeed, longestMs: longestPauseMs };
  if (typed === "max") return { speed: null, longestMs: null };
  const speed = /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
  if (Number.isNaN(speed) || speed > maxSpeed) {
    const how = "600 tells ten minutes in a second, max as fast as can be";
    throw new UsageError(`"${typed}" is no speed: give a number up to ${maxSpeed}; ${how}.`);
  }
  return { speed: speed === 0 ? null : speed, longestMs: null };
}

/** Throws UsageError with what to type instead. */
export function readOptions(args: string[]): ReplayOptions {
  const { values, positionals } = readWords(args);
  const [story = null, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`One story at a time: ${others.join(" ")} is too much. ${usage}`);
  if (values.out === "") throw new UsageError(`--out needs a file's name. ${usage}`);
  return { story, pace: readPace(values.speed), out: values.out ?? null };
}
