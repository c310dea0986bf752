// One program after another on the same database and the same workspace: each declares an incident and is killed
// somewhere on the way; the next one has to finish it. All that people then see is compared with an undisturbed one.

import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { realClock } from "../../src/clock.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { temporaryFolder } from "../support/folder.ts";
import { manifest } from "../support/manifest.ts";
import {
  connected,
  type Environment,
  killed,
  type Program,
  socketEnvironment,
  startProgram,
} from "../support/program.ts";
import { type Seen, seenIn } from "../support/seen.ts";
import { sleep, until } from "../support/until.ts";

export type Door = "line" | "form";
export type When = "before" | "after";

/** Somewhere to kill a program: told to it at its start, or done to it from outside at a call. */
export type Moment = {
  imports?: readonly string[];
  env?: Environment;
  arm?: (workspace: Workspace, kill: () => void) => void;
};

export type Round = {
  /** Whether the moment came, that is, whether there is such a call or commit at all. */
  wasKilled: boolean;
  /** What the person was told. */
  wasAcknowledged: boolean;
};

export type Chain = {
  workspace: Workspace;
  /** Declares an incident through `door`, is killed at `moment`, starts again, and compares what there is then. */
  round(door: Door, moment: Moment): Promise<Round>;
  stop(): Promise<void>;
};

type Parts = { workspace: Workspace; folder: string; references: Map<Door, Seen[]>; rounds: number };

const title = "Checkout is failing";

async function byLine({ workspace }: Parts): Promise<boolean> {
  const outcome = await workspace.person("sam").command(`/incident declare sev2 ${title}`, { channel: "general" });
  return outcome.error === null;
}

async function byForm({ workspace }: Parts, program: Program): Promise<boolean> {
  const outcome = await workspace.person("sam").command("/incident declare", { channel: "general" });
  await until(() => outcome.form !== null || !program.isRunning(), { what: "the form" });
  const { form } = outcome;
  if (form === null || !program.isRunning()) return false;
  await form.fill({ title, severity: "SEV2", components: "Web, API" });
  return (await form.submit()).closed;
}

/** The incident as it is seen: its channel, and what #incidents says of it. Numbers are left out. */
export function incidentSeen(workspace: Workspace, number: number): Seen[] {
  const isItsOwn = (name: string): boolean => new RegExp(`^inc-${number}(-|$)`).test(name);
  const own = workspace.channels().filter(({ name }) => isItsOwn(name));
  const options = { withoutTimes: true };
  const announced = seenIn(workspace, workspace.channel("incidents"), options);
  const about = (lines: string[]): string[] => lines.filter((line) => new RegExp(`INC-${number}\\b`).test(line));
  const places = [
    ...own.map((channel) => seenIn(workspace, channel, options)),
    { ...announced, standing: about(announced.standing), said: about(announced.said), pins: about(announced.pins) },
  ];
  const numberless = JSON.stringify(places).replace(/\b(INC|inc)-\d+/g, "$1-N");
  return JSON.parse(numberless) as Seen[];
}

/** The database of a program, looked into from outside. */
export type Outbox = {
  /** Whether nothing waits to be carried out: then nothing more comes but by time, such as a reminder. */
  isEmpty(): boolean;
  close(): void;
};

export function openOutbox(folder: string): Outbox {
  const database = new Database(join(folder, "sitrep.db"), { readonly: true });
  // One query, so that it is one look: an effect is either not done yet, or what it brings forth is there too.
  const waiting = database.prepare("select count(*) from outbox where done_at is null and parked_at is null").pluck();
  return { isEmpty: () => waiting.get() === 0, close: () => void database.close() };
}

async function declareAndDie(parts: Parts, program: Program, door: Door, { arm }: Moment): Promise<Round> {
  const { workspace } = parts;
  arm?.(workspace, () => program.signal("SIGKILL"));
  const wasAcknowledged = await (door === "line" ? byLine(parts) : byForm(parts, program));
  const outbox = openOutbox(parts.folder);
  try {
    const isOver = (): boolean => !program.isRunning() || outbox.isEmpty();
    await until(isOver, { what: "the end of the program, or of the declaration", timeoutMs: 20_000 });
    // Killed at the very last commit: its death takes a moment to be seen.
    await Promise.race([program.ended, sleep(150)]);
  } finally {
    outbox.close();
  }
  const wasKilled = !program.isRunning();
  workspace.faults.clear();
  await killed(program, workspace);
  return { wasKilled, wasAcknowledged };
}

