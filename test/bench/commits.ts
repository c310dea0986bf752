// Durable commits a second: a status update through the store, against the bare driver running the same statements on
// the same disk.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Asking } from "../../src/engine/handle.ts";
import { openStore } from "../../src/store/store.ts";
import { createRig, declaration } from "../engine/rig.ts";
import { realNow } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";

const commits = 1_500;
const rounds = 5;

/** Under data/, on the disk that the real database is on: a temporary folder may be memory. */
function folder(): string {
  return mkdtempSync(join(process.cwd(), "data-bench-"));
}

const update = (count: number): Asking => ({
  type: "PostUpdate",
  text: `Word ${count}`,
  status: null,
  nextUpdateAt: null,
  alsoAnnounce: false,
});

/** Commits a second through handle and store, the outbox standing still. */
async function throughStore(path: string): Promise<number> {
  const store = await openStore(path);
  const rig = await createRig({ store });
  await rig.ask(declaration);
  await rig.pass(5_000);
  await rig.engine.stop();
  const startedAt = realNow();
  for (let count = 0; count < commits; count++) await rig.ask(update(count), { key: `trigger/${count}` });
  const perSecond = (commits / (realNow() - startedAt)) * 1_000;
  await store.close();
  return perSecond;
}

/** The statements of one such commit, as better-sqlite3 runs them when they are prepared once. */
function bare(path: string): number {
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  const top = db.prepare("select coalesce(max(version), 1) as version from events where stream_id = 'inc'");
  const event = db.prepare(
    `insert into events (team_id, stream_id, version, event_id, type, occurred_at, recorded_at, body)
     values ('T1', 'inc', ?, ?, 'UpdatePosted', 1, 1, ?)`,
  );
  const receipt = db.prepare(
    "insert into receipts (team_id, key, stream_id, version, at) values ('T1', ?, 'inc', 1, 1)",
  );
  const once = db.prepare(
    `insert into outbox (team_id, stream_id, key, lane, effect, version, gap_ms, due_at, created_at)
     values ('T1', 'inc', ?, 'inc/channel', ?, null, 0, 1, 1) on conflict do nothing`,
  );
  const keep = db.prepare(
    `insert into outbox (team_id, stream_id, key, lane, effect, version, gap_ms, due_at, created_at)
     values ('T1', 'inc', ?, ?, ?, 1, 1000, 1, 1)
     on conflict (team_id, key) do update set version = excluded.version, due_at = excluded.due_at, done_at = null`,
  );
  const undue = db.prepare("delete from deadlines where team_id = 'T1' and stream_id = 'inc'");
  const found = db.prepare("update incidents set version = ? where stream_id = 'inc'");
  const body = JSON.stringify({ id: "inc.1", type: "UpdatePosted", data: { text: "Word", status: null, number: 1 } });
  let version = (top.get() as { version: number }).version;
  const commit = db.transaction((count: number) => {
    version += 1;
    event.run(version, `bare.${count}`, body);
    receipt.run(`bare/${count}`);
    once.run(`say/bare/${count}`, '{"do":"say"}');
    keep.run("keep/inc/card", "inc/card", '{"do":"keep"}');
    keep.run("keep/inc/announcement", "inc/announcement", '{"do":"keep"}');
    undue.run();
    found.run(version);
  });
  const startedAt = realNow();
  for (let count = 0; count < commits; count++) commit(count);
  const perSecond = (commits / (realNow() - startedAt)) * 1_000;
  db.close();
  return perSecond;
}

export async function benchCommits(): Promise<Figure[]> {
  const ratios: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const place = folder();
    try {
      const path = join(place, "bench.db");
      const store = await throughStore(path);
      const driver = bare(path);
      ours.push(store);
      theirs.push(driver);
      ratios.push(store / driver);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  const share = median(ratios);
  return [
    {
      name: "Durable commits a second (decided, folded, stored), median",
      measured: `${median(ours).toFixed(0)} = ${share.toFixed(2)} of the bare driver's ${median(theirs).toFixed(0)}`,
      limit: "0.80 of the bare driver",
      ratio: 0.8 / share,
    },
  ];
}
