// The control address: what tests switch in the process, for a person or program outside it. It changes how the
// workspace behaves, never what is in it, and its own requests are hit by no fault.

import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { type Answer, jsonAnswer } from "../api/answer.ts";
import type { FaultSwitches } from "../fault-switches.ts";
import { faultsFromSeed, type SeedOptions } from "../seeds.ts";
import type { Json, World } from "../world.ts";
import { whyForbidden } from "./guard.ts";
import { ruleWanted, seedWanted, socketsWanted, wireWanted } from "./wanted.ts";

type Deed = (world: World, switches: FaultSwitches, wanted: unknown) => Json;

function addRule(world: World, switches: FaultSwitches, wanted: unknown): Json {
  const { method, fault, times, skip } = ruleWanted.parse(wanted);
  switches.add(method, fault, { times: times ?? Number.POSITIVE_INFINITY, skip: skip ?? 0 });
  return { id: world.faults.made };
}

function doToSockets(_world: World, switches: FaultSwitches, wanted: unknown): Json {
  const deed = socketsWanted.parse(wanted);
  if (deed.do === "drop") switches.dropSockets();
  else if (deed.do === "disconnect") switches.disconnect(deed.reason, { onlyFirst: deed.onlyFirst });
  else switches.halfOpen(deed.do === "half-open");
  return {};
}

function setWire(_world: World, switches: FaultSwitches, wanted: unknown): Json {
  const { latencyMs, dateSkewMs, duplicate, reorder } = wireWanted.parse(wanted);
  if (latencyMs !== undefined) switches.latencyMs(latencyMs);
  if (dateSkewMs !== undefined) switches.dateSkewMs(dateSkewMs);
  if (duplicate !== undefined) switches.duplicateEnvelopes(duplicate.times, duplicate.kind);
  if (reorder !== undefined) switches.reorderEnvelopes(reorder.times, reorder.kind);
  return {};
}

function setSeed(_world: World, switches: FaultSwitches, wanted: unknown): Json {
  const { seed, ...given } = seedWanted.parse(wanted);
  // What was not given is absent, and absent is what the options mean by a default.
  switches.seed(seed === null ? null : faultsFromSeed(seed, JSON.parse(JSON.stringify(given)) as SeedOptions));
  return {};
}

const deeds: ReadonlyMap<string, Deed> = new Map([
  ["faults", addRule],
  ["sockets", doToSockets],
  ["wire", setWire],
  ["seed", setSeed],
]);

/** Everything that is switched on now. */
function listed({ faults }: World, switches: FaultSwitches): Json {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    faults: faults.rules.map(({ id, method, fault, timesLeft, skipLeft }) => ({
      id,
      method,
      fault,
      timesLeft: finite(timesLeft),
      skipLeft,
    })),
    latencyMs: faults.latencyMs(),
    dateSkewMs: faults.dateSkewMs,
    duplicates: faults.duplicates,
    reorders: faults.reorders,
    seed: faults.seeded?.seed ?? null,
    sockets: switches.sockets(),
  };
}

function remove({ faults }: World, switches: FaultSwitches, id: string | undefined): boolean {
  if (id === undefined) {
    switches.clear();
    return true;
  }
  const left = faults.rules.filter((rule) => String(rule.id) !== id);
  const isFound = left.length < faults.rules.length;
  faults.rules = left;
  return isFound;
}

const no = (status: number, error: string, messages: readonly string[]): Answer =>
  jsonAnswer({ ok: false, error, messages }, status);

function perform(deed: Deed, world: World, switches: FaultSwitches, body: Buffer): Answer {
  try {
    return jsonAnswer({ ok: true, ...deed(world, switches, JSON.parse(body.toString("utf8"))) });
  } catch (error) {
    if (error instanceof SyntaxError) return no(400, "invalid_json", [error.message]);
    if (error instanceof z.ZodError) return no(400, "invalid_arguments", z.prettifyError(error).split("\n"));
    throw error;
  }
}

/** Answers a request to `/control/…`. Errors: forbidden, not_found, invalid_json, invalid_arguments. */
export function answerControl(
  world: World,
  switches: FaultSwitches,
  req: IncomingMessage,
  url: URL,
  body: Buffer,
): Answer {
  const why = whyForbidden(req);
  if (why !== null) return no(403, "forbidden", [why]);
  const [name = "", id, ...rest] = url.pathname.slice("/control/".length).split("/");
  const deed = deeds.get(name);
  if (req.method === "POST" && deed !== undefined && id === undefined) return perform(deed, world, switches, body);
  if (name === "faults" && rest.length === 0) {
    if (req.method === "GET" && id === undefined) return jsonAnswer({ ok: true, ...listed(world, switches) });
    if (req.method === "DELETE" && remove(world, switches, id)) return jsonAnswer({ ok: true });
  }
  const ways = "GET, POST or DELETE /control/faults, DELETE /control/faults/ID, POST /control/sockets, wire or seed";
  return no(404, "not_found", [`There is: ${ways}.`]);
}
