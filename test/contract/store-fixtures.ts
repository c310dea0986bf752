// What the store's contract is spoken in: commits, effects and incident rows with everything given but what matters.

import type { Commit, NewEvent } from "../../src/store/commits.ts";
import type { NewEffect } from "../../src/store/effects.ts";
import type { IncidentRow } from "../../src/store/incident-rows.ts";
import type { OutboxRow } from "../../src/store/outbox.ts";
import type { Store } from "../../src/store/store.ts";

export const team = "T1";
/** Some instant, in epoch ms. */
export const noon = 1_700_000_000_000;
export const leaseMs = 30_000;

let lastId = 0;

export function anEvent(change: Partial<NewEvent> = {}): NewEvent {
  return { id: `event-${++lastId}`, type: "Happened", occurredAt: noon, recordedAt: noon + 1, body: {}, ...change };
}

/** A commit of nothing to the new stream `inc-1`, changed by `change`. */
export function aCommit(change: Partial<Commit> = {}): Commit {
  return {
    teamId: team,
    streamId: "inc-1",
    expectedVersion: 0,
    events: [],
    receipt: null,
    effects: [],
    deadlines: null,
    incident: null,
    impact: null,
    settle: null,
    at: noon,
    ...change,
  };
}

/** An effect that is carried out once; by default in the lane that its key's first character names. */
export function once(key: string, change: Partial<NewEffect> = {}): NewEffect {
  return { key, lane: key.charAt(0), effect: { say: key }, dueAt: noon, version: null, gapMs: 0, ...change };
}

/** An effect that keeps a surface at `version` or newer, in a lane of its own. */
export function keep(key: string, version: number, change: Partial<NewEffect> = {}): NewEffect {
  return { key, lane: key, effect: { show: version }, dueAt: noon, version, gapMs: 1000, ...change };
}

export function anIncident(
  number: number,
  change: Partial<IncidentRow> = {},
): Omit<IncidentRow, "teamId" | "streamId"> {
  return {
    number,
    channelId: null,
    channelName: null,
    title: "Checkout is failing",
    severity: "sev2",
    status: "investigating",
    commanderId: null,
    declaredBy: "U1",
    declaredAt: noon,
    privateAt: null,
    drillAt: null,
    endedAt: null,
    version: 1,
    ...change,
  };
}

/** Puts effects into the outbox without any event. */
export async function put(store: Store, effects: NewEffect[], at = noon): Promise<void> {
  await store.commit(aCommit({ effects, at }));
}

/** Claims at `now` and gives the keys, in the order of the rows. */
export async function claimKeys(store: Store, now = noon, limit = 100): Promise<string[]> {
  return (await store.claim(now, leaseMs, limit)).map((row) => row.key);
}

/** Claims at `now` the one effect that is due then. */
export async function claimOne(store: Store, now = noon): Promise<OutboxRow> {
  const [row, ...others] = await store.claim(now, leaseMs, 100);
  if (row === undefined || others.length > 0) throw new Error(`Not one effect was due, but ${others.length + 1}`);
  return row;
}

/** Settles an effect; of a "keep", with what it shows now. */
export async function settle(
  store: Store,
  { id, streamId }: Pick<OutboxRow, "id" | "streamId">,
  at: number,
  shownVersion: number | null = null,
): Promise<void> {
  await store.settle({
    teamId: team,
    streamId,
    effects: [],
    at,
    settle: { effectId: id, shownVersion, surface: null },
  });
}
