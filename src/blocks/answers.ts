// What one person is told after a command that worked and shows itself elsewhere, or not yet.
// Never says more than what is on disk: a channel that is still to be made is not there yet.

import type { ExportFormat } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { clock, type Line, lineText, notification, rich, words } from "./line.ts";
import type { Message } from "./message.ts";
import { headline, where } from "./wording.ts";

const answer = (line: Line): Message => ({ text: notification(lineText(line)), blocks: [rich(line)] });

/** Where the incident goes on, if its channel is there. */
const place = (incident: Incident): Line => {
  const found = where(incident);
  return found.length === 0 ? [] : [words(" → "), ...found];
};

export const declaredAnswer = (incident: Incident): Message =>
  answer([...headline(incident), words(" is declared. You are invited to its channel as soon as Slack has made it.")]);

/** `occurredAt` is epoch ms; `readAs` says how a typed time was understood, or null where nothing was typed. */
export const entryAnswer = (incident: Incident, occurredAt: number, readAs: string | null): Message =>
  answer([
    words("Added to the timeline of "),
    ...headline(incident),
    ...(readAs === null ? [words(" at "), clock(occurredAt), words(".")] : [words(`: ${readAs}.`)]),
  ]);

/** For a change that was asked for from outside the incident's channel. */
export const doneAnswer = (incident: Incident): Message =>
  answer([words("Done: "), ...headline(incident), ...place(incident)]);

const exported: Record<ExportFormat, string> = {
  markdown: "The postmortem is put into the channel as a file: ",
  json: "The incident is put into the channel as a JSON file: ",
  csv: "The timeline is put into the channel as a CSV file: ",
};

export const exportAnswer = (incident: Incident, format: ExportFormat): Message =>
  answer([words(exported[format]), ...headline(incident), ...place(incident)]);
