// The state file: an append-only journal of what was touched, one line of JSON for each thing. Written before anybody
// outside is told, so that `kill -9` loses nothing that the app or a page knows of. Read back, and rewritten short, at
// start. It never decides what the workspace does.

import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Touched } from "./changes.ts";
import { clockLineOf, everything, headLineOf, linesOf, settle, takeLine } from "./kept-lines.ts";
import { type KeptLine, readKeptLine, stateFormat } from "./kept-shapes.ts";
import { journalLimits } from "./limits.ts";
import { afterRealMs, everyRealMs } from "./real-time.ts";
import type { World } from "./world.ts";

/** The state file cannot be used. Its message is for the person who starts the workspace. */
class StateRefused extends Error {
  override name = "StateRefused";
}

const afresh = "Begin anew with: npm start -- --fresh";

type Journal = {
  world: World;
  path: string;
  descriptor: number;
  touched: Map<string, Touched>;
  /** Up to which number of each counter the file says that it was given out. */
  reserved: Map<string, number>;
  writtenBytes: WeakSet<Buffer>;
  /** Bytes of the file after it was last written anew, and since. */
  compactSize: number;
  grownBy: number;
  lastTime: number;
  /** Lines that could not be written yet. */
  left: Buffer;
  cancelSoon: (() => void) | null;
};

export type OpenJournal = {
  /** Was there a state to go on from? */
  isRestored: boolean;
  /** Writes what was touched since. */
  flush(): void;
  /** Writes the rest, exactly, and closes the file. */
  close(): void;
};

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new StateRefused(`The workspace's state in ${path} cannot be read (${String(error)}). Set its rights right.`);
  }
}

/** The lines that were written to the end: what a crash has torn off was told to nobody. */
function wholeLines(text: string): string[] {
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);
}

function reasonOf(error: unknown): string {
  return error instanceof z.ZodError ? (error.issues[0]?.message ?? "not a line of it") : String(error);
}

function restore(world: World, path: string, text: string): void {
  const lines = wholeLines(text);
  for (const [at, written] of lines.entries()) {
    let line: KeptLine;
    try {
      line = readKeptLine(written);
      if (at === 0 && !("head" in line)) throw new SyntaxError("its first line is missing");
      if ("head" in line && line.head.format !== stateFormat) {
        throw new StateRefused(`The workspace's state in ${path} is of another version of Sitrep. ${afresh}`);
      }
      takeLine(world, line);
    } catch (error) {
      if (error instanceof StateRefused) throw error;
      throw new StateRefused(
        `The workspace's state in ${path} is damaged in line ${at + 1} (${reasonOf(error)}). ${afresh}`,
      );
    }
  }
  settle(world);
}

function countersLine(journal: Journal, ahead: number): KeptLine[] {
  const changed: Record<string, number> = {};
  for (const [name, count] of journal.world.counters) {
    const reserved = journal.reserved.get(name);
    if (reserved !== undefined && (ahead === 0 ? count === reserved : count <= reserved)) continue;
    changed[name] = count + ahead;
    journal.reserved.set(name, count + ahead);
  }
  return Object.keys(changed).length === 0 ? [] : [{ counters: changed }];
}

/** Once for each content of a file. */
function isWritten({ writtenBytes }: Journal, bytes: Buffer): boolean {
  const known = writtenBytes.has(bytes);
  writtenBytes.add(bytes);
  return known;
}

