// The form that declares an incident: what matters first, and nothing required but the title and the severity.

import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import type { Catalog } from "../incident/catalog.ts";
import type { Declaration, DeclareRequest } from "../incident/commands.ts";
import { maxTextLength, maxTitleLength } from "../incident/limits.ts";
import { groupOf, type Severity, statedStatuses } from "../incident/words.ts";
import { option, severityOptions } from "./elements.ts";
import {
  checkboxInput,
  choicesInput,
  filled,
  form,
  instantInput,
  personInput,
  type ReadForm,
  radioInput,
  readMetadata,
  selectInput,
  textInput,
} from "./form.ts";
import { callbacks, inputs } from "./ids.ts";
import { maxInputText, maxOpenInForm } from "./limits.ts";
import { bold, channel, type Line, rich, words } from "./line.ts";
import type { Listed } from "./listed.ts";
import { capitalized, headline } from "./wording.ts";

/** `incidentId` is made when the form opens: sent twice, it is one declaration. */
export type DeclareFormInitial = Omit<Declaration, "severity"> & {
  incidentId: string;
  severity: Severity | null;
  /** Shown against duplicates; private ones are left out here. */
  openIncidents: readonly Listed[];
};

const metadataSchema = z.object({
  incidentId: z.string().min(1),
  from: z.object({ channelId: z.string(), ts: z.string(), authorId: z.string().nullable() }).nullable(),
});

const optionNames = { private: "private", drill: "drill" } as const;

function duplicates(openIncidents: readonly Listed[]): KnownBlock[] {
  const open = openIncidents.filter(({ isPrivate }) => !isPrivate);
  if (open.length === 0) return [];
  const lines = open.slice(0, maxOpenInForm).map((one): Line => {
    const place: Line = one.channelId === null ? [] : [words(" · "), channel(one.channelId)];
    return [...headline(one), ...place];
  });
  const more = open.length - lines.length;
  const rest: Line[] = more > 0 ? [[words(`and ${more} more`)]] : [];
  return [rich([bold("Open now. Is it one of these?")], ...lines, ...rest), { type: "divider" }];
}

/** By their groups, in the order of the settings; without any group they need no label. */
function componentGroups({ components }: Catalog): { label: string; options: PlainTextOption[] }[] {
  const isGrouped = components.some(({ name }) => groupOf(name) !== null);
  const labelOf = (name: string): string => groupOf(name) ?? (isGrouped ? "Others" : "");
  const labels = [...new Set(components.map(({ name }) => labelOf(name)))];
  return labels.map((label) => ({
    label,
    options: components.filter(({ name }) => labelOf(name) === label).map(({ name }) => option(name, name)),
  }));
}

/** Those of the settings to choose from; where there are none, any may be typed. */
function componentsInput(initial: readonly string[], catalog: Catalog): KnownBlock {
  const common = { id: inputs.components, label: "Components", isOptional: true };
  if (catalog.components.length > 0) {
    return choicesInput({ ...common, groups: componentGroups(catalog), initial, placeholder: "What is affected" });
  }
  return textInput({
    ...common,
    initial: initial.join(", "),
    max: maxInputText,
    isMultiline: false,
    hint: "With commas between: Voice, API",
  });
}

/** What has to be said, and what the others need to know. */
const essentials = ({ title, severity, summary, components }: DeclareFormInitial, catalog: Catalog): KnownBlock[] => [
  textInput({
    id: inputs.title,
    label: "What is failing?",
    initial: title,
    max: maxTitleLength,
    isMultiline: false,
    isOptional: false,
    placeholder: "Checkout is failing",
  }),
  radioInput({
    id: inputs.severity,
    label: "Severity",
    options: severityOptions(catalog),
    initial: severity,
    isOptional: false,
  }),
  textInput({
    id: inputs.summary,
    label: "What is happening",
    initial: summary,
    max: maxTextLength,
    isMultiline: true,
    isOptional: true,
  }),
  componentsInput(components, catalog),
];

/** What is right as it stands, mostly. */
function details({ commanderId, impactStartedAt, status, isPrivate, isDrill }: DeclareFormInitial): KnownBlock[] {
  return [
    personInput({ id: inputs.commander, label: "Commander", initial: commanderId, isOptional: true }),
    instantInput({ id: inputs.impactStarted, label: "Impact started", initial: impactStartedAt, isOptional: true }),
    selectInput({
      id: inputs.status,
      label: "Status",
      options: statedStatuses.map((one) => option(capitalized(one), one)),
      initial: status,
      isOptional: true,
    }),
    checkboxInput({
      id: inputs.options,
      label: "Options",
      options: [
        option("Private: only who is invited sees it", optionNames.private),
        option("Drill: practice, counted nowhere", optionNames.drill),
      ],
      initial: [...(isPrivate ? [optionNames.private] : []), ...(isDrill ? [optionNames.drill] : [])],
      isOptional: true,
    }),
  ];
}

export function declareForm(initial: DeclareFormInitial, catalog: Catalog): ModalView {
  const { incidentId, from, openIncidents } = initial;
  return form({
    id: callbacks.declare,
    title: "Declare incident",
    submit: "Declare",
    metadata: { incidentId, from },
    blocks: [...duplicates(openIncidents), ...essentials(initial, catalog), ...details(initial)],
  });
}

/** "Voice, API" as its names. A name with a comma in it can't be typed here. */
export const readComponents = (typed: string): string[] =>
  typed
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

export type ReadDeclaration = ReadForm<{ incidentId: string; request: Omit<DeclareRequest, "number"> }>;

export function readDeclareForm(values: unknown, privateMetadata: string): ReadDeclaration {
  const { incidentId, from } = readMetadata(metadataSchema, privateMetadata);
  const given = filled(values);
  const severity = given.choice(inputs.severity);
  const status = statedStatuses.find((one) => one === given.choice(inputs.status));
  if (severity === null) {
    return { ok: false, errors: { [inputs.severity]: "Choose a severity: it can be changed at any time." } };
  }
  const checked = given.choices(inputs.options);
  const components = [...given.choices(inputs.components), ...readComponents(given.text(inputs.components))];
  const request = {
    type: "Declare",
    title: given.text(inputs.title),
    severity,
    status: status ?? "investigating",
    summary: given.text(inputs.summary),
    components,
    impactStartedAt: given.instant(inputs.impactStarted),
    commanderId: given.person(inputs.commander),
    isPrivate: checked.includes(optionNames.private),
    isDrill: checked.includes(optionNames.drill),
    from,
  } as const;
  return { ok: true, incidentId, request };
}
