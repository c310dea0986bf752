// Who holds an embedded workspace, where the file of an earlier holder is found.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hold } from "../../../src/cli/embedded/hold.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { realClock } from "../../../src/clock.ts";
import { temporaryFolder } from "../../support/folder.ts";

function folderHeldBy(content: string): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "running.json"), content);
  return folder;
}

const heldBy = (pid: number, address: string | null): string => folderHeldBy(JSON.stringify({ pid, address }));

const deadPid = (): number => spawnSync(process.execPath, ["--version"]).pid;

test("A process that is no more holds nothing, whoever answers at its address now", async () => {
  const server = createServer((_req, res) => void res.end("another program"));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = server.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  const held = await hold(heldBy(deadPid(), `http://localhost:${port}/`), realClock());
  held.release();
});

test("Nor does one whose number is our own, as the first process of a container always has it", async () => {
  const held = await hold(heldBy(process.pid, null), realClock());
  held.release();
});

test("Nor does a file that was cut off while it was written, unless that may be this very moment", async () => {
  const folder = folderHeldBy('{"pid":1');
  await expect(hold(folder, realClock())).rejects.toThrow("at the same moment");
  utimesSync(join(folder, "running.json"), 1_000_000, 1_000_000);
  (await hold(folder, realClock())).release();
});

test("One that is just starting does, and a folder that was let go can be taken again", async () => {
  const starting = hold(heldBy(process.ppid, null), realClock());
  await expect(starting).rejects.toThrow(UsageError);
  await expect(starting).rejects.toThrow(`and is just starting (process ${process.ppid}). Stop it first.`);
  const folder = join(temporaryFolder(), "data", "embedded");
  const first = await hold(folder, realClock());
  first.serves("http://localhost:1/");
  first.release();
  (await hold(folder, realClock())).release();
});

test("A folder that can't be made is said with what to do", async () => {
  const folder = join(folderHeldBy("{}"), "running.json", "embedded");
  await expect(hold(folder, realClock())).rejects.toThrow("start Sitrep in a folder that you may write to");
});

test("Of several that start where one is no more, one takes it, and the others leave it alone", async () => {
  const folder = heldBy(deadPid(), "http://localhost:1/");
  const tries = await Promise.allSettled([1, 2, 3].map(() => hold(folder, realClock())));
  const taken = tries.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []));
  expect(taken).toHaveLength(1);
  for (const it of tries) if (it.status === "rejected") expect(it.reason.message).toContain("at the same moment");
  expect(readdirSync(folder)).toEqual(["running.json"]);
  expect(readFileSync(join(folder, "running.json"), "utf8")).toContain(`"pid":${process.pid}`);
  taken[0]?.release();
  expect(readdirSync(folder)).toEqual([]);
});
