// `/incident impact …` and `/incident time …`: times as people type them, read and committed at once; a form where too
// little was said. Loaded with the first of them: the tables of zones and names take ten MiB.

import type { CommandLine } from "../../blocks/command-line.ts";
import { impactForm } from "../../blocks/impact-form.ts";
import { sentenceMessage } from "../../blocks/refusal.ts";
import { milestoneAnswer, windowAnswer } from "../../blocks/time-answers.ts";
import { timesForm } from "../../blocks/times-form.ts";
import type { Asking, Handled } from "../../engine/handle.ts";
import type { Incident } from "../../incident/incident.ts";
import { reference } from "../../incident/words.ts";
import { type Asker, byPerson, type Desk } from "./desk.ts";
import { usualDegree } from "./open-forms.ts";
import { type Found, type Reply, replyTo } from "./slash-requests.ts";
import { readTypedInstant } from "./typed-entry.ts";
import { readTypedWindow } from "./typed-window.ts";

type ImpactLine = Extract<CommandLine, { word: "impact" }>;
type MilestoneLine = Extract<CommandLine, { word: "time" }>;

function ask(desk: Desk, asker: Asker, { told, key }: Omit<Found<unknown>, "line">, request: Asking): Promise<Handled> {
  const at = desk.clock.now();
  const to = { incidentId: told.incident.id, request, source: "command", occurredAt: at, key } as const;
  return desk.engine.handle({ ...byPerson(asker), ...to });
}

const isIn = ({ channel }: Incident, { channelId }: Asker): boolean => channel !== null && channel.id === channelId;

/** As they are written where they are known. */
const named = (typed: readonly string[], names: readonly string[]): string[] =>
  typed.map((one) => names.find((known) => known.toLowerCase() === one.toLowerCase()) ?? one);

async function impact(desk: Desk, asker: Asker, found: Found<ImpactLine>): Promise<Reply> {
  const { incident } = found.told;
  const { windowId, text } = found.line;
  const known = incident.windows.find(({ id }) => id === windowId) ?? null;
  if (windowId !== null && known === null) {
    const none = `${reference(incident.number)} has no impact window ${windowId}`;
    const sentence = `${none}: /incident impact shows those it has.`;
    return { message: sentenceMessage(sentence) };
  }
  if (text === "")
    return { form: impactForm({ incident, windowId, usualDegree: usualDegree(incident, desk.catalog) }) };
  const names = [...incident.components, ...desk.catalog.components.map((one) => one.name)];
  const usual = (components: string[]) =>
    usualDegree(components.length === 0 ? incident : { components: named(components, names) }, desk.catalog);
  const typed = await readTypedWindow(desk, asker.userId, { text, known, names, usual });
  if ("sentence" in typed) return { message: sentenceMessage(typed.sentence) };
  const handled = await ask(desk, asker, found, { type: "SetImpactWindow", windowId, ...typed.input });
  return replyTo(handled, asker, (after) =>
    windowAnswer(after, { windowId: windowId ?? after.windowCount, readAs: typed.as, isHere: isIn(after, asker) }),
  );
}

/** "unknown", and what may follow it. */
const unknown = /^(?:unknown|not known|\?)(?:[\s,:]+(?:[–—-]+\s+)?|$)/i;

type TypedMilestone = { at: number | null; reason: string; as: string | null };

async function readMilestoneTime(
  desk: Desk,
  asker: Asker,
  text: string,
): Promise<TypedMilestone | { sentence: string }> {
  const word = unknown.exec(text)?.[0];
  if (word !== undefined) return { at: null, reason: text.slice(word.length).trim(), as: null };
  const read = await readTypedInstant(desk, asker.userId, text);
  return read.ok ? { at: read.at, reason: read.rest.trim(), as: read.as } : { sentence: read.sentence };
}

async function milestone(desk: Desk, asker: Asker, found: Found<MilestoneLine>): Promise<Reply> {
  const { incident } = found.told;
  const { milestone: name, text } = found.line;
  if (name === null || text === "")
    return { form: timesForm({ incident, milestone: name, at: null, isReasonAsked: false }) };
  const typed = await readMilestoneTime(desk, asker, text);
  if ("sentence" in typed) return { message: sentenceMessage(typed.sentence) };
  const { at, reason, as } = typed;
  const handled = await ask(desk, asker, found, { type: "SetMilestone", milestone: name, at, reason });
  if (isReasonMissing(handled)) {
    return { form: timesForm({ incident, milestone: name, at: at ?? "unknown", isReasonAsked: true }) };
  }
  // "11:00" typed at ten is yesterday's: who meant another day sees it here.
  if (as !== null && handled.result === "refused" && handled.refusal.refused === "out-of-order") {
    return { message: sentenceMessage(`That is ${as}. ${handled.refusal.sentence}`) };
  }
  return replyTo(handled, asker, (after) =>
    milestoneAnswer(after, { milestone: name, readAs: as, isHere: isIn(after, asker) }),
  );
}

/** A correction without a reason: the form goes on with what was typed, and asks for it. */
const isReasonMissing = (handled: Handled): boolean =>
  handled.result === "refused" && handled.refusal.field === "reason" && handled.refusal.refused === "missing";

export const typedTimes = (
  desk: Desk,
  asker: Asker,
  { line, ...found }: Found<ImpactLine | MilestoneLine>,
): Promise<Reply> =>
  line.word === "impact" ? impact(desk, asker, { line, ...found }) : milestone(desk, asker, { line, ...found });
