// The teller: performs a story's steps at their own times, with the real bot, and lets somebody watch.
// It never touches the operator's database: the bot gets one of its own.

import assert from "node:assert/strict";
import type { Clock } from "../../clock.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { FileRecord } from "../../workspace/world.ts";
import type { StartBot } from "../command.ts";
import { perform } from "./deeds.ts";
import { type Pace, pass, rateOver } from "./pace.ts";
import { openStage, type Stage, stageClock } from "./stage.ts";
import type { Player, Step } from "./steps.ts";

/** Who watches. Times are epoch ms of the story. */
export type Audience = {
  /** Time goes by before step `next` (from 0). */
  waiting(at: number, next: number): void;
  /** A person is about to do step `index`. */
  begins(step: Step, index: number): void;
  /** Something may have changed in the workspace. */
  look(workspace: Workspace, at: number): void;
};

export type Playing = {
  steps: readonly Step[];
  /** Asked for again and again while time goes by before a step: it may change on the way. */
  rateOver(gapMs: number): number;
  hostClock: Clock;
  audience: Audience;
  /** Aborted, the telling ends at once. */
  signal: AbortSignal;
};

export type Telling = Omit<Playing, "rateOver"> & {
  /** IANA name of the zone of the export. */
  zone: string;
  pace: Pace;
  startBot: StartBot;
  databaseUrl: string;
};

/** What is left when it has been told: the file that the bot put into the channel, and the workspace as it was. */
export type Told = { markdown: string; stage: Pick<Stage, "workspace" | "config"> };

export const playersOf = (steps: readonly Step[]): Player[] => [
  ...new Map(steps.map(({ who }) => [who.name, who])).values(),
];

/** Edits of the card, the announcement and the topic are gathered, and rest a few seconds in between. */
const editsWithinMs = 5_000;
/** The bot has been there for a while when the story begins. */
export const startsAtOf = ([first]: readonly Step[]): number => (first?.at ?? 0) - beforehandMs;
const beforehandMs = 60_000;

/** The one file in the workspace: the exported postmortem. */
export function exportedFile(workspace: Workspace): FileRecord {
  const ids = workspace.channels().flatMap(({ messages }) => messages.flatMap(({ fileIds }) => fileIds));
  const [id] = ids;
  assert(id !== undefined && ids.length === 1, `One export leaves one file in the channel; there are ${ids.length}.`);
  return workspace.file(id);
}

/** Plays the steps on an open stage, each at its own time. False where it was stopped on the way. */
export async function play(stage: Stage, playing: Playing): Promise<boolean> {
  const { workspace, clock } = stage;
  const { steps, hostClock, signal, audience } = playing;
  const look = async (): Promise<void> => {
    await stage.settle();
    audience.look(workspace, clock.now());
  };
  for (const [index, step] of steps.entries()) {
    const from = clock.now();
    // Nobody waits for the story to begin.
    const rate = () => (index === 0 ? Number.POSITIVE_INFINITY : playing.rateOver(step.at - from));
    await pass({ from, to: step.at, rate, hostClock, signal }, async (at) => {
      await stage.goTo(at);
      audience.look(workspace, at);
      audience.waiting(at, index);
    });
    if (signal.aborted) return false;
    audience.begins(step, index);
    await perform(workspace, step);
    await look();
    const next = steps[index + 1];
    await stage.goTo(Math.min(clock.now() + editsWithinMs, Math.max(clock.now(), next?.at ?? Infinity)));
    await look();
  }
  return true;
}

/** Tells the story to its end. Null where it was stopped on the way. */
export async function tell(telling: Telling): Promise<Told | null> {
  const { steps, zone, pace, startBot, hostClock, databaseUrl } = telling;
  const clock = stageClock(hostClock, startsAtOf(steps));
  const stage = await openStage({ startBot, hostClock, clock, zone, players: playersOf(steps), databaseUrl });
  try {
    if (!(await play(stage, { ...telling, rateOver: (gapMs) => rateOver(gapMs, pace) }))) return null;
    const { workspace, config } = stage;
    return { markdown: exportedFile(workspace).bytes?.toString("utf8") ?? "", stage: { workspace, config } };
  } finally {
    await stage.close();
  }
}
