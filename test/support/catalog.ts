// What there is to choose from where sitrep.yml is silent.

import type { Ways } from "../../src/engine/carry-out/job.ts";
import type { Catalog } from "../../src/incident/catalog.ts";
import { policyOf } from "../../src/incident/catalog.ts";
import type { Policy } from "../../src/incident/policy.ts";
import { catalogOf } from "../../src/settings/catalog.ts";
import { defaultSettings } from "../../src/settings/effective.ts";

export const usualCatalog: Catalog = catalogOf(defaultSettings());

/** What an engine is handed of the settings. */
export const usualWays: Ways = {
  exportZone: "UTC",
  channelTemplate: "inc-{number}-{title}",
  announceIn: () => [{ id: "CANNOUNCE" }],
  catalog: usualCatalog,
};

/** What this severity promises in it. */
export function usualPolicy(severity: string): Policy {
  const policy = policyOf(usualCatalog, severity);
  if (policy === null) throw new Error(`There is no ${severity}.`);
  return policy;
}
