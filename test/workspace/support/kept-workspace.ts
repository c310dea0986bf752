// A workspace in a process of its own, to be killed: `node kept-workspace.ts STATE_FILE`. It says where it is.

import { realClock } from "../../../src/clock.ts";
import { bareHost } from "../../../src/workspace/client/host.ts";
import { startWorkspace } from "../../../src/workspace/workspace.ts";
import { manifestWith } from "./bolt.ts";

const workspace = await startWorkspace({
  clock: realClock(),
  manifest: manifestWith(),
  stateFile: process.argv[2] ?? null,
  page: { host: bareHost, firstPerson: null },
});
if (!workspace.isRestored) {
  workspace.addPerson({ name: "sam" });
  workspace.addChannel({ name: "general", members: ["sam", "bot"] });
}
process.stdout.write(`${JSON.stringify({ apiUrl: workspace.apiUrl, token: workspace.botToken })}\n`);
