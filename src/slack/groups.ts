// User groups that the settings name by their handles: looked up all at once, remembered for an hour.
// Never holds up what is to be said: a group that can't be found is no mention, and the log says why, once an hour.

import type { Clock } from "../clock.ts";
import type { Gateway } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import type { Call } from "./call.ts";
import { groupsAgainMs, groupsKeptMs } from "./limits.ts";
import type { WebClients } from "./web-clients.ts";

export type GroupsParts = { clients: WebClients; call: Call; clock: Clock; log: Log };

type Ids = ReadonlyMap<string, string>;

export function createGroups({ clients, call, clock, log }: GroupsParts): Gateway["groupIds"] {
  let known: Ids = new Map();
  let askedAt = Number.NEGATIVE_INFINITY;
  let keptMs = 0;
  let asking: Promise<void> | null = null;

  const ask = async (): Promise<void> => {
    const outcome = await call<Ids>({
      method: "usergroups.list",
      repeat: "harmless",
      run: async () => {
        const { usergroups = [] } = await clients.read.usergroups.list();
        return new Map(usergroups.flatMap(({ handle, id }) => (handle && id ? [[handle, id] as const] : [])));
      },
    });
    askedAt = clock.now();
    keptMs = outcome.outcome === "done" ? groupsKeptMs : groupsAgainMs;
    if (outcome.outcome === "done") known = outcome.answer;
    else
      log.warn({ ...outcome }, "User groups can't be looked up: those named in sitrep.yml by handle ring at nobody.");
  };

  return async (handles) => {
    const sinceMs = clock.now() - askedAt;
    if (sinceMs < 0 || sinceMs >= keptMs) {
      asking ??= ask().finally(() => {
        asking = null;
      });
      await asking;
    }
    const found = handles.flatMap((handle) => {
      const id = known.get(handle);
      return id === undefined ? [] : [[handle, id] as const];
    });
    return Object.fromEntries(found);
  };
}
