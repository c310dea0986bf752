// The form of impact windows: those there are, each with a way to change or remove it, and one that is added. A form
// of its own, which lies on this one, changes the window that somebody picks; another removes it, and asks why.

import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { TimeRequest } from "../incident/commands.ts";
import { type Degree, degrees, type ImpactWindow, impactTotals, impactWindows } from "../incident/impact.ts";
import type { Incident } from "../incident/incident.ts";
import { maxNoteLength, maxReasonLength } from "../incident/limits.ts";
import { reference } from "../incident/words.ts";
import { formatDuration } from "../time/duration.ts";
import { readComponents } from "./declare-form.ts";
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
import { maxComponentsLine, maxInputText, maxReasonInForm, maxWindowsInForm } from "./limits.ts";
import { bold, type Line, lineText, quoted, reasonLine, rich, words } from "./line.ts";
import { inLine, mrkdwn, plain } from "./mrkdwn.ts";
import { windowMenu } from "./time-elements.ts";
import { degreeWords, spanLine } from "./window-words.ts";
import { capitalized } from "./wording.ts";

export type ImpactFormInitial = {
  incident: Incident;
  /** The window to be changed; null adds one. */
  windowId: number | null;
  /** What a new one begins with. */
  usualDegree?: Degree;
};

/** The times go along as they were shown: a picker knows whole minutes, and must not move what nobody touched. */
const metadataSchema = z.object({
  incidentId: z.string().min(1),
  windowId: z.int().positive().nullable(),
  shown: z.object({ from: z.int().nullable(), to: z.int().nullable() }),
});

const eligibleOption = option("Counts against availability and SLA", "eligible");

/** One window: its times at the left, what was hurt at the right, its menu beside them. */
function listedWindow(incidentId: string, { id, ...window }: ImpactWindow): KnownBlock {
  const note = reasonLine(window.note, maxReasonInForm);
  // Names and channels are tokens, which plain text does not show: then the note is a field of its own.
  const isPlain = note.every(({ part }) => part === "quoted");
  const about = [window.components.join(", "), degreeWords(window), isPlain ? window.note : ""];
  const right = inLine(about.filter((part) => part !== "").join(" · "), maxComponentsLine);
  const left = mrkdwn(`${id === null ? "" : `*${id}*  `}${lineText(spanLine(window))}`);
  const fields = [left, ...(right === "" ? [] : [plain(right)]), ...(isPlain ? [] : [mrkdwn(lineText(note))])];
  if (id === null) return { type: "section", fields };
  return { type: "section", block_id: `window-${id}`, fields, accessory: windowMenu(incidentId, id) };
}

function list(incident: Incident): KnownBlock[] {
  const windows = impactWindows(incident);
  if (windows.length === 0) return [];
  const shown = windows.slice(-maxWindowsInForm);
  const hidden = windows.length - shown.length;
  const { ms: allMs, isOpen } = impactTotals(incident, 0);
  const inAll = isOpen || allMs === null || windows.length < 2 ? "" : ` · in all ${formatDuration(allMs)}`;
  const implied = windows[0]?.id === null;
  const title = implied ? "As declared and resolved: what you write here takes its place" : `Impact windows${inAll}`;
  const more: Line[] =
    hidden > 0 ? [[words(`and ${hidden} earlier: /incident impact 1 11:07 to 11:54 changes one`)]] : [];
  return [
    rich([bold(title)]),
    ...shown.map((window) => listedWindow(incident.id, window)),
    ...more.map((line) => rich(line)),
    { type: "divider" },
  ];
}

/** What the inputs begin with: the window to be changed, else what the declaration tells of the first. */
function initialWindow(incident: Incident, windowId: number | null): Partial<ImpactWindow> {
  const windows = impactWindows(incident);
  if (windowId !== null) return windows.find(({ id }) => id === windowId) ?? {};
  const [first] = windows;
  return first?.id === null ? first : {};
}

const degreeOptions = degrees.toReversed().map((degree) => option(capitalized(degree), degree));

