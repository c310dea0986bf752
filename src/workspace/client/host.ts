// What the page may ask for that the workspace by itself can't do: steering the clock, replaying incidents. Whoever
// starts the workspace (src/cli) implements it and hands it in; `bareHost` does none of it.

import type { IncomingMessage, ServerResponse } from "node:http";
import { CannotDo } from "../people/cannot-do.ts";
import type { SeenClock } from "./seen.ts";
import type { SeenReplay, SeenStory } from "./seen-replay.ts";

export type HostClock = {
  state(): SeenClock;
  /** Workspace milliseconds per real one; 0: it stands still. */
  setRate(rate: number): void;
  /** Resolves when it is there and what fell due on the way is done. */
  jump(byMs: number): Promise<void>;
};

/** What has changed at the host without a deed of the workspace. */
export type HostChange = "clock" | "replay" | "read only";

/** Each function may throw CannotDo (people/cannot-do.ts): its sentence is shown to the person. */
export type PageHost = {
  clock: HostClock | null;
  stories: readonly SeenStory[];
  /** Resolves when the replay's page can be opened (mounted at `/replay/`), not when it is over. */
  startReplay(story: string, speed: number | null): Promise<void>;
  paceReplay(state: "playing" | "paused", speed: number | null): Promise<void>;
  endReplay(): Promise<void>;
  replay(): SeenReplay | null;
  /** True while a replay plays in this workspace: people look on, every deed but those above is refused. */
  isReadOnly(): boolean;
  /** Calls `tell` after each change, deeds of the page included; the function returned ends that. */
  subscribe(tell: (what: HostChange) => void): () => void;
};

export type PageOptions = {
  host: PageHost;
  /** Whom a page that names nobody acts as: handle or id. Null: the first person. */
  firstPerson: string | null;
};

/**
 * A workspace's page and client doors, to be served at any folder of any server: all its links are relative.
 * @param path what comes after the folder it is mounted at, with "/" before it and without the query.
 * Answers false when there is nothing at this path: the caller answers instead.
 */
export type Door = (req: IncomingMessage, res: ServerResponse, path: string) => Promise<boolean>;

/** The page of a workspace that was started with one. */
export type Page = {
  /** `http://localhost:PORT/`. */
  address: string;
  /** Its own door, to be mounted in another workspace's page: `main.page.mountAt("/replay/", replay.page.door)`. */
  door: Door;
  /** Serves another workspace's door under a prefix that begins and ends with "/"; null takes it away. */
  mountAt(prefix: string, door: Door | null): void;
};

async function refuse(): Promise<never> {
  throw new CannotDo("Nothing can be replayed here. Start the workspace with npm start.");
}

/** For tests and other workspaces without a host: no clock to steer, nothing to replay. */
export const bareHost: PageHost = {
  clock: null,
  stories: [],
  startReplay: refuse,
  paceReplay: refuse,
  endReplay: refuse,
  replay: () => null,
  isReadOnly: () => false,
  subscribe: () => () => {},
};
