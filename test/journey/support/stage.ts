// The stage on which journeys are played: a workspace with people, the whole bot, and what people can see of it.
// A test may share it with others of its file: each declares an incident of its own.

import type { IncidentEvent } from "../../../src/incident/events.ts";
import { createLog } from "../../../src/log.ts";
import type { Outcome } from "../../../src/workspace/people/outcome.ts";
import type { Person } from "../../../src/workspace/people/person.ts";
import type { Workspace } from "../../../src/workspace/workspace.ts";
import type { Channel, Message } from "../../../src/workspace/world.ts";
import { type BotOptions, type RunningBot, runBot } from "../../support/bot.ts";
import { read, type Shown } from "./reading.ts";

export const minute = 60_000;
const hour = 60 * minute;

/** Monday, 2 March 2026, 10:00 UTC. */
export const startsAt = Date.UTC(2026, 2, 2, 10);

export type Stage = RunningBot & {
  /** Declares incidents, mostly; in London. */
  sam: Person;
  /** In Los Angeles. */
  ada: Person;
  /** In the channel #general only, and in no incident. */
  kim: Person;
  /** The lines that the bot has logged. */
  logged: string[];
  read(shown: Shown): string;
};

export type StageOptions = Partial<BotOptions>;

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const logged: string[] = [];
  const log = createLog({
    level: "debug",
    destination: { write: (line) => void logged.push(line) },
    isForPeople: false,
  });
  const running = await runBot({
    startsAt,
    log,
    ...options,
    found(workspace) {
      workspace.addPerson({ name: "sam", realName: "Sam Carter", tz: "Europe/London" });
      workspace.addPerson({ name: "ada", realName: "Ada Byron", tz: "America/Los_Angeles" });
      workspace.addPerson({ name: "kim", realName: "Kim Ito", tz: "Asia/Tokyo" });
      workspace.addChannel({ name: "incidents", members: ["sam", "ada", "kim"] });
      workspace.addChannel({ name: "general", members: ["sam", "ada", "kim"] });
      options.found?.(workspace);
    },
  });
  const { workspace, clock } = running;
  return Object.assign(running, {
    sam: workspace.person("sam"),
    ada: workspace.person("ada"),
    kim: workspace.person("kim"),
    logged,
    read: (shown: Shown) => read(shown, { workspace, now: clock.now() }),
  });
}

/** What one person alone is told: the text of the `at`-th answer. */
export async function answer(stage: Stage, outcome: Outcome | Promise<Outcome>, at = 0): Promise<string> {
  return stage.read(await (await outcome).reply(at));
}

/** Types `/incident line`, lets all that follows happen, and gives the answer; "" where there was none. */
export async function type(stage: Stage, person: Person, line: string, channel = "general"): Promise<string> {
  const outcome = await person.command(`/incident ${line}`.trim(), { channel });
  if (outcome.error !== null) throw new Error(`Slack showed ${outcome.error}.`);
  await stage.pass(5_000);
  return outcome.replies.map((reply) => stage.read(reply)).join("\n");
}

/** Opens the form that `/incident line` brings. */
export async function formOf(person: Person, line: string, channel = "general") {
  return await (await person.command(`/incident ${line}`.trim(), { channel })).openedForm();
}

const isBots = (workspace: Workspace, message: Message): boolean =>
  message.user === workspace.botUserId && message.subtype === null;

/** The bot's messages in a channel, threads left out. */
export const posts = ({ workspace }: RunningBot, channel: string): Message[] =>
  workspace
    .channel(channel)
    .messages.filter((message) => isBots(workspace, message) && (message.threadTs ?? message.ts) === message.ts);

export type Played = {
  number: number;
  ref: string;
  /** The id of its channel. */
  channel: string;
};

/** The newest channel that the bot has made. */
export function newestChannel({ workspace }: RunningBot): Channel {
  const own = workspace.channels().filter(({ creator }) => creator === workspace.botUserId);
  const newest = own.at(-1);
  if (newest === undefined) throw new Error("The bot has made no channel.");
  return newest;
}

