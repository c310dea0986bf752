// One program at a time on one embedded workspace: a file says who holds it. A program that was killed leaves the file
// behind; nobody is kept out by that.

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { UsageError } from "../usage-error.ts";
import { whoAnswers } from "./answering.ts";
import { startWithinMs, writtenWithinMs } from "./limits.ts";

export type Hold = {
  /** Where the page is, once it is served: for those who come later. */
  serves(address: string): void;
  release(): void;
};

const heldSchema = z.object({ pid: z.int().positive(), address: z.string().nullable() });
type Held = z.infer<typeof heldSchema>;

const isError = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** Null where there is no file; "torn" where it was cut off, or is being written this moment. */
function readHeld(file: string): Held | "torn" | null {
  try {
    return heldSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? "torn";
  } catch (error) {
    if (error instanceof SyntaxError) return "torn";
    if (isError(error, "ENOENT")) return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one too.
    if (isError(error, "EPERM")) return true;
    if (isError(error, "ESRCH")) return false;
    throw error;
  }
}

const atTheSameMoment = (): UsageError =>
  new UsageError("Another Sitrep started on this workspace at the same moment: look at what it says.");

/**
 * A number may be another process's by now, in a container even our own: then nobody answers at the address. Whoever
 * answers, even too slowly to say who it is, is taken for the holder: two on one workspace would ruin it.
 */
async function isHeldBy({ pid, address }: Held, ageMs: number, clock: Clock): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  if (address === null) return ageMs < startWithinMs;
  return (await whoAnswers(address, clock)) !== "nobody";
}

/**
 * Takes the file of who is no more out of the way. Somebody else who saw the same may have been quicker, and have put
 * their own there: that is put back.
 */
function takeAway(file: string, seen: Held | "torn", clock: Clock): void {
  const aside = `${file}.${clock.newId()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isError(error, "ENOENT")) throw atTheSameMoment();
    throw error;
  }
  if (JSON.stringify(readHeld(aside)) === JSON.stringify(seen)) {
    rmSync(aside, { force: true });
    return;
  }
  renameSync(aside, file);
  throw atTheSameMoment();
}

/**
 * Takes the workspace of this folder, which is made where there is none. Throws UsageError, with the address and the
 * way out, where another program holds it.
 */
export async function hold(folder: string, clock: Clock): Promise<Hold> {
  const file = join(folder, "running.json");
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${folder} can't be made (${why}): start Sitrep in a folder that you may write to.`);
  }
  const held = readHeld(file);
  if (held !== null) {
    const ageMs = clock.now() - statSync(file).mtimeMs;
    if (held === "torn") {
      if (ageMs < writtenWithinMs) throw atTheSameMoment();
    } else if (await isHeldBy(held, ageMs, clock)) {
      const where = held.address === null ? "and is just starting" : `at ${held.address}`;
      const way = held.address === null ? "Stop it" : "Open that, or stop it";
      const what = `Sitrep runs on this workspace already, ${where} (process ${held.pid}). ${way} first.`;
      throw new UsageError(`${what} If that is no Sitrep, remove ${file}.`);
    }
    takeAway(file, held, clock);
  }
  const write = (address: string | null, flag: "wx" | "w"): void =>
    writeFileSync(file, `${JSON.stringify({ pid: process.pid, address })}\n`, { flag });
  try {
    write(null, "wx");
  } catch (error) {
    if (!isError(error, "EEXIST")) throw error;
    throw atTheSameMoment();
  }
  return { serves: (address) => write(address, "w"), release: () => rmSync(file, { force: true }) };
}
