// An incident as lists need it: few facts, so that the row by which it is found is enough.

import type { Incident } from "../incident/incident.ts";
import { reference, type Severity, type Status, severities } from "../incident/words.ts";

/** Times are epoch ms. `channelId` is null while there is no channel that can be used. */
export type Listed = {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  status: Status;
  isPrivate: boolean;
  isDrill: boolean;
  channelId: string | null;
  commanderId: string | null;
  declaredAt: number;
  endedAt: number | null;
  /** The next update promised; null where none is, or where it isn't known here. */
  nextUpdateAt: number | null;
};

export const listed = (incident: Incident): Listed => {
  const { id, number, title, severity, status, isPrivate, isDrill, commanderId, declaredAt, endedAt } = incident;
  const channelId = incident.channel?.isUsable ? incident.channel.id : null;
  const nextUpdateAt = incident.nextUpdate?.dueAt ?? null;
  const found = { id, number, title, severity, status, isPrivate, isDrill, commanderId, declaredAt, endedAt };
  return { ...found, channelId, nextUpdateAt };
};

const rank = (severity: Severity): number => severities.indexOf(severity);

/** The worst first, and of equals the one that was first before. */
export const worstFirst = (all: readonly Listed[]): Listed[] =>
  all.toSorted((a, b) => rank(a.severity) - rank(b.severity));

/** "INC-42 SEV2 Checkout is failing", for an option of a menu; to be cut by whoever shows it. */
export const listedName = ({ number, severity, title }: Listed): string => `${reference(number)} ${severity} ${title}`;
