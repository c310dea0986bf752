// What is said when time alone brought something: a clock at risk or past its target, a promised update that is due.
// All that one moment brought is one message, the worst first. The commander hears of risks alone; the channel of what
// was missed, with those mentioned whom the policy calls.

import type { KnownBlock } from "@slack/types";
import type { EventOf, Notice } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { isEscalated, isForAll } from "../incident/reactions.ts";
import { secondMs } from "../time/duration.ts";
import { promiseWords, roughly, stateMarks } from "./clock-words.ts";
import { postUpdateButton, takeCommandButton } from "./elements.ts";
import { maxReasonInLine } from "./limits.ts";
import { ago, bold, clock, group, type Line, person, quoted, words } from "./line.ts";
import { type SaidOptions, type SaidPlace, type Saying, saying } from "./saying.ts";
import { slaButton, snoozeButton, stopButton } from "./time-elements.ts";

type Kind = Notice["kind"];

const ranks: readonly Kind[] = ["breached", "update-escalated", "update-overdue", "at-risk", "update-warned"];
const marks: Record<Kind, string> = {
  breached: stateMarks.breached,
  "update-escalated": "⏰",
  "update-overdue": "⏰",
  "at-risk": stateMarks["at risk"],
  "update-warned": "⏳",
};

const isHeardIn: Record<SaidPlace, (notice: Notice) => boolean> = {
  channel: isForAll,
  aside: isForAll,
  announcement: isEscalated,
  direct: (notice) => !isForAll(notice),
};

/** A promise that was to be kept by the time that the policy asks for an update: one word about one update. */
const isOfPolicy = (one: Notice, notices: readonly Notice[]): boolean =>
  one.kind === "update-overdue" &&
  notices.some((other) => other.kind === "breached" && other.target === "updateEvery" && isSame(one, other));

const isSame = (one: Notice, other: Notice): boolean => Math.abs(one.dueAt - other.dueAt) < secondMs;

/** What is for this place, the worst first; of a promise only the last that is to be said. */
function heard(notices: readonly Notice[], place: SaidPlace): Notice[] {
  const escalated = new Set(notices.flatMap((one) => (one.kind === "update-escalated" ? [one.dueAt] : [])));
  const told = notices.filter((one) => one.kind !== "update-overdue" || !escalated.has(one.dueAt));
  const mine = told.filter(isHeardIn[place]);
  return (mine.length === 0 ? told : mine).toSorted(
    (one, other) => ranks.indexOf(one.kind) - ranks.indexOf(other.kind) || one.dueAt - other.dueAt,
  );
}

/** A moment that passed while Sitrep was away, or before a time was corrected, is said with how long ago it was. */
function late(dueAt: number, saidAt: number): Line {
  const span = roughly(saidAt - dueAt);
  return span === null ? [] : [words(`, ${span} ago`)];
}

const ahead = (dueAt: number): Line => [clock(dueAt), words(" ("), ago(dueAt), words(")")];

/** `isPromised`: a person promised the update for then, too. */
function noticeLine(notice: Notice, saidAt: number, isPromised: boolean): Line {
  const { dueAt } = notice;
  switch (notice.kind) {
    case "breached": {
      if (isPromised) {
        const every = promiseWords(notice.target, notice.said);
        return [bold("SLA breached"), words(`: ${every}, promised for `), clock(dueAt), ...late(dueAt, saidAt)];
      }
      const promise = promiseWords(notice.target, notice.said);
      return [bold("SLA breached"), words(`: ${promise}, due `), clock(dueAt), ...late(dueAt, saidAt)];
    }
    case "at-risk":
      return [bold("SLA at risk"), words(`: ${promiseWords(notice.target, notice.said)}, due `), ...ahead(dueAt)];
    case "update-warned":
      return [bold("Update due soon"), words(": promised for "), ...ahead(dueAt)];
    case "update-overdue": {
      const over = late(dueAt, saidAt);
      const lead = over.length === 0 ? "The next update is due" : "The next update is overdue";
      return [bold(lead), words(": promised for "), clock(dueAt), ...over];
    }
    case "update-escalated":
      return [bold("Still no update"), words(": promised for "), clock(dueAt), ...late(dueAt, saidAt)];
  }
}

/** Those whom the policy calls. A handle that Slack does not know is at least read. */
function calledBy({ policies }: Incident, groups: Readonly<Record<string, string>>): Line {
  return (policies.at(-1)?.escalateTo ?? []).flatMap((to): Line => {
    if (to.kind === "channel") return [];
    if (to.kind === "user") return [person(to.id)];
    const id = "id" in to.group ? to.group.id : Object.hasOwn(groups, to.group.handle) && groups[to.group.handle];
    return [id ? group(id) : quoted("handle" in to.group ? `@${to.group.handle}` : "", maxReasonInLine)];
  });
}

/** Mentioned in the incident's own channel alone, each once: who promised the update, and whom the policy calls. */
function call(notices: readonly Notice[], incident: Incident, { place, groups = {} }: SaidOptions): Line {
  if (place !== "channel") return [];
  const { commanderId } = incident;
  const isPromise = notices.some(({ kind }) => kind === "update-overdue" || kind === "update-escalated");
  const called = [
    ...(isPromise && commanderId !== null ? [person(commanderId)] : []),
    ...(notices.some(isEscalated) ? calledBy(incident, groups) : []),
  ];
  const once = new Map(called.map((part) => [JSON.stringify(part), part]));
  return [...once.values()].flatMap((part) => [part, words(" ")]);
}

/** What can be done about it, there and then. */
function controls(notices: readonly Notice[], incident: Incident, place: SaidPlace): KnownBlock[] {
  if (place === "announcement" || place === "aside") return [];
  const isDue = notices.some(
    (one) => one.kind.startsWith("update-") || ("target" in one && /[uU]pdate/.test(one.target)),
  );
  const promise = notices.find(({ kind }) => kind === "update-overdue" || kind === "update-escalated");
  const isUntaken =
    incident.commanderId === null && notices.some((one) => "target" in one && one.target === "acknowledge");
  const elements = [
    ...(isUntaken ? [takeCommandButton(incident)] : []),
    ...(isDue ? [postUpdateButton(incident)] : []),
    ...(promise === undefined ? [] : [snoozeButton(incident, promise.dueAt), stopButton(incident, promise.dueAt)]),
    ...(notices.some((one) => "clock" in one) ? [slaButton(incident)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: "actions", block_id: "said-time", elements }];
}

export function timeNoted(event: EventOf<"TimeNoted">, incident: Incident, options: SaidOptions): Saying {
  const notices = heard(event.data.notices, options.place);
  const [first, ...rest] = notices.filter((notice) => !isOfPolicy(notice, notices));
  const isPromised = (notice: Notice): boolean => notices.some((one) => isOfPolicy(one, [notice]));
  const line = (notice: Notice): Line => noticeLine(notice, event.occurredAt, isPromised(notice));
  const lead: Line =
    first === undefined ? [] : [words(`${marks[first.kind]} `), ...call(notices, incident, options), ...line(first)];
  return saying(lead, {
    more: rest.map((notice) => [words(`${marks[notice.kind]} `), ...line(notice)]),
    isSigned: false,
    controls: controls(notices, incident, options.place),
  });
}
