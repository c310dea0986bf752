// The forms as they open: filled with what is known, so that half asleep means one tap less.

import type { ModalView } from "@slack/types";
import { pausableTargets } from "../../blocks/clock-words.ts";
import { type DeclareFormInitial, declareForm } from "../../blocks/declare-form.ts";
import { entryForm } from "../../blocks/entry-form.ts";
import { impactForm } from "../../blocks/impact-form.ts";
import { cancelForm, pauseForm, renameForm, reopenForm } from "../../blocks/reason-form.ts";
import { resolveForm } from "../../blocks/resolve-form.ts";
import { timesForm } from "../../blocks/times-form.ts";
import { updateForm } from "../../blocks/update-form.ts";
import type { Catalog } from "../../incident/catalog.ts";
import { type Degree, degrees, impactWindows } from "../../incident/impact.ts";
import type { Incident } from "../../incident/incident.ts";
import { targetWords } from "../../incident/policy.ts";
import type { Asker, Desk } from "./desk.ts";
import { maxListed } from "./limits.ts";
import { listedRow } from "./listed-row.ts";

/** What may be known of a declaration before its form opens. */
export type DeclareHints = Partial<Pick<DeclareFormInitial, "title" | "summary" | "from" | "severity">>;

export async function freshDeclareForm(desk: Desk, asker: Asker, hints: DeclareHints = {}): Promise<ModalView> {
  const open = await desk.engine.find.list({ open: true, limit: maxListed }, asker);
  const initial = {
    incidentId: desk.clock.newId(),
    title: "",
    summary: "",
    severity: null,
    from: null,
    status: "investigating" as const,
    components: [],
    impactStartedAt: desk.clock.now(),
    commanderId: asker.userId,
    isPrivate: false,
    isDrill: false,
    openIncidents: open.map((row) => listedRow(row, desk.catalog)),
    ...hints,
  };
  return declareForm(initial, desk.catalog);
}

export type FormOf = (incident: Incident, now: number, catalog: Catalog) => ModalView;

/** The heaviest that the settings propose for its components, who propose the heaviest where they are silent. */
export function usualDegree({ components }: Pick<Incident, "components">, catalog: Catalog): Degree {
  const named = catalog.components.filter(({ name }) => components.includes(name)).map(({ impact }) => impact);
  return degrees.findLast((degree) => named.includes(degree)) ?? "major outage";
}

/** Which clocks a pause stops; those of this severity alone can be promised. */
function pauseHint({ policies, severity }: Incident): string {
  const stops = pausableTargets(policies.at(-1)).map((target) => targetWords[target]);
  return stops.length === 0
    ? `No clock of ${severity} may be paused`
    : `Until then these stand still: ${stops.join(", ")}`;
}

/** The forms about one incident, by the click or word that opens them. */
export const incidentForms = {
  "post-update": (incident, _now, catalog) => updateForm({ incident, text: "", alsoAnnounce: false }, catalog),
  resolve: (incident, now) => {
    // Where no impact lasts that anybody has told of, its end would be a guess.
    const lasts = impactWindows(incident).some(({ to }) => to === null);
    return resolveForm({ incident, text: "", impactEndedAt: lasts ? now : null });
  },
  reopen: (incident) => reopenForm({ incident, text: "" }),
  cancel: (incident) => cancelForm({ incident, text: "" }),
  rename: (incident) => renameForm({ incident, text: incident.title }),
  pause: (incident) => pauseForm({ incident, text: "", hint: pauseHint(incident) }),
  impact: (incident, _now, catalog) =>
    impactForm({ incident, windowId: null, usualDegree: usualDegree(incident, catalog) }),
  times: (incident) => timesForm({ incident, milestone: null, at: null, isReasonAsked: false }),
  "add-entry": (incident, now) => entryForm({ incident, occurredAt: now, text: "", message: null }),
} satisfies Record<string, FormOf>;
