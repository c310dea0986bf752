// What there is to choose from, as the settings have it at the moment: handed to whoever decides or draws a form.

import type { CreditTier } from "./availability.ts";
import type { Degree } from "./impact.ts";
import type { Incident } from "./incident.ts";
import type { Policy } from "./policy.ts";
import type { Role } from "./words.ts";

export type CatalogSeverity = { readonly name: string; readonly policy: Policy };

export type CatalogComponent = {
  readonly name: string;
  /** The degree that a form proposes, and that counts where none was said. */
  readonly impact: Degree;
  /** Of 1, as 0.999; null: none is promised. */
  readonly availabilityTarget: number | null;
};

/** What the contract says of availability. */
export type AvailabilityTerms = {
  /** In which its months begin and end. */
  readonly zone: string;
  /** Of a component that the settings don't name, such as one that somebody typed; null: none is promised. */
  readonly target: number | null;
  /** From 0 (still usable) to 1 (not at all). */
  readonly weights: Readonly<Record<Degree, number>>;
  readonly creditTiers: readonly CreditTier[];
};

export type Catalog = {
  /** The worst first. */
  readonly severities: readonly CatalogSeverity[];
  /** `key`: what is typed ("scribe"); `name`: what is read. The commander is among them. */
  readonly roles: readonly { readonly key: string; readonly name: string }[];
  /** In the order shown. Empty: any name may be typed. */
  readonly components: readonly CatalogComponent[];
  readonly availability: AvailabilityTerms;
};

/** Null where there is no such severity (any more). */
export const policyOf = ({ severities }: Catalog, severity: string): Policy | null =>
  severities.find(({ name }) => name === severity)?.policy ?? null;

/** What the settings call this role; of one that they have no longer, what the log says that it was called. */
export const roleNamed = (role: Role, { roleNames }: Pick<Incident, "roleNames">, { roles }: Catalog): string =>
  roles.find(({ key }) => key === role)?.name ?? roleNames[role] ?? role;

/** As lists are sorted: the worst has the lowest, one that the settings have no longer comes last. */
export function rankOf({ severities }: Catalog, severity: string): number {
  const index = severities.findIndex(({ name }) => name === severity);
  return index < 0 ? severities.length : index;
}
