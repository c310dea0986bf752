// One incident from its declaration to its export, on the virtual clock: the same story each time, so that what people
// see after trouble can be compared with what they see without.

import type { Person } from "../../src/workspace/people/person.ts";
import type { Channel } from "../../src/workspace/world.ts";
import { type RunningBot, runBot } from "../support/bot.ts";
import { type Seen, seen } from "../support/seen.ts";

export const minute = 60_000;

/** Monday, 2 March 2026, 09:00 UTC. */
export const startsAt = Date.UTC(2026, 2, 2, 9);

export type Stage = RunningBot & { sam: Person; zoe: Person };

/** A chapter: what somebody does, `afterMinutes` from the start. */
export type Chapter = { name: string; afterMinutes: number; act: (stage: Stage) => Promise<void> };

export async function openStage(options: Partial<Parameters<typeof runBot>[0]> = {}): Promise<Stage> {
  const running = await runBot({
    startsAt,
    ...options,
    found(workspace) {
      workspace.addPerson({ name: "sam", realName: "Sam Carter", tz: "Europe/London" });
      workspace.addPerson({ name: "zoe", realName: "Zoe Park", tz: "Europe/London" });
      workspace.addChannel({ name: "incidents", members: ["sam", "zoe"] });
      workspace.addChannel({ name: "general", members: ["sam", "zoe"] });
      options.found?.(workspace);
    },
  });
  return Object.assign(running, { sam: running.workspace.person("sam"), zoe: running.workspace.person("zoe") });
}

/** The channel of the incident with this number. */
export function channelOf({ workspace }: Stage, number = 1): Channel {
  const found = workspace.channels().find(({ name }) => name.startsWith(`inc-${number}-`));
  if (found === undefined) throw new Error(`INC-${number} has no channel.`);
  return found;
}

/** Types a command and insists that it was taken. */
export async function type(person: Person, line: string, channel: string): Promise<void> {
  const outcome = await person.command(`/incident ${line}`, { channel });
  if (outcome.error !== null) throw new Error(`${person.name} was shown ${outcome.error} for ${line}.`);
}

async function announceUpdate(stage: Stage): Promise<void> {
  const outcome = await stage.zoe.command("/incident update", { channel: channelOf(stage).id });
  const form = await outcome.openedForm();
  await form.fill({ text: "The database has no connections left.", status: "identified", announce: ["announce"] });
  const { errors, error } = await form.submit();
  if (errors !== null || error !== null) throw new Error(`The form was refused: ${JSON.stringify({ errors, error })}`);
}

export const chapters: readonly Chapter[] = [
  {
    name: "declare",
    afterMinutes: 0,
    act: ({ sam }) => type(sam, "declare sev2 Checkout is failing", "general"),
  },
  { name: "take", afterMinutes: 5, act: (stage) => type(stage.sam, "role commander @zoe", channelOf(stage).id) },
  { name: "update", afterMinutes: 10, act: announceUpdate },
  {
    name: "log",
    afterMinutes: 15,
    act: (stage) => type(stage.zoe, "log 5 min ago restarted the database", channelOf(stage).id),
  },
  { name: "severity", afterMinutes: 20, act: (stage) => type(stage.zoe, "severity sev1", channelOf(stage).id) },
  {
    name: "resolve",
    afterMinutes: 40,
    act: (stage) => type(stage.zoe, "resolve More connections", channelOf(stage).id),
  },
  { name: "export", afterMinutes: 50, act: (stage) => type(stage.zoe, "export", channelOf(stage).id) },
];

export type Telling = {
  chapters?: readonly Chapter[];
  /** Called after each act, before what follows from it is waited for. */
  between?: (chapter: Chapter) => Promise<void>;
};

/** Tells the story to its end, and what people see then. */
export async function tell(stage: Stage, telling: Telling = {}): Promise<Seen[]> {
  for (const chapter of telling.chapters ?? chapters) {
    await stage.goTo(startsAt + chapter.afterMinutes * minute);
    await chapter.act(stage);
    await telling.between?.(chapter);
  }
  await stage.goTo(startsAt + 60 * minute);
  return seen(stage.workspace);
}

/** Tells it on a stage of its own, without trouble. */
export async function tellUndisturbed(telling: Pick<Telling, "chapters"> = {}): Promise<Seen[]> {
  const stage = await openStage();
  try {
    return await tell(stage, telling);
  } finally {
    await stage.stop();
  }
}