const textOf = (lines: readonly KeptLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

function linesFor(journal: Journal, touched: Iterable<Touched>): KeptLine[] {
  return [...touched].flatMap((one) => linesOf(journal.world, one, (bytes) => isWritten(journal, bytes)));
}

/** The descriptor of the new file, in the old one's place. Throws where it can't be: the old one is written on. */
function replaceFile(journal: Journal, text: string): number {
  const { path } = journal;
  const temporary = `${path}.new`;
  const descriptor = openSync(temporary, "w", 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    // Windows puts nothing in the place of a file that is open.
    if (journal.descriptor !== -1) closeSync(journal.descriptor);
    journal.descriptor = -1;
    renameSync(temporary, path);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    if (journal.descriptor === -1) journal.descriptor = openSync(path, "a", 0o600);
    throw error;
  }
}

/** Writes all of it to a new file that then takes the old one's place: at no moment is there less than a whole. */
function compact(journal: Journal, ahead: number): void {
  const { world } = journal;
  // What the new file says becomes true when it is in its place, and not if it never is.
  const fresh: Journal = { ...journal, writtenBytes: new WeakSet(), reserved: new Map() };
  const things = [...linesFor(fresh, everything(world)), ...countersLine(fresh, ahead)];
  const text = textOf([headLineOf(world), ...things, clockLineOf(world)]);
  const descriptor = replaceFile(journal, text);
  const now = { compactSize: text.length, grownBy: 0, left: Buffer.alloc(0), lastTime: world.clock.now() };
  Object.assign(journal, { ...fresh, ...now, descriptor });
  journal.touched.clear();
}

/** Where there is no room for it, the longer file is written on, and it is tried again when it has grown as much. */
function shorten(journal: Journal): void {
  if (journal.grownBy <= Math.max(journalLimits.growth, 4 * journal.compactSize)) return;
  try {
    compact(journal, journalLimits.countersAhead);
  } catch (error) {
    journal.grownBy = 0;
    process.emitWarning(
      `The workspace's state in ${journal.path} could not be shortened: ${String(error)}. Make room.`,
    );
  }
}

/** What cannot be written now (the disk is full) is kept and tried again with what comes next. */
function append(journal: Journal, text: string): void {
  journal.left = Buffer.concat([journal.left, Buffer.from(text)]);
  try {
    const written = writeSync(journal.descriptor, journal.left);
    journal.left = journal.left.subarray(written);
    journal.grownBy += written;
  } catch (error) {
    process.emitWarning(`The workspace's state could not be written to ${journal.path}: ${String(error)}. Make room.`);
  }
}

function flush(journal: Journal): void {
  journal.cancelSoon?.();
  journal.cancelSoon = null;
  if (journal.descriptor === -1) return;
  const lines = [...linesFor(journal, journal.touched.values()), ...countersLine(journal, journalLimits.countersAhead)];
  journal.touched.clear();
  if (lines.length === 0) {
    keepTime(journal);
    return;
  }
  journal.lastTime = journal.world.clock.now();
  append(journal, textOf([...lines, clockLineOf(journal.world)]));
  shorten(journal);
}

/** A clock that was put ahead does not go back at the next start, even if nothing else happened. */
function keepTime(journal: Journal): void {
  const now = journal.world.clock.now();
  if (journal.descriptor === -1 || Math.abs(now - journal.lastTime) < journalLimits.timeStepMs) return;
  journal.lastTime = now;
  append(journal, textOf([clockLineOf(journal.world)]));
}

/**
 * Reads the state into the world, if there is one, and keeps it from then on. Throws StateRefused for one that is
 * damaged or of another version.
 */
export function openJournal(world: World, path: string): OpenJournal {
  const text = readText(path);
  if (text !== null && text !== "") restore(world, path, text);
  mkdirSync(dirname(path), { recursive: true });
  const journal: Journal = {
    world,
    path,
    descriptor: -1,
    touched: new Map(),
    reserved: new Map(),
    writtenBytes: new WeakSet(),
    compactSize: 0,
    grownBy: 0,
    lastTime: world.clock.now(),
    left: Buffer.alloc(0),
    cancelSoon: null,
  };
  compact(journal, journalLimits.countersAhead);
  const watcher = (touched: Touched) => {
    journal.touched.set(Object.values(touched).join(" "), touched);
    journal.cancelSoon ??= afterRealMs(journalLimits.soonMs, () => flush(journal));
  };
  world.changes.watchers.add(watcher);
  const endTime = everyRealMs(journalLimits.timeEveryRealMs, () => keepTime(journal));
  return {
    isRestored: text !== null && text !== "",
    flush: () => flush(journal),
    close: () => {
      if (journal.descriptor === -1) return;
      endTime();
      world.changes.watchers.delete(watcher);
      journal.cancelSoon?.();
      append(
        journal,
        textOf([...linesFor(journal, journal.touched.values()), ...countersLine(journal, 0), clockLineOf(world)]),
      );
      closeSync(journal.descriptor);
      journal.descriptor = -1;
    },
  };
}

/** The workspace's time when its state was last written; null: there is none, or it cannot be read. */
export function lastTimeIn(path: string): number | null {
  const text = readText(path) ?? "";
  const [, now] =
    wholeLines(text)
      .findLast((line) => line.startsWith('{"clock":'))
      ?.match(/"now":(\d+)/) ?? [];
  return now === undefined ? null : Number(now);
}
