// The files that a rule does not hold for, each with its reason. A line that is no longer needed fails the tidy test.

import type { Rule } from "./source.ts";

export type Exception = { readonly path: string; readonly rule: Rule; readonly reason: string };

export const exceptions: readonly Exception[] = [
  {
    path: "src/workspace/real-time.ts",
    rule: "time",
    reason: "Slack's sockets and answers take real time, whatever the workspace's own clock says",
  },
  {
    path: "src/workspace/page/real-time.ts",
    rule: "time",
    reason: "the page runs in the browser, where the host's clocks are not; all it knows of time is in this file",
  },
];
