import { expect, test } from "vitest";
import { realClock } from "../../src/clock.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { temporaryFolder } from "../support/folder.ts";
import { manifest } from "../support/manifest.ts";
import { connected, type Program, socketEnvironment, startProgram } from "../support/program.ts";
import { type Seen, seen } from "../support/seen.ts";
import { until } from "../support/until.ts";
import { openOutbox, type When } from "./declared.ts";

const incidentChannel = (workspace: Workspace): string =>
  workspace.channels().find(({ name }) => name.startsWith("inc-1-"))?.id ?? "general";

/** What is typed in its life, a line for each kind of effect. What follows from the first is tried elsewhere. */
const declaration = "declare sev2 Checkout is failing";
const lines = [
  "status identified It is the pool",
  "log 5 min ago restarted the database",
  "role commander @zoe",
  "rename Checkout and search are failing",
  "resolve More connections",
  "export",
];

type Kill = { when: When; call: number };

type Lived = { seen: Seen[]; kills: number };

/** Lives through an incident, killed at one call after each line was acknowledged; gives what people see at the end. */
async function live(kill: Kill | null): Promise<Lived> {
  const workspace = await startWorkspace({ clock: realClock(), manifest });
  const sam = workspace.addPerson({ name: "sam", tz: "Europe/London" });
  workspace.addPerson({ name: "zoe" });
  workspace.addChannel({ name: "incidents", members: ["sam", "zoe"] });
  workspace.addChannel({ name: "general", members: ["sam", "zoe"] });
  const folder = temporaryFolder();
  const start = async (): Promise<Program> => {
    const started = startProgram({ folder, env: socketEnvironment(workspace, folder) });
    await connected(started, workspace);
    return started;
  };
  let kills = 0;
  let program = await start();
  const outbox = openOutbox(folder);
  for (const line of [declaration, ...lines]) {
    const { error } = await sam.command(`/incident ${line}`, { channel: incidentChannel(workspace) });
    expect(error, line).toBeNull();
    const disarm =
      kill === null || line === declaration
        ? () => undefined
        : workspace.faults.onCall("*", kill.call, kill.when, () => {
            program.signal("SIGKILL");
            return "drop";
          });
    const isOver = (): boolean => !program.isRunning() || outbox.isEmpty();
    await until(isOver, { what: `the end of what follows from ${line}`, timeoutMs: 30_000 });
    disarm();
    if (program.isRunning()) continue;
    kills += 1;
    await until(() => workspace.connections() === 0, { what: "the connections of the killed program to close" });
    program = await start();
    await until(isOver, { what: `the rest of what follows from ${line}`, timeoutMs: 30_000 });
    expect(program.isRunning(), program.said()).toBe(true);
  }
  outbox.close();
  program.signal("SIGTERM");
  await program.ended;
  await workspace.stop();
  return { seen: seen(workspace, { withoutTimes: true }), kills };
}

test("Killed at any call that follows from any line, the next start shows everything, and once", async () => {
  const moments = [1, 2, 3].flatMap((call) => [{ when: "before", call } as const, { when: "after", call } as const]);
  const [undisturbed, ...lived] = await Promise.all([live(null), ...moments.map(live)]);
  for (const [index, { seen: is, kills }] of lived.entries()) {
    expect(kills, `kills at ${JSON.stringify(moments[index])}`).toBeGreaterThan(2);
    expect(is, `killed at ${JSON.stringify(moments[index])}`).toEqual(undisturbed?.seen);
  }
}, 240_000);
