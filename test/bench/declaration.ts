// How long a declaration takes over the wire, where each call to Slack takes 100 ms.

import { type Call, wavesOf } from "../../src/workspace/calls.ts";
import { realNowMs } from "../../src/workspace/real-time.ts";
import { sleep, until } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";
import type { Program } from "./program.ts";

const roundTripMs = 100;
const rounds = 15;

type Declared = { peopleInMs: number; allDoneMs: number; calls: number; waves: number };

async function declareOnce({ workspace }: Program, round: number): Promise<Declared> {
  const sam = workspace.person("sam");
  const before = workspace.calls.length;
  const startedAt = realNowMs();
  await sam.command(`/incident declare sev2 Benchmark ${round}`, { channel: "incidents" });
  const calls = (): Call[] => workspace.calls.slice(before);
  const isDone = (method: string): boolean => calls().some((call) => call.method === method && call.realEndMs !== null);
  await until(() => isDone("pins.add") && isDone("bookmarks.add"), { what: "the end of a declaration" });
  // Nothing else may follow: wait long enough to see it if it did.
  await sleep(4 * roundTripMs);
  const ended = (of: readonly Call[]): number =>
    Math.max(...of.map((call) => call.realEndMs ?? Number.NaN)) - startedAt;
  const made = calls();
  return {
    peopleInMs: ended(made.filter(({ method }) => method === "conversations.invite")),
    allDoneMs: ended(made),
    calls: made.length,
    waves: wavesOf(made).length,
  };
}

/** `size` names the workspace in the table. */
export async function benchDeclaration(program: Program, size: string): Promise<Figure[]> {
  const { workspace } = program;
  workspace.faults.latencyMs(roundTripMs);
  await declareOnce(program, 0);
  const declared: Declared[] = [];
  for (let round = 1; round <= rounds; round++) declared.push(await declareOnce(program, round));
  workspace.faults.latencyMs(0);
  const figure = (name: string, ms: number, limitMs: number): Figure => ({
    name: `${name} (${size})`,
    measured: `${(ms / roundTripMs).toFixed(2)} round trips = ${ms.toFixed(0)} ms`,
    limit: `${limitMs} ms`,
    ratio: ms / limitMs,
  });
  const most = Math.max(...declared.map(({ calls }) => calls));
  return [
    figure("Declared → people in the channel, median", median(declared.map(({ peopleInMs }) => peopleInMs)), 225),
    figure("Declared → all done, median", median(declared.map(({ allDoneMs }) => allDoneMs)), 325),
    { name: `Calls to Slack, most (${size})`, measured: String(most), limit: "8", ratio: most / 8 },
    {
      name: `Waves of calls, most (${size})`,
      measured: String(Math.max(...declared.map(({ waves }) => waves))),
      limit: "3 (peers: 4 to 8)",
      ratio: Math.max(...declared.map(({ waves }) => waves)) / 3,
    },
  ];
}
