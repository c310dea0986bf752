// The words that ask something of an incident: committed at once where the line says enough, else a form opens.

import type { ModalView } from "@slack/types";
import { declaredAnswer, doneAnswer, entryAnswer, exportAnswer } from "../../blocks/answers.ts";
import type { CommandLine } from "../../blocks/command-line.ts";
import type { Message } from "../../blocks/message.ts";
import { refusalMessage, sentenceMessage } from "../../blocks/refusal.ts";
import type { Asking, Handled } from "../../engine/handle.ts";
import type { Told } from "../../engine/incidents.ts";
import type { Incident } from "../../incident/incident.ts";
import type { Severity } from "../../incident/words.ts";
import { type Asker, byPerson, type Desk } from "./desk.ts";
import { freshDeclareForm, incidentForms } from "./open-forms.ts";

/** What a line brings: a message for the person alone, a form, or neither. */
export type Reply = { message?: Message; form?: ModalView };

type Line = { line: CommandLine; told: Told | null; triggerId: string };

/** A word that is asked of an incident that was found. */
export type Found<L> = { line: L; told: Told; key: string };

/** What was committed, or repeated, shows itself in the incident's channel; elsewhere the person is told. */
export function replyTo(handled: Handled, asker: Asker, say: (incident: Incident) => Message | null): Reply {
  if (handled.result === "refused") return { message: refusalMessage(handled.refusal) };
  const { incident } = handled;
  if (incident === null) return {};
  const own = say(incident);
  if (own !== null) return { message: own };
  return incident.channel?.id === asker.channelId ? {} : { message: doneAnswer(incident) };
}

async function declare(desk: Desk, asker: Asker, hint: { severity: Severity | null; title: string }, key: string) {
  const { severity, title } = hint;
  if (severity === null || title === "") return { form: await freshDeclareForm(desk, asker, hint) };
  const at = desk.clock.now();
  const request: Asking = {
    type: "Declare",
    title,
    severity,
    status: "investigating",
    summary: "",
    components: [],
    // Nobody said when it began: unknown, not guessed.
    impactStartedAt: null,
    commanderId: asker.userId,
    isPrivate: false,
    isDrill: false,
    from: null,
  };
  const incidentId = desk.clock.newId();
  const ask = { ...byPerson(asker), incidentId, request, source: "command", occurredAt: at, key } as const;
  return replyTo(await desk.engine.handle(ask), asker, declaredAnswer);
}

/** The request that a line makes by itself; a form where it says too little. */
function requestOf(line: CommandLine): Asking | keyof typeof incidentForms | null {
  switch (line.word) {
    case "update":
      if (line.text === "") return "post-update";
      return { type: "PostUpdate", text: line.text, status: null, nextUpdateAt: null, alsoAnnounce: false };
    case "status":
      if (line.text === "") return { type: "ChangeStatus", status: line.status };
      return { type: "PostUpdate", text: line.text, status: line.status, nextUpdateAt: null, alsoAnnounce: false };
    case "severity":
      return { type: "ChangeSeverity", severity: line.severity };
    case "take":
      return { type: "TakeCommand", seenId: undefined };
    case "role":
      return { type: "AssignRole", role: line.role, userId: line.userId };
    case "resolve":
      return line.text === "" ? "resolve" : { type: "Resolve", text: line.text, impactEndedAt: null };
    case "reopen":
      return line.reason === "" ? "reopen" : { type: "Reopen", reason: line.reason };
    case "cancel":
      return line.reason === "" ? "cancel" : { type: "Cancel", reason: line.reason };
    case "rename":
      return line.title === "" ? "rename" : { type: "Rename", title: line.title };
    case "export":
      return { type: "RequestPostmortem", format: line.format };
    case "pause":
      return line.reason === "" ? "pause" : { type: "PauseClocks", reason: line.reason };
    case "resume":
      return { type: "ResumeClocks" };
    case "impact-remove":
      return { type: "RemoveImpactWindow", windowId: line.windowId, reason: line.reason };
    default:
      return null;
  }
}

async function log(desk: Desk, asker: Asker, told: Told, { text, key }: { text: string; key: string }): Promise<Reply> {
  const now = desk.clock.now();
  if (text === "") return { form: incidentForms["add-entry"](told.incident, now) };
  // Loaded with the first time that somebody types: the tables of zones and names take ten MiB.
  const { readTypedEntry } = await import("./typed-entry.ts");
  const entry = await readTypedEntry(desk, asker.userId, text);
  if ("sentence" in entry) return { message: sentenceMessage(entry.sentence) };
  const request = { type: "AddEntry", text: entry.text, message: null } as const;
  const to = { incidentId: told.incident.id, request, source: "command", occurredAt: entry.at, key } as const;
  const handled = await desk.engine.handle({ ...byPerson(asker), ...to });
  return replyTo(handled, asker, (incident) => entryAnswer(incident, entry.at, entry.as));
}

export async function requestOnLine(desk: Desk, asker: Asker, { line, told, triggerId }: Line): Promise<Reply> {
  const key = `trigger/${triggerId}`;
  if (line.word === "declare") return await declare(desk, asker, line, key);
  // The line was read as one about the channel's incident, which is gone by now.
  if (told === null)
    return { message: sentenceMessage("This incident can't be found: /incident list shows those open.") };
  if (line.word === "log") return await log(desk, asker, told, { text: line.text, key });
  if (line.word === "impact" || line.word === "time") {
    const { typedTimes } = await import("./slash-times.ts");
    return await typedTimes(desk, asker, { line, told, key });
  }
  const request = requestOf(line);
  if (request === null) return {};
  const now = desk.clock.now();
  if (typeof request === "string") return { form: incidentForms[request](told.incident, now, desk.catalog) };
  const to = { incidentId: told.incident.id, request, source: "command", occurredAt: now, key } as const;
  const handled = await desk.engine.handle({ ...byPerson(asker), ...to });
  return replyTo(handled, asker, (incident) => (line.word === "export" ? exportAnswer(incident, line.format) : null));
}
