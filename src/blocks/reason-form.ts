// The forms of one field: why it is opened again, why it is canceled, what it is called.

import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { PersonalRequest } from "../incident/commands.ts";
import { maxReasonLength, maxTitleLength } from "../incident/limits.ts";
import { reference } from "../incident/words.ts";
import { filled, form, type ReadForm, readMetadata, textInput } from "./form.ts";
import { callbacks, inputs } from "./ids.ts";

export type ReasonFormId = "reopen-form" | "cancel-form" | "rename-form" | "pause-form";
/** `text` is the reason, or the title. */
export type ReasonFormInitial = { incident: { id: string; number: number }; text: string; hint?: string };

const metadataSchema = z.object({ incidentId: z.string().min(1) });

type Wording = { verb: string; submit: string; label: string; hint?: string };
const wordings: Record<ReasonFormId, Wording> = {
  "reopen-form": { verb: "Reopen", submit: "Reopen", label: "Why is it open again?" },
  "cancel-form": {
    verb: "Cancel",
    submit: "Cancel incident",
    label: "Why is it no incident?",
    hint: "A canceled incident counts nowhere. If it was fixed, resolve it instead.",
  },
  "rename-form": { verb: "Rename", submit: "Rename", label: "Title" },
  "pause-form": { verb: "Pause clocks of", submit: "Pause clocks", label: "What are you waiting for?" },
};

function reasonForm(id: ReasonFormId, { incident, text, hint: said }: ReasonFormInitial): ModalView {
  const { verb, submit, label, hint = said } = wordings[id];
  const isTitle = id === "rename-form";
  return form({
    id,
    title: `${verb} ${reference(incident.number)}`,
    submit,
    // "Cancel" would be two things in the form that cancels an incident.
    ...(id === "cancel-form" ? { close: "Back" } : {}),
    metadata: { incidentId: incident.id },
    blocks: [
      textInput({
        id: isTitle ? inputs.title : inputs.reason,
        label,
        initial: text,
        max: isTitle ? maxTitleLength : maxReasonLength,
        isMultiline: !isTitle,
        isOptional: false,
        ...(hint === undefined ? {} : { hint }),
      }),
    ],
  });
}

export const reopenForm = (initial: ReasonFormInitial): ModalView => reasonForm(callbacks.reopen, initial);
export const cancelForm = (initial: ReasonFormInitial): ModalView => reasonForm(callbacks.cancel, initial);
export const renameForm = (initial: ReasonFormInitial): ModalView => reasonForm(callbacks.rename, initial);

/** `hint` says which clocks that stops. */
export const pauseForm = (initial: ReasonFormInitial & { hint: string }): ModalView =>
  reasonForm(callbacks.pause, initial);

export type ReasonRequest = Extract<PersonalRequest, { type: "Reopen" | "Cancel" | "Rename" | "PauseClocks" }>;

const requestTypes = { "reopen-form": "Reopen", "cancel-form": "Cancel", "pause-form": "PauseClocks" } as const;

/** `id` is the callback_id of the form that came back. */
export function readReasonForm(
  id: ReasonFormId,
  values: unknown,
  privateMetadata: string,
): ReadForm<{ incidentId: string; request: ReasonRequest }> {
  const { incidentId } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const reason = given.text(inputs.reason);
  if (id === "rename-form")
    return { ok: true, incidentId, request: { type: "Rename", title: given.text(inputs.title) } };
  return { ok: true, incidentId, request: { type: requestTypes[id], reason } };
}