/** The incident whose channel was made last. */
export function newest(running: RunningBot): Played {
  const channel = newestChannel(running);
  const number = Number(/^inc-(\d+)/.exec(channel.name)?.[1]);
  return { number, ref: `INC-${number}`, channel: channel.id };
}

/** `/incident declare …` typed by `person`, until everything stands. */
export async function declare(stage: Stage, person: Person, words: string): Promise<Played> {
  await type(stage, person, `declare ${words}`);
  return newest(stage);
}

export function cardMessage(stage: RunningBot, { channel }: Played): Message {
  const [card] = posts(stage, channel);
  if (card === undefined) throw new Error("There is no card.");
  return card;
}

export const card = (stage: Stage, played: Played): string => stage.read(cardMessage(stage, played));

export const topic = ({ workspace }: RunningBot, { channel }: Played): string => workspace.channel(channel).topic.value;

/** The incident's announcements: messages that begin with it. */
export const announced = (stage: Stage, { ref }: Played): string[] =>
  posts(stage, "incidents")
    .map((message) => stage.read(message))
    .filter((text) => new RegExp(`\\b${ref}\\b`).test(text));

/** What the bot has said in the incident's channel beside the card, oldest first. */
export const saidIn = (stage: Stage, { channel }: Played): string[] =>
  posts(stage, channel)
    .slice(1)
    .map((message) => stage.read(message));

/** The bot's direct messages to a person. */
export const told = (stage: Stage, person: Person): string[] =>
  person
    .dm()
    .messages.filter(({ byApp }) => byApp)
    .map((message) => stage.read(message));

export async function logOf({ bot, workspace }: RunningBot, { channel }: Played): Promise<readonly IncidentEvent[]> {
  const found = await bot.engine.find.byChannel(workspace.team.id, channel);
  if (found === null) throw new Error(`No incident has the channel ${channel}.`);
  return found.log;
}

/**
 * The facts of its log, without Slack's bookkeeping and without what time alone brings: what people changed is here,
 * what they did not is not.
 */
export async function facts(running: RunningBot, played: Played): Promise<string[]> {
  const bookkeeping = ["MessagePosted", "PersonNamed", "ChannelCreated", "MessageQuoted", "TimeNoted"];
  const log = await logOf(running, played);
  return log.filter(({ type: fact }) => !bookkeeping.includes(fact)).map(({ type: fact }) => fact);
}

/** To the next full hour, so that a test knows what the clock says to people. */
export async function nextHour(stage: RunningBot): Promise<void> {
  await stage.goTo((Math.floor(stage.clock.now() / hour) + 1) * hour);
}

let quietMinutes = 0;

/** To the next hour and a minute of its own, in which no clock of another test's incident falls due. */
export async function quietMinute(stage: RunningBot): Promise<void> {
  await nextHour(stage);
  quietMinutes += 1;
  await stage.pass(quietMinutes * 61_000);
}

/** The Markdown of the newest export in the incident's channel; null where there is none. */
export function exported({ workspace }: RunningBot, { channel }: Played): string | null {
  const id = workspace
    .channel(channel)
    .messages.flatMap(({ fileIds }) => fileIds)
    .at(-1);
  return id === undefined ? null : (workspace.file(id).bytes?.toString("utf8") ?? null);
}

/** The postmortem as it would be exported now, through the channel. */
export async function exportOf(stage: Stage, person: Person, played: Played): Promise<string> {
  await type(stage, person, `export ${played.ref}`);
  return exported(stage, played) ?? "";
}

/** All that is written where everybody of the workspace can read it: names, topics, messages, bookmarks. */
export function publicText({ workspace }: RunningBot): string {
  const open = workspace.channels().filter(({ kind }) => kind === "public");
  return JSON.stringify(
    open.map(({ name, topic: { value }, messages, bookmarks }) => [name, value, messages, bookmarks]),
  );
}
