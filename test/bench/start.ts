// How soon the program is connected, and how much memory it holds when nothing happens.

import { sleep } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";
import { startProgram } from "./program.ts";

const rounds = 7;
/** Long enough for the start's garbage to be collected or kept for good. */
const idleMs = 10_000;

export async function benchStart(): Promise<Figure[]> {
  const connectedMs: number[] = [];
  let residentMiB = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    const program = await startProgram(() => undefined);
    connectedMs.push(program.connectedAfterMs);
    if (round === rounds - 1) {
      await sleep(idleMs);
      residentMiB = program.residentMiB();
    }
    await program.stop();
  }
  const connected = median(connectedMs);
  return [
    {
      name: `Start → connected, median of ${rounds}`,
      measured: `${connected.toFixed(0)} ms`,
      limit: "1,000 ms",
      ratio: connected / 1_000,
    },
    {
      name: "Resident memory, idle",
      measured: `${residentMiB.toFixed(0)} MiB`,
      limit: "130 MiB",
      ratio: residentMiB / 130,
    },
  ];
}
