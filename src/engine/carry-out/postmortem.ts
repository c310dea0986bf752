// The postmortem in the channel, and the other exports: a file, or, where files fail, the whole text in a thread.

import { openingPiece, textPiece } from "../../blocks/piece.ts";
import { once } from "../../incident/effects.ts";
import type { ExportFormat } from "../../incident/events.ts";
import { permalink } from "../../incident/permalink.ts";
import type { MessageLink } from "../../incident/timeline.ts";
import { reference } from "../../incident/words.ts";
import { pieces } from "../../postmortem/pieces.ts";
import type { NewEffect } from "../../store/effects.ts";
import { pieceLength } from "../limits.ts";
import { queued } from "../queued.ts";
import { after, type CarryOut, done, type Job, type Surroundings, unfinished } from "./job.ts";
import { postOnce } from "./message.ts";

/** What was asked for. */
function formatOf({ log }: Job, eventId: string): ExportFormat {
  const asked = log.find(({ id }) => id === eventId);
  return asked?.type === "PostmortemRequested" ? asked.data.format : "markdown";
}

/** The file's name, which is looked for where an answer was lost, and what it is called in the channel. */
const named: Record<ExportFormat, (incident: string) => { filename: string; title: string }> = {
  markdown: (incident) => ({ filename: `${incident}.md`, title: `Postmortem of ${incident}` }),
  json: (incident) => ({ filename: `${incident}.json`, title: `${incident} as JSON` }),
  csv: (incident) => ({ filename: `${incident}-timeline.csv`, title: `Timeline of ${incident}` }),
};

async function document(format: ExportFormat, { log, incident }: Job, { exportZone }: Surroundings): Promise<string> {
  const options = { zone: exportZone, permalink: (message: MessageLink) => permalink(incident.teamUrl, message) };
  // Loaded when the first is asked for: the bot would otherwise carry a Markdown writer and all emoji from its start.
  if (format === "json") return (await import("../../postmortem/json.ts")).incidentJson(log, options);
  if (format === "csv") return (await import("../../postmortem/csv.ts")).timelineCsv(log, options);
  return (await import("../../postmortem/markdown.ts")).postmortem(log, options);
}

/** The text as it is now, cut for the thread: a later event must not change a piece between two of them. */
function inPieces({ incident }: Job, eventId: string, content: string, now: number): NewEffect[] {
  const texts = ["", ...pieces(content, pieceLength)];
  return texts.map((text, index) => {
    const piece = { do: "say-piece", eventId, index, text } as const;
    return queued(once(incident.id, piece, `${eventId}/${index}`, `pieces/${eventId}`), now);
  });
}

export const uploadPostmortem: CarryOut<{ do: "upload-postmortem"; eventId: string }> = async (job, around) => {
  const { incident, isUnsure, triedAt, effect } = job;
  const { gateway, clock } = around;
  if (!incident.channel?.isUsable) return done();
  const channelId = incident.channel.id;
  const format = formatOf(job, effect.eventId);
  const { filename, title } = named[format](reference(incident.number));
  if (isUnsure) {
    const found = await gateway.findUpload({ channelId, filename, since: triedAt });
    // Where Slack forbids looking, a second file is better than none; where it can't be reached, the look waits.
    if (found.outcome !== "done" && found.outcome !== "never") return unfinished(found);
    if (found.outcome === "done" && found.answer) return done();
  }
  const content = await document(format, job, around);
  const uploaded = await gateway.upload({ channelId, filename, title, content, comment: title });
  if (uploaded.outcome !== "never") return after(uploaded, () => done());
  const { code, hint } = uploaded;
  return { ending: "never", code, hint, followUps: inPieces(job, effect.eventId, content, clock.now()) };
};

export const sayPiece: CarryOut<{ do: "say-piece"; eventId: string; index: number; text: string }> = async (
  job,
  { store, gateway },
) => {
  const { teamId, incident, effect, key } = job;
  if (!incident.channel?.isUsable) return done();
  const channelId = incident.channel.id;
  const thread = `pieces/${effect.eventId}`;
  const isOpening = effect.index === 0;
  const opened = isOpening ? null : await store.surface(teamId, incident.id, thread);
  // Without its thread a long text would flood the channel; that the opening failed was told.
  if (!isOpening && opened === null) return done();
  const { title } = named[formatOf(job, effect.eventId)](reference(incident.number));
  const message = isOpening ? openingPiece(title) : textPiece(effect.text);
  return after(await postOnce(job, gateway, { channelId, message, key, threadTs: opened?.ts ?? null }), ({ ts }) =>
    isOpening ? done(null, { name: thread, channelId, ts, version: incident.version, digest: "" }) : done(),
  );
};