/** Held after each round: acknowledged, it is there; and whatever is there is whole, and there once. */
async function judge(parts: Parts, store: Store, { door, wasAcknowledged }: Round & { door: Door }): Promise<void> {
  const { workspace, references } = parts;
  const rows = await store.incidents(workspace.team.id, { open: null, ids: null, limit: 1_000 });
  const isThere = rows.length > parts.rounds;
  if (wasAcknowledged) expect(isThere, "an acknowledged incident is there").toBe(true);
  if (!isThere) {
    expect(rows, "nothing of an unacknowledged one is left in the records").toHaveLength(parts.rounds);
    expect(workspace.channels().filter(({ name }) => name.startsWith("inc-"))).toHaveLength(parts.rounds);
    return;
  }
  parts.rounds += 1;
  const { number } = rows[0] ?? { number: -1 };
  expect(number, "numbers are consecutive").toBe(parts.rounds);
  const is = incidentSeen(workspace, number);
  const reference = references.get(door);
  if (reference === undefined) references.set(door, is);
  else expect(is, `INC-${number}, declared by ${door}`).toEqual(reference);
}

/** Call inside a test. The first two rounds are undisturbed and say what is to be seen. */
export async function startChain(): Promise<Chain> {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  workspace.addPerson({ name: "sam", tz: "Europe/London" });
  workspace.addChannel({ name: "incidents", members: ["sam"] });
  workspace.addChannel({ name: "general", members: ["sam"] });
  const folder = temporaryFolder();
  const parts: Parts = { workspace, folder, references: new Map(), rounds: 0 };
  let program: Program | null = null;

  const start = async ({ env = {}, imports = [] }: Moment): Promise<Program> => {
    const started = startProgram({ folder, imports, env: { ...socketEnvironment(workspace, folder), ...env } });
    await connected(started, workspace);
    return started;
  };
  const finished = async (round: Round & { door: Door }): Promise<void> => {
    const outbox = openOutbox(folder);
    const store = await openStore(join(folder, "sitrep.db"), { readOnly: true });
    try {
      await until(outbox.isEmpty, { what: "an empty outbox", timeoutMs: 20_000 });
      await judge(parts, store, round);
    } finally {
      outbox.close();
      await store.close();
    }
  };
  let last: (Round & { door: Door }) | null = null;
  return {
    workspace,
    async round(door, moment) {
      // The program that finishes the last incident is the one that is killed over the next.
      program = await start(moment);
      if (last !== null) await finished(last);
      last = { door, ...(await declareAndDie(parts, program, door, moment)) };
      return last;
    },
    async stop() {
      program = await start({});
      if (last !== null) await finished(last);
      await killed(program, workspace);
      await workspace.stop();
    },
  };
}

/** More calls, and more commits, than a declaration takes. */
const mostMoments = 60;

/**
 * Kills at the first moment of a declaration, then at the second, and so on, until there is none any more; gives how
 * many there were. The doors take turns: they lead to the same, but for the form's own call.
 */
export async function killedAtEach(when: When, moment: (n: number) => Moment): Promise<number> {
  const chain = await startChain();
  for (const door of ["line", "form"] as const) {
    expect(await chain.round(door, {}), "undisturbed").toEqual({ door, wasKilled: false, wasAcknowledged: true });
  }
  let n = 0;
  for (let wasKilled = true; wasKilled && n < mostMoments; ) {
    n += 1;
    // The first moment is at the declaration's own commit, or at the first thing done for it: there each door counts.
    const doors: Door[] = n === 1 ? ["line", "form"] : [(n % 2 === 0) === (when === "before") ? "line" : "form"];
    for (const door of doors) wasKilled = (await chain.round(door, moment(n))).wasKilled;
  }
  await chain.stop();
  expect(n, "moments").toBeLessThan(mostMoments);
  return n - 1;
}
