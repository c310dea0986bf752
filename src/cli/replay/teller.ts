// The teller: performs a story's steps at their own times, with the real bot, and lets somebody watch.
// It never touches the operator's database: the bot gets one of its own.

import assert from "node:assert/strict";
import type { Clock } from "../../clock.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { StartBot } from "../command.ts";
import { perform } from "./deeds.ts";
import { type Pace, pass, realMsOf } from "./pace.ts";
import { openStage, type Stage } from "./stage.ts";
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

export type Telling = {
  steps: readonly Step[];
  /** IANA name of the zone of the export. */
  zone: string;
  pace: Pace;
  startBot: StartBot;
  hostClock: Clock;
  databaseUrl: string;
  audience: Audience;
  /** Aborted, the telling ends at once. */
  signal: AbortSignal;
};

/** What is left when it has been told: the file that the bot put into the channel, and the workspace as it was. */
export type Told = { markdown: string; stage: Pick<Stage, "workspace" | "config"> };

const playersOf = (steps: readonly Step[]): Player[] => [...new Map(steps.map(({ who }) => [who.name, who])).values()];

/** Edits of the card, the announcement and the topic are gathered, and rest a few seconds in between. */
const editsWithinMs = 5_000;
/** How long the bot has been there when the story begins. */
const beforehandMs = 60_000;

/** The bytes of the one file in the workspace, as a person would download them. */
function uploadedFile(workspace: Workspace): string {
  const ids = workspace.channels().flatMap(({ messages }) => messages.flatMap(({ fileIds }) => fileIds));
  const [id] = ids;
  assert(id !== undefined && ids.length === 1, `One export leaves one file in the channel; there are ${ids.length}.`);
  return workspace.file(id).bytes?.toString("utf8") ?? "";
}

async function tellOn(stage: Stage, telling: Telling): Promise<boolean> {
  const { workspace, clock } = stage;
  const { steps, pace, hostClock, signal, audience } = telling;
  const look = async (): Promise<void> => {
    await stage.settle();
    audience.look(workspace, clock.now());
  };
  for (const [index, step] of steps.entries()) {
    const from = clock.now();
    const realMs = index === 0 ? 0 : realMsOf(step.at - from, pace);
    await pass({ from, to: step.at, realMs, hostClock, signal }, async (at) => {
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
  const { steps, zone, startBot, hostClock, databaseUrl } = telling;
  const startsAt = (steps[0]?.at ?? 0) - beforehandMs;
  const stage = await openStage({ startBot, hostClock, startsAt, zone, players: playersOf(steps), databaseUrl });
  try {
    if (!(await tellOn(stage, telling))) return null;
    const { workspace, config } = stage;
    return { markdown: uploadedFile(workspace), stage: { workspace, config } };
  } finally {
    await stage.close();
  }
}
