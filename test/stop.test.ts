// SIGTERM at the worst moment: a listener and a call to Slack hang, and not since the same time.

import { expect, onTestFinished, test } from "vitest";
import { realClock } from "../src/clock.ts";
import { startWorkspace } from "../src/workspace/workspace.ts";
import { temporaryFolder } from "./support/folder.ts";
import { manifest } from "./support/manifest.ts";
import { connected, socketEnvironment, startProgram } from "./support/program.ts";
import { realNow, sleep, until } from "./support/until.ts";

test("All that is under way has ten seconds together: listeners, and then the calls to Slack", async () => {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  onTestFinished(() => workspace.stop());
  const sam = workspace.addPerson({ name: "sam" });
  workspace.addChannel({ name: "general", members: ["sam"] });
  const folder = temporaryFolder();
  const program = startProgram({ env: socketEnvironment(workspace, folder), folder });
  await connected(program, workspace);
  await sam.command("/incident declare sev2 Checkout is failing", { channel: "general" });
  await until(() => workspace.calls.some(({ method }) => method === "bookmarks.add"), { what: "the last effect" });

  workspace.faults.add("*", { kind: "slow", ms: 60_000 });
  await sam.command("/incident update INC-1 Rolled back", { channel: "general" });
  // The update's call is given up after ten seconds and made again in the eleventh; the form's hangs from the sixth on.
  await sleep(5_000);
  await sam.command("/incident update INC-1", { channel: "general" });
  const from = realNow();
  program.signal("SIGTERM");
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(realNow() - from).toBeLessThan(11_000);
}, 60_000);
