// What the incident alone made of its months: a function of its log and of what the contract says, so that a document
// stays the same whatever else happens in the month. `sitrep availability` has the month with all its incidents.

import { availablePercent, contractPercent } from "../incident/availability.ts";
import type { Incident } from "../incident/incident.ts";
import { ownAvailability } from "../incident/incident-availability.ts";
import type { Terms } from "../incident/monthly-availability.ts";
import { formatMonth } from "../time/month.ts";

/** What one component's calendar month came to, with this incident in it and no other. */
export type AvailabilityLine = {
  /** "2020-01". */
  month: string;
  component: string;
  /** In percent, rounded as it is to be shown: "99.8925". */
  availability: string;
  /** "99.9 %". */
  target: string | null;
  /** Of the error budget, in ms. */
  usedMs: number;
  allowedMs: number | null;
  /** The credit that is due, "10 %"; null for none. */
  credit: string | null;
};

const percent = (share: number): string => `${contractPercent(share)} %`;

/** The components that the incident hurt. `now` is epoch ms: impact that lasts reaches to it. */
export const availabilityOf = (incident: Incident, terms: Terms, now: number): AvailabilityLine[] =>
  ownAvailability(incident, { now, terms }).flatMap(({ month, components }) =>
    components
      .filter(({ causes }) => causes.length > 0)
      .map(({ name, availability, target, budget, credit }) => ({
        month: formatMonth(month),
        component: name,
        availability: availablePercent(availability.share),
        target: target === null ? null : percent(target),
        usedMs: Math.round(availability.downtimeMs),
        allowedMs: budget?.allowedMs ?? null,
        credit: credit === null ? null : percent(credit.credit),
      })),
  );
