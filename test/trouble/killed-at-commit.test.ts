import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Moment, startChain } from "./declared.ts";

/** More commits than a declaration takes: the rounds end by themselves where there is no such commit any more. */
const most = 60;

const killer = fileURLToPath(new URL("../support/kill-at-commit.ts", import.meta.url));

const atCommit = (n: number, when: "before" | "after"): Moment => ({
  imports: [killer],
  env: { SITREP_KILL_AT_COMMIT: `${n}/${when}` },
});

test.each(["before", "after"] as const)(
  "Killed just %s any commit to the database, a declaration is finished by the next start, once, or was never there",
  async (when) => {
    const chain = await startChain();
    for (const door of ["line", "form"] as const) {
      expect(await chain.round(door, {}), "undisturbed").toEqual({ door, wasKilled: false, wasAcknowledged: true });
    }
    let n = 0;
    for (let round = { wasKilled: true, wasAcknowledged: true }; round.wasKilled && n < most; ) {
      n += 1;
      const door = (n % 2 === 0) === (when === "before") ? "line" : "form";
      round = await chain.round(door, atCommit(n, when));
      // The first commit is the declaration itself: nobody is told of it before it is on disk.
      if (n === 1) expect(round).toMatchObject({ wasKilled: true, wasAcknowledged: false });
    }
    await chain.stop();
    expect(n).toBeGreaterThan(10);
    expect(n).toBeLessThan(most);
  },
  240_000,
);
