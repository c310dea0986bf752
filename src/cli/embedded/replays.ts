// The replays of an embedded workspace: one at a time, its page under `/replay/`.

import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Door, Page, PageHost } from "../../workspace/client/host.ts";
import { CannotDo } from "../../workspace/people/cannot-do.ts";
import type { StartBot } from "../command.ts";
import { readStory } from "../replay/story.ts";
import { UsageError } from "../usage-error.ts";
import { type Run, type RunParts, startRun } from "./replay-run.ts";
import { allStories } from "./stories.ts";

export type Replays = Pick<PageHost, "stories" | "startReplay" | "paceReplay" | "endReplay" | "replay"> & {
  /** Where the replay's page is to be served; before that nothing can be replayed. */
  mountIn(page: Pick<Page, "mountAt">): void;
  stop(): Promise<void>;
};

export type ReplaysParts = { startBot: StartBot; hostClock: Clock; log: Log; changed(): void };

const folder = "/replay/";

/** Where no replay is: who loads its page again is led to the workspace. */
const noReplay: Door = async (_req, res, path) => {
  if (path === "/") res.writeHead(302, { location: "../" }).end();
  else res.writeHead(404, { "content-type": "text/plain" }).end("No replay runs.");
  return true;
};

function storyNamed(name: string): RunParts["story"] {
  try {
    return readStory(name);
  } catch (error) {
    if (error instanceof UsageError) throw new CannotDo(error.message);
    throw error;
  }
}

export function createReplays({ startBot, hostClock, log, changed }: ReplaysParts): Replays {
  let run: Run | null = null;
  let page: Pick<Page, "mountAt"> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  /** One after the other: starting and ending both take a moment. */
  const inTurn = <T>(deed: () => Promise<T>): Promise<T> => {
    const done = queue.then(deed);
    queue = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };

  const end = async (): Promise<void> => {
    const ended = run;
    run = null;
    page?.mountAt(folder, noReplay);
    if (ended === null) return;
    changed();
    await ended.stop();
  };

  const others: RunParts["others"] = {
    stories: allStories(),
    async startReplay(name, speed) {
      const story = storyNamed(name);
      await inTurn(async () => {
        // A page may still ask while the workspace is stopped: nobody would end what it starts.
        if (isStopped) throw new CannotDo("Sitrep is being stopped: start it again, and then the replay.");
        await end();
        run = await startRun({ story, speed, startBot, hostClock, log, others, changed });
        page?.mountAt(folder, run.door);
        changed();
      });
    },
    endReplay: () => inTurn(end),
  };

  return {
    ...others,
    async paceReplay(state, speed) {
      if (run === null) throw new CannotDo("No replay runs: start one.");
      run.pace(state, speed);
    },
    replay: () => run?.seen() ?? null,
    mountIn(served) {
      page = served;
      page.mountAt(folder, noReplay);
    },
    stop() {
      isStopped = true;
      return inTurn(end);
    },
  };
}
