// The form that resolves an incident: what fixed it, and when it stopped hurting.

import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { PersonalRequest } from "../incident/commands.ts";
import type { Incident } from "../incident/incident.ts";
import { maxTextLength } from "../incident/limits.ts";
import { reference } from "../incident/words.ts";
import { filled, form, instantInput, type ReadForm, readMetadata, textInput } from "./form.ts";
import { callbacks, inputs } from "./ids.ts";

/** `impactEndedAt` is epoch ms; null leaves it unknown, which it should be where no start is known. */
export type ResolveFormInitial = { incident: Incident; text: string; impactEndedAt: number | null };

const metadataSchema = z.object({ incidentId: z.string().min(1) });

export const resolveForm = ({ incident, text, impactEndedAt }: ResolveFormInitial): ModalView =>
  form({
    id: callbacks.resolve,
    title: `Resolve ${reference(incident.number)}`,
    submit: "Resolve",
    metadata: { incidentId: incident.id },
    blocks: [
      textInput({
        id: inputs.text,
        label: "What fixed it?",
        initial: text,
        max: maxTextLength,
        isMultiline: true,
        isOptional: true,
      }),
      instantInput({ id: inputs.impactEnded, label: "Impact ended", initial: impactEndedAt, isOptional: true }),
    ],
  });

export type ResolveRequest = Extract<PersonalRequest, { type: "Resolve" }>;

export function readResolveForm(
  values: unknown,
  privateMetadata: string,
): ReadForm<{ incidentId: string; request: ResolveRequest }> {
  const { incidentId } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const request = {
    type: "Resolve",
    text: given.text(inputs.text),
    impactEndedAt: given.instant(inputs.impactEnded),
  } as const;
  return { ok: true, incidentId, request };
}
