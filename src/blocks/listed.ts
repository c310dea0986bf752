// An incident as lists need it: few facts, so that the row by which it is found is enough.

import { type Catalog, rankOf } from "../incident/catalog.ts";
import type { Incident } from "../incident/incident.ts";
import { targetWords } from "../incident/policy.ts";
import { reference, type Severity, type Status } from "../incident/words.ts";
import { stateMarks } from "./clock-words.ts";
import { standingClocks } from "./standing-clock.ts";
import { unknownMark } from "./wording.ts";

/** Times are epoch ms. `channelId` is null while there is no channel that can be used. */
export type Listed = {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  /** The emoji of the severity. */
  mark: string;
  status: Status;
  isPrivate: boolean;
  isDrill: boolean;
  channelId: string | null;
  commanderId: string | null;
  declaredAt: number;
  endedAt: number | null;
  /** The next update promised; null where none is, or where it isn't known here. */
  nextUpdateAt: number | null;
  /** "🚨 mitigate breached": the worst of its clocks, where that is missed or at risk and known here. */
  alarm: string | null;
};

export const listed = (incident: Incident): Listed => {
  const { id, number, title, severity, status, isPrivate, isDrill, commanderId, declaredAt, endedAt } = incident;
  const channelId = incident.channel?.isUsable ? incident.channel.id : null;
  const nextUpdateAt = incident.nextUpdate?.dueAt ?? null;
  const mark = incident.policies.at(-1)?.mark ?? unknownMark;
  const found = { id, number, title, severity, mark, status, isPrivate, isDrill, commanderId, declaredAt, endedAt };
  return { ...found, channelId, nextUpdateAt, alarm: alarmOf(incident) };
};

function alarmOf(incident: Incident): string | null {
  const [worst] = standingClocks(incident);
  if (worst === undefined || (worst.state !== "breached" && worst.state !== "at risk")) return null;
  return `${stateMarks[worst.state]} ${targetWords[worst.target]} ${worst.state}`;
}

/** The worst first, and of equals the one that was first before; a severity that is no more comes last. */
export const worstFirst = (all: readonly Listed[], catalog: Catalog): Listed[] =>
  all.toSorted((a, b) => rankOf(catalog, a.severity) - rankOf(catalog, b.severity));

/** "INC-42 SEV2 Checkout is failing", for an option of a menu; to be cut by whoever shows it. */
export const listedName = ({ number, severity, title }: Listed): string => `${reference(number)} ${severity} ${title}`;
