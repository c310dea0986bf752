// How long a declaration takes over the wire, where each call to Slack takes 100 ms.

import { type Call, wavesOf } from "../../src/workspace/calls.ts";
import { realNowMs } from "../../src/workspace/real-time.ts";
import { sleep, until } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";
import type { Program } from "./program.ts";

const roundTripMs = 100;
const rounds = 15;

/** `callMs` is what a call really took: the stand-in's timer gives 100 ms and a little more. */
type Declared = { peopleInMs: number; allDoneMs: number; callMs: number; calls: number; waves: number };

const allowedMs = 25;

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
    callMs: median(made.map(({ realStartMs, realEndMs }) => (realEndMs ?? Number.NaN) - realStartMs)),
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
  const callMs = median(declared.map((one) => one.callMs));
  const figure = (name: string, ms: number, roundTrips: number): Figure => {
    const waitedMs = roundTrips * callMs;
    return {
      name: `${name} (${size})`,
      measured: `${ms.toFixed(0)} ms = ${roundTrips} × ${callMs.toFixed(1)} ms + ${(ms - waitedMs).toFixed(0)} ms`,
      limit: `${roundTrips} round trips + ${allowedMs} ms`,
      ratio: ms / (waitedMs + allowedMs),
    };
  };
  const most = Math.max(...declared.map(({ calls }) => calls));
  return [
    figure("Declared → people in the channel, median", median(declared.map(({ peopleInMs }) => peopleInMs)), 2),
    figure("Declared → all done, median", median(declared.map(({ allDoneMs }) => allDoneMs)), 3),
    { name: `Calls to Slack, most (${size})`, measured: String(most), limit: "8", ratio: most / 8 },
    {
      name: `Waves of calls, most (${size})`,
      measured: String(Math.max(...declared.map(({ waves }) => waves))),
      limit: "3 (peers: 4 to 8)",
      ratio: Math.max(...declared.map(({ waves }) => waves)) / 3,
    },
  ];
}
