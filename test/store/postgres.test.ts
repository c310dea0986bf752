import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openStore, type Store } from "../../src/store/store.ts";
import { StoreUnusable } from "../../src/store/unusable.ts";
import { storeContract } from "../contract/store-contract.ts";
import {
  aCommit,
  anEvent,
  anIncident,
  keep,
  leaseMs,
  noon,
  once,
  put,
  settle,
  team,
} from "../contract/store-fixtures.ts";
import { emptyTables } from "../support/pglite.ts";
import { isPostgresRequired, type PostgresServer, postgresBinaries, startPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";

const binaries = postgresBinaries();
if (binaries === null) {
  process.stderr.write("No PostgreSQL server is installed here (initdb, postgres): its tests are skipped.\n");
}

test.runIf(isPostgresRequired)("CI has a PostgreSQL server to test on", () => {
  expect(binaries).not.toBeNull();
});

describe.skipIf(binaries === null)("PostgreSQL", () => {
  let server: PostgresServer;
  let contractUrl: string;
  beforeAll(async () => {
    server = await startPostgres(binaries ?? "");
    contractUrl = await server.createDatabase();
    await (await openStore(contractUrl)).close();
  }, 60_000);
  afterAll(() => server.stop());

  storeContract("PostgreSQL", async () => {
    await server.query(contractUrl, emptyTables);
    return openStore(contractUrl);
  });

  /** `count` replicas on one new database, each with connections of its own, opened at the same moment. */
  async function openReplicas(count: number): Promise<Store[]> {
    const url = await server.createDatabase();
    const stores = await Promise.all(Array.from({ length: count }, () => openStore(url)));
    onTestFinished(async () => {
      await Promise.all(stores.map((store) => store.close()));
    });
    return stores;
  }

  describe("with several replicas", () => {
    test("all that start at once on an empty database find its tables made once", async () => {
      const stores = await openReplicas(5);
      for (const store of stores) expect(await store.nextNumber(team)).toBe(1);
      expect(stores.every((store) => store.isShared)).toBe(true);
    });

    test("appends to one stream lose nothing and give each version once", async () => {
      const stores = await openReplicas(4);
      const append = async (store: Store, name: string): Promise<void> => {
        for (let attempt = 0; attempt < 1000; attempt++) {
          const expectedVersion = (await store.read(team, "inc-1")).length;
          const events = [anEvent({ type: name }), anEvent({ type: name })];
          if ((await store.commit(aCommit({ expectedVersion, events }))) === "committed") return;
        }
        throw new Error("A thousand commits in a row were refused");
      };
      const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
      await Promise.all(names.map((name, index) => append(stores[index % 4] as Store, name)));
      const read = await (stores[0] as Store).read(team, "inc-1");
      expect(read.map((event) => event.version)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
      // The two events of each commit stand together.
      for (let index = 0; index < 80; index += 2) expect(read[index]?.type).toBe(read[index + 1]?.type);
      expect(new Set(read.map((event) => event.type)).size).toBe(40);
    });

    test("declarations at once get consecutive numbers", async () => {
      const stores = await openReplicas(4);
      const declare = async (store: Store, streamId: string): Promise<number> => {
        for (let attempt = 0; attempt < 1000; attempt++) {
          const number = await store.nextNumber(team);
          const commit = aCommit({ streamId, events: [anEvent()], incident: anIncident(number) });
          if ((await store.commit(commit)) === "committed") return number;
        }
        throw new Error("A thousand declarations in a row were refused");
      };
      const numbers = await Promise.all(
        Array.from({ length: 40 }, (_, index) => declare(stores[index % 4] as Store, `inc-${index}`)),
      );
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    });

    test("no effect is claimed twice, and each lane is claimed in its order", async () => {
      const stores = await openReplicas(4);
      const lanes = Array.from({ length: 20 }, (_, index) => `lane${index}`);
      const inLane = (lane: string) => Array.from({ length: 10 }, (_, index) => once(`${lane}/${index}`, { lane }));
      await put(stores[0] as Store, lanes.flatMap(inLane));
      const claimed: string[] = [];
      const work = async (store: Store): Promise<void> => {
        while ((await store.nextDueAt(noon)) === noon || claimed.length < 200) {
          const rows = await store.claim(noon, leaseMs, 7);
          expect(rows.length).toBeLessThanOrEqual(7);
          claimed.push(...rows.map((row) => row.key));
          for (const row of rows) await settle(store, row, noon);
        }
      };
      await Promise.all(stores.map(work));
      expect(claimed).toHaveLength(200);
      for (const lane of lanes) {
        expect(claimed.filter((key) => key.startsWith(`${lane}/`))).toEqual(inLane(lane).map(({ key }) => key));
      }
    });

    test("commits that change the same surfaces in opposite orders all go through", async () => {
      const stores = await openReplicas(2);
      const [one, other] = stores as [Store, Store];
      // Several INSERTs each, so that one waits for the other while it holds what the other needs.
      const homes = Array.from({ length: 200 }, (_, index) => keep(`home${index}`, 1));
      for (let round = 0; round < 10; round++) {
        const outcomes = await Promise.all([
          one.commit(aCommit({ streamId: `a${round}`, events: [anEvent()], effects: homes })),
          other.commit(aCommit({ streamId: `b${round}`, events: [anEvent()], effects: homes.toReversed() })),
        ]);
        expect(outcomes).toEqual(["committed", "committed"]);
      }
    });
  });

  describe("refuses", () => {
    const refusal = async (url: string, options = {}): Promise<string> => {
      const error: unknown = await openStore(url, options).then(
        (store) => store.close(),
        (failure: unknown) => failure,
      );
      if (!(error instanceof StoreUnusable)) throw new Error("It was not refused", { cause: error });
      expect(error.message).not.toContain("secret-word");
      return error.message;
    };

    test("a wrong password, without showing it", async () => {
      const url = contractUrl.replace(/:[^:@]+@/, ":secret-word@");
      expect(await refusal(url)).toMatch(
        /^postgres:\/\/sitrep@127.0.0.1:\d+\/sitrep_1 cannot be used .*password is wrong/,
      );
    });

    test("a database that is not there", async () => {
      expect(await refusal(contractUrl.replace(/sitrep_1$/, "nowhere"))).toContain("createdb");
    });

    test("a server that is not there", async () => {
      expect(await refusal("postgres://sitrep:secret-word@127.0.0.1:1/x")).toContain("Nothing listens there");
    });

    test("a database that a newer Sitrep wrote", async () => {
      const url = await server.createDatabase();
      await (await openStore(url)).close();
      await server.query(url, "insert into sitrep_migrations values (99999999999999)");
      expect(await refusal(url)).toContain("newer Sitrep");
      expect(await refusal(url, { readOnly: true })).toContain("newer Sitrep");
    });

    test("tables of somebody else's", async () => {
      const url = await server.createDatabase();
      await server.query(url, "create table events (id int)");
      expect(await refusal(url)).toContain("tables that Sitrep did not make (events)");
      expect(await server.query(url, "select count(*)::int as n from pg_tables where schemaname = 'public'")).toEqual([
        { n: 1 },
      ]);
    });

    test("to write where it was opened for reading, and to read where nothing is", async () => {
      const url = await server.createDatabase();
      expect(await refusal(url, { readOnly: true })).toContain("Start this version of the bot once");
      const bot = await openStore(url);
      await put(bot, [once("a1")]);
      const reader = await openStore(url, { readOnly: true });
      onTestFinished(async () => {
        await Promise.all([bot.close(), reader.close()]);
      });
      expect(await reader.nextDueAt(noon)).toBe(noon);
      await expect(reader.commit(aCommit({ events: [anEvent()] }))).rejects.toThrow("read-only");
    });
  });

  test("a connection that the server ends is replaced", async () => {
    const url = await server.createDatabase();
    const store = await openStore(url);
    onTestFinished(() => store.close());
    await store.checkWritable(noon);
    await server.query(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'sitrep' and datname = current_database()`,
    );
    await until(() => store.checkWritable(noon + 1).then(() => true), { what: "a new connection" });
  });
});
