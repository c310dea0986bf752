// What there is to choose from, as the settings have it at the moment: handed to whoever decides or draws a form.

import type { Degree } from "./impact.ts";
import type { Policy } from "./policy.ts";

export type CatalogSeverity = { readonly name: string; readonly policy: Policy };

export type Catalog = {
  /** The worst first. */
  readonly severities: readonly CatalogSeverity[];
  /** `key`: what is typed ("scribe"); `name`: what is read. The commander is among them. */
  readonly roles: readonly { readonly key: string; readonly name: string }[];
  /** In the order shown; `impact` is the degree that a form proposes. Empty: any name may be typed. */
  readonly components: readonly { readonly name: string; readonly impact: Degree }[];
};

/** Null where there is no such severity (any more). */
export const policyOf = ({ severities }: Catalog, severity: string): Policy | null =>
  severities.find(({ name }) => name === severity)?.policy ?? null;
