// Bringing files from one's own machine into the workspace: one after the other, each with a sentence where it fails.

import { useRef, useState } from "preact/hooks";
import type { SeenFile } from "../../client/seen.ts";
import { useConnection } from "../use.ts";

/** Slack's limit for a file in a form; the workspace has it for all. */
const mostBytes = 10 * 1024 * 1024;

/** What was brought by this page, by id: a form's value names files by their ids alone. */
const brought = new Map<string, SeenFile>();

export const broughtFile = (id: string): SeenFile | null => brought.get(id) ?? null;

let all: Promise<unknown> = Promise.resolve();

/** Resolves when nothing is on its way any more, whatever became of it. */
export const whenArrived = (): Promise<unknown> => all;

export type Uploads = {
  /** Names of those that are on their way. */
  underWay: readonly string[];
  /** Why the last one that failed did; null again with the next ones. */
  problem: string | null;
  refuse(sentence: string): void;
  /** Calls `take` for each file that has arrived. */
  bring(files: readonly File[], take: (file: SeenFile) => void): Promise<void>;
};

/** What the browser itself can tell without sending anything. */
function fault({ name, size }: File): string | null {
  if (size === 0) return `${name} is empty: choose another file.`;
  return size > mostBytes ? `${name} is too big: 10 MB is the limit.` : null;
}

export function useUploads(): Uploads {
  const connection = useConnection();
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const waiting = useRef<Promise<void>>(Promise.resolve());

  const one = async (file: File, take: (file: SeenFile) => void): Promise<void> => {
    const wrong = fault(file);
    const done = wrong === null ? await connection.upload(file) : ({ ok: false, sentence: wrong } as const);
    setUnderWay((names) => names.toSpliced(names.indexOf(file.name), 1));
    if (!done.ok) return setProblem(done.sentence);
    brought.set(done.file.id, done.file);
    take(done.file);
  };
  return {
    underWay,
    problem,
    refuse: setProblem,
    bring(files, take) {
      setProblem(null);
      setUnderWay((names) => [...names, ...files.map(({ name }) => name)]);
      for (const file of files) waiting.current = waiting.current.then(() => one(file, take));
      all = Promise.all([all, waiting.current]);
      return waiting.current;
    },
  };
}
