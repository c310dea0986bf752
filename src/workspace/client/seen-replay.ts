// What the page is shown of replays of past incidents. Types alone, as in protocol.ts.

/** An incident of the past that can be replayed. */
export type SeenStory = {
  name: string;
  organization: string;
  title: string;
  severity: string;
  startsAt: number;
  /** How long the record lasts, and how many steps it has. */
  lastsMs: number;
  steps: number;
  summary: string;
};

/** A replay lives in a workspace of its own, with its own clock; its page is at `/replay/`. */
export type SeenReplay = {
  story: SeenStory;
  state: "starting" | "playing" | "paused" | "ended" | "failed";
  /** Steps done. */
  done: number;
  steps: { at: number; who: string; what: string }[];
  /** How many times as fast as it was; null: a step every two seconds, however long people waited in truth. */
  speed: number | null;
  /** The exported postmortem once there is one. */
  documentFileId: string | null;
  /** Why it failed, in a sentence. */
  problem: string | null;
};
