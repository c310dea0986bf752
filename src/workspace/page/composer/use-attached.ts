// Files that go with the message that is being written.

import { useState } from "preact/hooks";
import type { SeenFile } from "../../client/seen.ts";
import { useUploads } from "../files/uploads.ts";

/** As many as a message takes in Slack. */
const mostFiles = 10;

export type Attached = {
  files: readonly SeenFile[];
  underWay: readonly string[];
  problem: string | null;
  add(files: readonly File[]): void;
  remove(id: string): void;
  clear(): void;
};

export function useAttached(): Attached {
  const [files, setFiles] = useState<readonly SeenFile[]>([]);
  const uploads = useUploads();
  return {
    files,
    underWay: uploads.underWay,
    problem: uploads.problem,
    add(more) {
      const fitting = more.slice(0, Math.max(0, mostFiles - files.length - uploads.underWay.length));
      void uploads.bring(fitting, (file) => setFiles((held) => [...held, file]));
      if (fitting.length < more.length) uploads.refuse(`At most ${mostFiles} files go with a message.`);
    },
    remove: (id) => setFiles((held) => held.filter((file) => file.id !== id)),
    clear: () => setFiles([]),
  };
}
