// The form of milestones: all nine with what is known of them, and one that is set or corrected, with a reason.

import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { TimeRequest } from "../incident/commands.ts";
import type { Incident } from "../incident/incident.ts";
import { maxReasonLength } from "../incident/limits.ts";
import { milestoneAt } from "../incident/milestones.ts";
import { isOpenStatus, type Milestone, milestoneNames, milestoneWords, reference } from "../incident/words.ts";
import { option } from "./elements.ts";
import {
  checkboxInput,
  filled,
  form,
  instantInput,
  type ReadForm,
  readMetadata,
  selectInput,
  textInput,
  untouched,
} from "./form.ts";
import { callbacks, inputs } from "./ids.ts";
import { maxReasonInForm } from "./limits.ts";
import { bold, clock, type Line, reasonLine, rich, words } from "./line.ts";
import { capitalized, who } from "./wording.ts";

export type TimesFormInitial = {
  incident: Incident;
  /** What was typed, if it was: the form goes on with it. `at` is epoch ms, or "unknown". */
  milestone: Milestone | null;
  at: number | "unknown" | null;
  /** A correction needs one; the form that asks for it says so. */
  isReasonAsked: boolean;
};

/** `shownAt`: the time as it was typed, which may be finer than a picker shows. */
const metadataSchema = z.object({ incidentId: z.string().min(1), shownAt: z.int().nullable() });

const unknownOption = option("It is unknown", "unknown");

/** Unknown is what happened at no known time; what may still happen is another thing. */
function isStillToCome({ status }: Incident, milestone: Milestone): boolean {
  if (milestone === "postmortemPublished" || milestone === "closed") return true;
  const isAhead = milestone === "identified" || milestone === "mitigated" || milestone === "resolved";
  return isAhead && isOpenStatus(status);
}

function knownLine(incident: Incident, milestone: Milestone): Line {
  const at = milestoneAt(incident, milestone);
  const fact = incident.milestones[milestone];
  const name = bold(`${capitalized(milestoneWords[milestone])}  `);
  if (at === null) return [name, words(isStillToCome(incident, milestone) ? "not yet" : "unknown")];
  if (fact === null || fact.reason === null) return [name, clock(at)];
  const why: Line = fact.reason === "" ? [] : [words(": "), ...reasonLine(fact.reason, maxReasonInForm)];
  return [name, clock(at), words(", set by "), who(fact.by, incident), ...why];
}

export function timesForm({ incident, milestone, at, isReasonAsked }: TimesFormInitial): ModalView {
  const typedAt = typeof at === "number" ? at : null;
  return form({
    id: callbacks.times,
    title: `Times of ${reference(incident.number)}`,
    submit: "Set",
    metadata: { incidentId: incident.id, shownAt: typedAt },
    blocks: [
      rich(...milestoneNames.map((name) => knownLine(incident, name))),
      { type: "divider" },
      selectInput({
        id: inputs.milestone,
        label: "Set or correct",
        options: milestoneNames.map((name) => option(capitalized(milestoneWords[name]), name)),
        initial: milestone,
        isOptional: false,
      }),
      instantInput({ id: inputs.at, label: "When", initial: typedAt, isOptional: true }),
      checkboxInput({
        id: inputs.unknown,
        label: "Or",
        options: [unknownOption],
        initial: at === "unknown" ? ["unknown"] : [],
        isOptional: true,
      }),
      textInput({
        id: inputs.reason,
        label: "Why",
        initial: "",
        max: maxReasonLength,
        isMultiline: false,
        isOptional: !isReasonAsked,
        hint: isReasonAsked
          ? "It has another time already: a correction says why, and the old time stays on record"
          : "Where a time is corrected: the old one stays on record",
      }),
    ],
  });
}

export type MilestoneRequest = Extract<TimeRequest, { type: "SetMilestone" }>;

export function readTimesForm(
  values: unknown,
  privateMetadata: string,
): ReadForm<{ incidentId: string; request: MilestoneRequest }> {
  const { incidentId, shownAt } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const milestone = milestoneNames.find((name) => name === given.choice(inputs.milestone));
  if (milestone === undefined) return { ok: false, errors: { [inputs.milestone]: "Choose which time it is." } };
  const at = untouched(given.instant(inputs.at), shownAt);
  const isUnknown = given.choices(inputs.unknown).length > 0;
  if (at === null && !isUnknown) {
    return { ok: false, errors: { [inputs.at]: "Give the time, or tick that it is unknown." } };
  }
  if (at !== null && isUnknown) {
    return { ok: false, errors: { [inputs.at]: "Either the time or unknown: clear one of the two." } };
  }
  return { ok: true, incidentId, request: { type: "SetMilestone", milestone, at, reason: given.text(inputs.reason) } };
}
