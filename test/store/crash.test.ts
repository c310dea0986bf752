import { spawn } from "node:child_process";
import { once as happened } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { leaseMs, noon, team } from "../contract/store-fixtures.ts";
import { temporaryFolder } from "../support/folder.ts";
import { until } from "../support/until.ts";

/** Commits events one by one and says each version once it is committed; holds a lease all the while. */
const program = `
  const { openStore } = await import(process.argv[1]);
  const { aCommit, anEvent, once, leaseMs, noon } = await import(process.argv[2]);
  const store = await openStore(process.argv[3]);
  await store.commit(aCommit({ effects: [once("a1"), once("a2")] }));
  await store.claim(noon, leaseMs, 1);
  for (let version = 0; ; version++) {
    const commit = aCommit({ expectedVersion: version, events: [anEvent()], receipt: { key: "k" + version } });
    const outcome = await store.commit(commit);
    if (outcome === "committed") process.stdout.write(version + 1 + "\\n");
    await new Promise((resolve) => setImmediate(resolve));
  }
`;

test("what was said to be committed is there after kill -9, and leases can be taken back at once", async () => {
  const path = join(temporaryFolder(), "sitrep.db");
  const modules = ["../../src/store/store.ts", "../contract/store-fixtures.ts"];
  const urls = modules.map((module) => new URL(module, import.meta.url).href);
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program, ...urls, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await until(() => said.includes("\n50\n"), { what: "fifty commits", timeoutMs: 15_000 });
  const closed = happened(child, "close");
  child.kill("SIGKILL");
  await closed;

  const store = await openStore(path);
  const lines = said.split("\n").slice(0, -1);
  const read = await store.read(team, "inc-1");
  // One more may have been committed, with its end before it was said.
  expect([lines.length, lines.length + 1]).toContain(read.length);
  expect((await store.receipt(team, `k${lines.length - 1}`))?.version).toBe(lines.length);
  expect(await store.claim(noon, leaseMs, 1)).toEqual([]);
  await store.releaseLeases();
  expect(await store.claim(noon, leaseMs, 1)).toMatchObject([{ key: "a1", attempts: 2, openAttempts: 2 }]);
  await store.close();
});
