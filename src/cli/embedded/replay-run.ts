// One replay: a workspace of its own in which people do what the record says, at the chosen speed, while others look
// on. When it is over it stays, to be looked at and clicked in.

import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Door, PageHost } from "../../workspace/client/host.ts";
import type { SeenReplay } from "../../workspace/client/seen-replay.ts";
import { CannotDo } from "../../workspace/people/cannot-do.ts";
import type { StartBot } from "../command.ts";
import { maxSpeed } from "../replay/limits.ts";
import { openStage, pageOf, type Stage, stageClock } from "../replay/stage.ts";
import { type Step, stepsOf } from "../replay/steps.ts";
import type { Story } from "../replay/story.ts";
import { type Audience, exportedFile, play, playersOf, startsAtOf } from "../replay/teller.ts";
import type { SteerableClock } from "../steerable-clock.ts";
import { hostClockOf } from "./host-clock.ts";
import { endWithinMs, stepEveryMs, tellClockEveryMs } from "./limits.ts";
import { createListeners } from "./listeners.ts";
import { seenSteps, seenStory } from "./stories.ts";
import { within } from "./within.ts";

export type RunParts = {
  story: Story;
  speed: number | null;
  startBot: StartBot;
  hostClock: Clock;
  log: Log;
  /** What the replay's page asks of all replays: another one, the end. */
  others: Pick<PageHost, "stories" | "startReplay" | "endReplay">;
  /** Called when `seen` has changed. */
  changed(): void;
};

export type Run = {
  seen(): SeenReplay;
  /** Throws CannotDo where it can't be. */
  pace(state: "playing" | "paused", speed: number | null): void;
  door: Door;
  /** Resolves when it is over: ended, failed or stopped. */
  over: Promise<void>;
  stop(): Promise<void>;
};

/** Throws CannotDo for a speed that is none. */
function checkSpeed(speed: number | null): void {
  if (speed === null || (speed > 0 && speed <= maxSpeed)) return;
  throw new CannotDo(`${speed} is no speed: choose one from 1 to ${maxSpeed}, or a step every two seconds.`);
}

/** What all of a run's parts look at and change. */
type State = { seen: SeenReplay; gapMs: number; stage: Stage | null };

const isPlaying = ({ seen: { state } }: State): boolean => state === "playing" || state === "paused";

/** Story-milliseconds in a real one, over the present gap. */
function rateOf({ seen: { state, speed }, gapMs }: State): number {
  if (state === "paused") return 0;
  return speed ?? Math.max(1, gapMs / stepEveryMs);
}

type Watch = { state: State; hostClock: Clock; tellClock(): void; tellReplay(): void };

/** Says how far the story is, and now and then what time it is. */
function watching({ state, hostClock, tellClock, tellReplay }: Watch): Audience {
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldGapMs = 0;
  const reach = (done: number): void => {
    if (state.seen.done === done) return;
    state.seen = { ...state.seen, done };
    tellReplay();
  };
  return {
    waiting(_at, next) {
      reach(next);
      if (state.gapMs === toldGapMs && hostClock.now() - toldAt < tellClockEveryMs) return;
      toldGapMs = state.gapMs;
      toldAt = hostClock.now();
      tellClock();
    },
    begins: (_step, index) => reach(index),
    look: () => undefined,
  };
}

type Telling = { parts: RunParts; state: State; stage: Stage; steps: readonly Step[]; audience: Audience };

/** Plays it to its end; what goes wrong is told in a sentence. Never rejects. */
async function tellIt(telling: Telling, signal: AbortSignal): Promise<void> {
  const { parts, state, stage, steps, audience } = telling;
  const { hostClock, log, story } = parts;
  const rateOver = (gapMs: number): number => {
    state.gapMs = gapMs;
    return rateOf(state);
  };
  try {
    if (!(await play(stage, { steps, rateOver, hostClock, audience, signal }))) return;
    const documentFileId = exportedFile(stage.workspace).id;
    state.seen = { ...state.seen, state: "ended", done: steps.length, documentFileId };
  } catch (error) {
    if (signal.aborted) return;
    log.error({ error, story: story.name }, "A replay failed. Start it again; if it fails again, that is a defect.");
    const problem = "The replay stopped: something went wrong, and the terminal says what. Start it again.";
    state.seen = { ...state.seen, state: "failed", problem };
  }
  // From here on it is a workspace like any other.
  stage.clock.setRate(1);
}

type Faced = { parts: RunParts; state: State; clock: SteerableClock; pace: Run["pace"] };

function hostOf({ parts, state, clock, pace }: Faced, subscribe: PageHost["subscribe"]): PageHost {
  return {
    ...parts.others,
    clock: hostClockOf({
      clock,
      hostClock: parts.hostClock,
      settle: async () => await state.stage?.settle(),
      isControllable: () => !isPlaying(state),
      shownRate: () => (isPlaying(state) ? rateOf(state) : null),
    }),
    paceReplay: async (to, speed) => pace(to, speed),
    replay: () => state.seen,
    isReadOnly: () => isPlaying(state),
    subscribe,
  };
}

/** Resolves when its page can be opened. Throws CannotDo for a speed that is none. */
export async function startRun(parts: RunParts): Promise<Run> {
  const { story, speed, startBot, hostClock, log, changed } = parts;
  checkSpeed(speed);
  const steps = stepsOf(story);
  const first = { story: seenStory(story, steps), steps: seenSteps(steps), speed, done: 0 };
  const state: State = {
    seen: { ...first, state: "playing", documentFileId: null, problem: null },
    gapMs: 0,
    stage: null,
  };
  const page = createListeners<"clock" | "replay" | "read only">();
  const tellClock = (): void => page.tell("clock");
  const tellReplay = (): void => {
    page.tell("replay");
    changed();
  };
  const pace: Run["pace"] = (to, next) => {
    checkSpeed(next);
    if (!isPlaying(state)) throw new CannotDo("This replay is over: start it again to see it once more.");
    state.seen = { ...state.seen, state: to, speed: next };
    tellReplay();
    tellClock();
  };
  // While it plays the clock is moved in small steps, and what is told is its pace.
  const clock = stageClock(hostClock, startsAtOf(steps), () => isPlaying(state) || tellClock());
  const host = hostOf({ parts, state, clock, pace }, page.subscribe);
  const stage = await openStage({
    startBot,
    hostClock,
    clock,
    zone: story.timeZone,
    players: playersOf(steps),
    databaseUrl: ":memory:",
    log,
    workspace: {
      transportClock: hostClock,
      team: { name: story.organization },
      page: { host, firstPerson: steps[0]?.who.name ?? null },
    },
  });
  state.stage = stage;
  const stopping = new AbortController();
  const audience = watching({ state, hostClock, tellClock, tellReplay });
  const over = tellIt({ parts, state, stage, steps, audience }, stopping.signal).then(() => {
    tellReplay();
    page.tell("read only");
    tellClock();
  });
  return {
    seen: () => state.seen,
    pace,
    door: pageOf(stage.workspace).door,
    over,
    async stop() {
      stopping.abort();
      await within(over, endWithinMs, hostClock);
      await stage.close();
    },
  };
}
