// A promise that a library forgets (FACTS 1.4) must not end the program in the middle of an incident. Only a process of
// its own can show it: in this one, the test runner would catch the rejection.

import { expect, onTestFinished, test } from "vitest";
import { realClock } from "../src/clock.ts";
import { startWorkspace } from "../src/workspace/workspace.ts";
import { temporaryFolder } from "./support/folder.ts";
import { manifest } from "./support/manifest.ts";
import { connected, socketEnvironment, startProgram } from "./support/program.ts";
import { until } from "./support/until.ts";

/** Loaded before the program: a signal makes it forget a promise. */
const forgetful = `data:text/javascript,${encodeURIComponent(
  'process.on("SIGUSR2", () => void Promise.reject(new Error("forgotten")));',
)}`;

test("The program outlives a rejection that nobody handled, reports it, and goes on", async () => {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  onTestFinished(() => workspace.stop());
  workspace.addPerson({ name: "sam" });
  workspace.addChannel({ name: "incidents", members: ["sam"] });
  const folder = temporaryFolder();
  const program = startProgram({ env: socketEnvironment(workspace, folder), folder, imports: [forgetful] });
  await connected(program, workspace);

  program.signal("SIGUSR2");
  await until(() => !program.isRunning() || program.said().includes("forgotten"), { what: "a word about it" });
  expect(program.isRunning(), program.said()).toBe(true);
  expect(program.said()).toContain("A failure was handled by nobody.");

  const outcome = await workspace.person("sam").command("/incident help", { channel: "incidents" });
  expect(outcome.error).toBeNull();
  program.signal("SIGTERM");
  expect(await program.ended).toEqual({ code: 0, signal: null });
}, 60_000);