/** What is asked of one window. */
function fields(window: Partial<ImpactWindow>, incident: Incident, usualDegree: Degree): KnownBlock[] {
  const { from = null, to = null, components, degree, isSlaEligible = true, note = "" } = window;
  return [
    instantInput({ id: inputs.from, label: "From", initial: from, isOptional: false }),
    instantInput({ id: inputs.to, label: "To", initial: to, isOptional: true, hint: "Empty while it lasts" }),
    textInput({
      id: inputs.components,
      label: "Components",
      initial: (components ?? incident.components).join(", "),
      max: maxInputText,
      isMultiline: false,
      isOptional: true,
      hint: "With commas between: Voice, API. Empty: all that the incident names",
    }),
    selectInput({
      id: inputs.degree,
      label: "How badly",
      options: degreeOptions,
      initial: degree ?? usualDegree,
      isOptional: false,
    }),
    checkboxInput({
      id: inputs.eligible,
      label: "SLA",
      options: [eligibleOption],
      initial: isSlaEligible ? ["eligible"] : [],
      isOptional: true,
    }),
    textInput({
      id: inputs.note,
      label: "Note",
      initial: note,
      max: maxNoteLength,
      isMultiline: false,
      isOptional: true,
      placeholder: "Raised post-dial delay",
    }),
  ];
}

export function impactForm({ incident, windowId, usualDegree = "major outage" }: ImpactFormInitial): ModalView {
  const window = initialWindow(incident, windowId);
  const { from = null, to = null } = window;
  const isNew = windowId === null;
  return form({
    id: callbacks.impact,
    title: isNew ? `Impact of ${reference(incident.number)}` : `Change window ${windowId}`,
    submit: isNew ? "Add window" : "Change",
    ...(isNew ? {} : { close: "Back" }),
    metadata: { incidentId: incident.id, windowId, shown: { from, to } },
    blocks: [...(isNew ? list(incident) : []), ...fields(window, incident, usualDegree)],
  });
}

export type WindowRequest = Extract<TimeRequest, { type: "SetImpactWindow" }>;

export function readImpactForm(
  values: unknown,
  privateMetadata: string,
): ReadForm<{ incidentId: string; request: WindowRequest }> {
  const { incidentId, windowId, shown } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const from = untouched(given.instant(inputs.from), shown.from);
  if (from === null) return { ok: false, errors: { [inputs.from]: "Say when impact began." } };
  const degree: Degree = degrees.find((one) => one === given.choice(inputs.degree)) ?? "major outage";
  const request = {
    type: "SetImpactWindow",
    windowId,
    from,
    to: untouched(given.instant(inputs.to), shown.to),
    components: readComponents(given.text(inputs.components)),
    degree,
    isSlaEligible: given.choices(inputs.eligible).length > 0,
    note: given.text(inputs.note),
  } as const;
  return { ok: true, incidentId, request };
}

const removalSchema = z.object({ incidentId: z.string().min(1), windowId: z.int().positive() });

/** Shows what is to be removed, so that the wrong one is seen. */
export function removeWindowForm({ incident, windowId }: { incident: Incident; windowId: number }): ModalView {
  const window = impactWindows(incident).find(({ id }) => id === windowId);
  return form({
    id: callbacks.removeWindow,
    title: `Remove window ${windowId}`,
    submit: "Remove",
    close: "Back",
    metadata: { incidentId: incident.id, windowId },
    blocks: [
      ...(window === undefined
        ? []
        : [rich([...spanLine(window), words(" · "), quoted(window.components.join(", "), maxComponentsLine)])]),
      textInput({
        id: inputs.reason,
        label: "Why?",
        initial: "",
        max: maxReasonLength,
        isMultiline: true,
        isOptional: true,
      }),
    ],
  });
}

export type RemovalRequest = Extract<TimeRequest, { type: "RemoveImpactWindow" }>;

export function readRemoveWindowForm(
  values: unknown,
  privateMetadata: string,
): ReadForm<{ incidentId: string; request: RemovalRequest }> {
  const { incidentId, windowId } = readMetadata(removalSchema, privateMetadata);
  const reason = filled(values).text(inputs.reason);
  return { ok: true, incidentId, request: { type: "RemoveImpactWindow", windowId, reason } };
}
