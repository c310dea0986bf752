// The form that posts a status update: what is known, and when the next word comes.

import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import type { Catalog } from "../incident/catalog.ts";
import type { PersonalRequest } from "../incident/commands.ts";
import type { Incident } from "../incident/incident.ts";
import { maxNextUpdateAheadMs, maxTextLength } from "../incident/limits.ts";
import { reference, type Severity, type StatedStatus, statedStatuses } from "../incident/words.ts";
import { formatDuration, minuteMs } from "../time/duration.ts";
import { option, severityOptions } from "./elements.ts";
import { checkboxInput, filled, form, type ReadForm, readMetadata, selectInput, textInput } from "./form.ts";
import { callbacks, inputs } from "./ids.ts";
import { capitalized } from "./wording.ts";

export const nextUpdateMinutes = [15, 30, 60] as const;

/** How soon the policy wants the next update, where it says so by the clock: it is offered, the person decides. */
function usualMinutes({ policies }: Incident): number | null {
  const target = policies.at(-1)?.targets.updateEvery ?? null;
  if (target === null || target.isWorking || target.withinMs > maxNextUpdateAheadMs) return null;
  return target.withinMs < minuteMs ? null : Math.floor(target.withinMs / minuteMs);
}

const inWords = (minutes: number): string => (minutes <= 90 ? `${minutes} min` : formatDuration(minutes * minuteMs));

/** The usual ones, and what the policy asks for. */
function nextUpdateOptions(usual: number | null): PlainTextOption[] {
  const all = [...new Set([...nextUpdateMinutes, ...(usual === null ? [] : [usual])])].sort((a, b) => a - b);
  return all.map((minutes) => option(`In ${inWords(minutes)}`, String(minutes)));
}

/** One that the settings have no longer can stay as it is. */
function severityChoices(severity: Severity, catalog: Catalog): PlainTextOption[] {
  const options = severityOptions(catalog);
  const isKnown = options.some(({ value }) => value === severity);
  return isKnown ? options : [...options, option(`${severity} · as it is, no longer in the settings`, severity)];
}

export type UpdateFormInitial = {
  incident: Incident;
  text: string;
  /** Undefined: what is usual at this severity. */
  nextUpdateInMinutes?: number | null;
  alsoAnnounce: boolean;
};

const metadataSchema = z.object({
  incidentId: z.string().min(1),
  /** What the form showed as current, so that leaving it alone is told from choosing it. */
  seen: z.object({ status: z.enum([...statedStatuses, "canceled"]), severity: z.string() }),
});

const noPromise = "none";
const announceOption = option("Also post it to the announcement channel", "announce");

export function updateForm(
  { incident, text, nextUpdateInMinutes, alsoAnnounce }: UpdateFormInitial,
  catalog: Catalog,
): ModalView {
  const { id, number, status, severity, isPrivate } = incident;
  const usual = usualMinutes(incident);
  const promised = nextUpdateInMinutes === undefined ? usual : nextUpdateInMinutes;
  const announce = checkboxInput({
    id: inputs.announce,
    label: "Announcement",
    options: [announceOption],
    initial: alsoAnnounce ? ["announce"] : [],
    isOptional: true,
  });
  return form({
    id: callbacks.update,
    title: `Update ${reference(number)}`,
    submit: "Post update",
    metadata: { incidentId: id, seen: { status, severity } },
    blocks: [
      textInput({
        id: inputs.text,
        label: "What is new?",
        initial: text,
        max: maxTextLength,
        isMultiline: true,
        isOptional: false,
        placeholder: "What is known, what you are doing",
      }),
      selectInput({
        id: inputs.status,
        label: "Status",
        options: statedStatuses.map((one) => option(capitalized(one), one)),
        initial: status,
        isOptional: false,
      }),
      selectInput({
        id: inputs.nextUpdate,
        label: "Next update",
        options: [...nextUpdateOptions(usual), option("No promise", noPromise)],
        initial: promised === null ? noPromise : String(promised),
        isOptional: false,
      }),
      selectInput({
        id: inputs.severity,
        label: "Severity",
        options: severityChoices(severity, catalog),
        initial: severity,
        isOptional: false,
      }),
      ...(isPrivate ? [] : [announce]),
    ],
  });
}

export type UpdateRequests = Extract<PersonalRequest, { type: "PostUpdate" | "ChangeSeverity" }>[];
export type Standing = { status: Incident["status"]; severity: Severity };

/** The incident that the form is about, so that it can be looked up before the form is read. */
export const updateFormIncident = (privateMetadata: string): string =>
  readMetadata(metadataSchema, privateMetadata).incidentId;

/**
 * `now` is epoch ms; `current` how the incident stands as the form comes back. What the person left as it was shown is
 * no choice: it must not undo what somebody else changed meanwhile.
 */
export function readUpdateForm(
  values: unknown,
  privateMetadata: string,
  { now, current }: { now: number; current: Standing },
): ReadForm<{ incidentId: string; requests: UpdateRequests }> {
  const { incidentId, seen } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const text = given.text(inputs.text);
  if (text.trim() === "") return { ok: false, errors: { [inputs.text]: "Say what is known, or what you are doing." } };
  const chosen = statedStatuses.find((one) => one === given.choice(inputs.status)) ?? null;
  const status: StatedStatus | null = chosen === seen.status && chosen !== current.status ? null : chosen;
  const severity = given.choice(inputs.severity) ?? seen.severity;
  const minutes = given.choice(inputs.nextUpdate) ?? noPromise;
  const nextUpdateAt = /^\d+$/.test(minutes) ? now + Number(minutes) * minuteMs : null;
  const alsoAnnounce = given.choices(inputs.announce).length > 0;
  const isRaised = severity !== seen.severity && severity !== current.severity;
  return {
    ok: true,
    incidentId,
    requests: [
      { type: "PostUpdate", text, status, nextUpdateAt, alsoAnnounce },
      ...(isRaised ? [{ type: "ChangeSeverity", severity } as const] : []),
    ],
  };
}
