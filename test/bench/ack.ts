// How long a person's command takes from the envelope to its acknowledgement, which follows the commit.

import { realNow, sleep } from "../support/until.ts";
import { type Figure, percentile } from "./figures.ts";
import type { Program } from "./program.ts";

const perSecond = 100;
const seconds = 15;
const incidents = 10;

export async function benchAck({ workspace }: Program): Promise<Figure[]> {
  const sam = workspace.person("sam");
  const numbers: number[] = [];
  for (let count = 0; count < incidents; count++) {
    const outcome = await sam.command(`/incident declare sev3 Load ${count}`, { channel: "incidents" });
    numbers.push(Number(/INC-(\d+)/.exec((await outcome.reply()).text ?? "")?.[1]));
  }
  await sleep(2_000);
  const tookMs: number[] = [];
  const failed: string[] = [];
  const startedAt = realNow();
  const all: Promise<void>[] = [];
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    const dueAt = startedAt + (sent * 1_000) / perSecond;
    if (dueAt > realNow()) await sleep(dueAt - realNow());
    const number = numbers[sent % numbers.length];
    const one = async (): Promise<void> => {
      const sentAt = realNow();
      const outcome = await sam.command(`/incident update INC-${number} Word ${sent}`, { channel: "incidents" });
      tookMs.push(realNow() - sentAt);
      if (outcome.error !== null) failed.push(outcome.error);
    };
    all.push(one());
  }
  await Promise.all(all);
  if (failed.length > 0) throw new Error(`${failed.length} commands failed: ${failed[0]}.`);
  const rate = (tookMs.length / (realNow() - startedAt)) * 1_000;
  const p99 = percentile(tookMs, 0.99);
  return [
    {
      name: `Envelope → committed → acked at ${rate.toFixed(0)} a second, p99 of ${tookMs.length}`,
      measured: `${p99.toFixed(2)} ms (median ${percentile(tookMs, 0.5).toFixed(2)} ms)`,
      limit: "10 ms",
      ratio: p99 / 10,
    },
  ];
}
