// The forms as they open: filled with what is known, so that half asleep means one tap less.

import type { ModalView } from "@slack/types";
import { type DeclareFormInitial, declareForm } from "../../blocks/declare-form.ts";
import { entryForm } from "../../blocks/entry-form.ts";
import { cancelForm, renameForm, reopenForm } from "../../blocks/reason-form.ts";
import { resolveForm } from "../../blocks/resolve-form.ts";
import { updateForm } from "../../blocks/update-form.ts";
import type { Catalog } from "../../incident/catalog.ts";
import type { Incident } from "../../incident/incident.ts";
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

/** The forms about one incident, by the click or word that opens them. */
export const incidentForms = {
  "post-update": (incident, _now, catalog) => updateForm({ incident, text: "", alsoAnnounce: false }, catalog),
  resolve: (incident, now) =>
    // Where no start of the impact is known, its end would be a guess.
    resolveForm({ incident, text: "", impactEndedAt: incident.impactStartedAt === null ? null : now }),
  reopen: (incident) => reopenForm({ incident, text: "" }),
  cancel: (incident) => cancelForm({ incident, text: "" }),
  rename: (incident) => renameForm({ incident, text: incident.title }),
  "add-entry": (incident, now) => entryForm({ incident, occurredAt: now, text: "", message: null }),
} satisfies Record<string, FormOf>;
