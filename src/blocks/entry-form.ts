// The form that adds to a timeline: what happened and when; or, for a message, to which incident it belongs.

import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { PersonalRequest } from "../incident/commands.ts";
import type { MessageRef } from "../incident/events.ts";
import { maxTextLength } from "../incident/limits.ts";
import { reference } from "../incident/words.ts";
import { cut } from "./cut.ts";
import { option } from "./elements.ts";
import { filled, form, instantInput, type ReadForm, readMetadata, selectInput, textInput } from "./form.ts";
import { callbacks, inputs } from "./ids.ts";
import { maxCardLine, maxOptionText, maxSelectOptions, maxWordsAlong } from "./limits.ts";
import { clock, firstLine, richQuote } from "./line.ts";
import { type Listed, listedName } from "./listed.ts";
import { inLine } from "./mrkdwn.ts";
import { noticeView } from "./notice-view.ts";

/** Times are epoch ms. */
export type EntryFormInitial = {
  /** The incident, or those to choose from where the message stands in no incident's channel. */
  incident: { id: string; number: number } | readonly Listed[];
  occurredAt: number;
  text: string;
  /** The message that is to be the entry; then its text and its time are the entry's. */
  message: MessageRef | null;
};

const metadataSchema = z.object({
  incidentId: z.string().min(1).nullable(),
  occurredAt: z.int(),
  message: z.object({ channelId: z.string(), ts: z.string(), authorId: z.string().nullable() }).nullable(),
  /** The message's words: Sitrep may not be in its channel to read them there. */
  text: z.string().nullable(),
});

const picker = (choices: readonly Listed[]): KnownBlock =>
  selectInput({
    id: inputs.incident,
    label: "Incident",
    options: choices
      .slice(0, maxSelectOptions)
      .map((one) => option(inLine(cut(listedName(one), maxOptionText), maxOptionText), one.id)),
    initial: choices.length === 1 ? (choices[0]?.id ?? null) : null,
    isOptional: false,
  });

const own = (text: string, occurredAt: number): KnownBlock[] => [
  textInput({
    id: inputs.text,
    label: "What happened?",
    initial: text,
    max: maxTextLength,
    isMultiline: true,
    isOptional: false,
  }),
  instantInput({ id: inputs.occurred, label: "When", initial: occurredAt, isOptional: false }),
];

const quote = (text: string, occurredAt: number): KnownBlock =>
  richQuote([clock(occurredAt)], firstLine(text, maxCardLine));

/** A message's words go along where they fit; longer ones are read from Slack, if that lets us. */
const wordsToKeep = (message: MessageRef | null, text: string): string | null =>
  message !== null && text !== "" && JSON.stringify(text).length <= maxWordsAlong ? text : null;

/** With nothing to choose from, a view that says so. */
export function entryForm({ incident, occurredAt, text, message }: EntryFormInitial): ModalView {
  const choices = "id" in incident ? null : incident;
  if (choices !== null && choices.length === 0) {
    return noticeView("Add to timeline", "No incident is open: /incident declare opens one.");
  }
  const title = "id" in incident && message === null ? `Timeline of ${reference(incident.number)}` : "Add to timeline";
  return form({
    id: callbacks.entry,
    title,
    submit: "Add",
    metadata: {
      incidentId: "id" in incident ? incident.id : null,
      occurredAt,
      message,
      text: wordsToKeep(message, text),
    },
    blocks: [
      ...(choices === null ? [] : [picker(choices)]),
      ...(message === null ? own(text, occurredAt) : [quote(text, occurredAt)]),
    ],
  });
}

export type EntryRequest = Extract<PersonalRequest, { type: "AddEntry" }>;

/** `occurredAt` (epoch ms) belongs on the command, beside the request. */
export function readEntryForm(
  values: unknown,
  privateMetadata: string,
): ReadForm<{ incidentId: string; occurredAt: number; request: EntryRequest }> {
  const { incidentId: known, occurredAt: shownAt, message, text } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const incidentId = known ?? given.choice(inputs.incident);
  if (incidentId === null) return { ok: false, errors: { [inputs.incident]: "Choose the incident it belongs to." } };
  if (message !== null) {
    return { ok: true, incidentId, occurredAt: shownAt, request: { type: "AddEntry", text, message } };
  }
  const occurredAt = given.instant(inputs.occurred) ?? shownAt;
  const request = { type: "AddEntry", text: given.text(inputs.text), message: null } as const;
  return { ok: true, incidentId, occurredAt, request };
}
