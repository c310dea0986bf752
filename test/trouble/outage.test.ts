import { join } from "node:path";
import { expect, test } from "vitest";
import { startBot } from "../../src/bot.ts";
import { realClock } from "../../src/clock.ts";
import { createLog, type Log } from "../../src/log.ts";
import { defaultSettings } from "../../src/settings/effective.ts";
import { temporaryFolder } from "../support/folder.ts";
import { sleep, until } from "../support/until.ts";
import {
  type Chapter,
  chapters,
  minute,
  openStage,
  type Stage,
  startsAt,
  tell,
  tellUndisturbed,
  type,
} from "./story.ts";

type Line = { level: string; message: string };

/** A log that keeps its lines. */
function keepingLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Line) };
  return { log: createLog({ level: "info", destination, isForPeople: false }), lines };
}

const only = (...names: string[]): Chapter[] => chapters.filter(({ name }) => names.includes(name));

const bothConnections = ({ workspace }: Stage): Promise<unknown> =>
  workspace.until("both connections", () => workspace.connections() === 2, 30_000);

/** Starts the bot again where Slack can't be reached; unlike `restart` it does not wait to be connected. */
async function startUnconnected(stage: Stage, log: Log): Promise<void> {
  const settings = defaultSettings({ announceIn: [{ name: "incidents" }], exportZone: "UTC" });
  stage.bot = await startBot({ config: stage.config, settings, clock: stage.clock, wireClock: realClock(), log });
}

test("Slack not reachable at the start: it says so once, connects when it can, delivers what waited", async () => {
  const told = only("declare", "take", "export");
  const stage = await openStage({ databaseUrl: join(temporaryFolder(), "sitrep.db") });
  const { workspace } = stage;
  const { log, lines } = keepingLog();
  // Committed and acknowledged, but the outage begins before anything of it reaches Slack.
  workspace.faults.add("*", { kind: "reset" });
  await told[0]?.act(stage);
  await stage.bot.stop();
  await workspace.faults.down();
  workspace.faults.clear();

  await startUnconnected(stage, log);
  await stage.clock.advanceBy(minute);
  await until(() => lines.length > 0, { what: "a word about it" });
  // Long enough for several attempts of both lines.
  await sleep(2_500);
  const alarms = lines.filter(({ level }) => level === "warn" || level === "error");
  expect(alarms.map(({ message }) => message)).toEqual([expect.stringMatching(/^Slack can't be reached/)]);

  await workspace.faults.up();
  await bothConnections(stage);
  await until(() => stage.bot.slack.isConnected(), { what: "Slack to know the bot" });
  expect(await tell(stage, { chapters: told.slice(1) })).toEqual(await tellUndisturbed({ chapters: told }));
  expect(lines.filter(({ level }) => level === "info").length).toBeGreaterThan(0);
  await stage.stop();
}, 60_000);

test("Slack gone for ten minutes after an update was acknowledged: delivered when Slack is back", async () => {
  const { log, lines } = keepingLog();
  const stage = await openStage({ log });
  const { workspace } = stage;
  const told = only("declare", "take", "update", "severity", "resolve", "export");
  const gone = async (): Promise<void> => {
    await workspace.faults.down();
    const callsBefore = workspace.calls.length;
    await stage.goTo(stage.clock.now() + 10 * minute);
    expect(workspace.calls).toHaveLength(callsBefore);
    await workspace.faults.up();
    await bothConnections(stage);
  };
  const between = async ({ name }: Chapter): Promise<void> => {
    if (name === "update") await gone();
  };
  expect(await tell(stage, { chapters: told, between })).toEqual(await tellUndisturbed({ chapters: told }));
  const alarms = lines.filter(({ level, message }) => level === "warn" && /Slack/.test(message));
  expect(alarms.length, JSON.stringify(alarms)).toBe(1);
  await stage.stop();
}, 60_000);

test("Calls fail for ten minutes while clicks still come: all is committed, and delivered in its order", async () => {
  const words = (name: string, afterMinutes: number, line: string): Chapter => ({
    name,
    afterMinutes,
    act: ({ sam }) => type(sam, line, "general"),
  });
  const told = [
    words("declare", 0, "declare sev2 Checkout is failing"),
    words("first", 1, "update INC-1 The first word"),
    words("severity", 2, "severity INC-1 sev1"),
    words("second", 5, "update INC-1 The second word"),
    words("role", 6, "role INC-1 commander @zoe"),
    words("resolve", 9, "resolve INC-1 More connections"),
    words("late", 30, "export INC-1"),
  ];
  const stage = await openStage();
  const { workspace } = stage;
  const mend = workspace.faults.add("*", { kind: "reset" }, { until: startsAt + 10 * minute });
  const seen = await tell(stage, { chapters: told });
  mend();
  expect(seen).toEqual(await tellUndisturbed({ chapters: told }));
  // Asked after less and less often: a lane tries some twenty times in ten minutes, not six hundred.
  const failed = workspace.calls.filter(({ outcome }) => outcome === "reset");
  expect(failed.length).toBeGreaterThan(10);
  expect(failed.length).toBeLessThan(150);
  await stage.stop();
}, 60_000);
