// A month's availability out of a database file: 10,000 incidents over 100 components.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { virtualClock } from "../../src/clock.ts";
import { createAvailabilities } from "../../src/engine/availability.ts";
import { silentLog } from "../../src/log.ts";
import { openStore } from "../../src/store/store.ts";
import { team } from "../contract/store-fixtures.ts";
import { aBusyMonth } from "../support/busy-month.ts";
import { usualCatalog } from "../support/catalog.ts";
import { realNow } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";

const rounds = 7;

export async function benchAvailability(): Promise<Figure[]> {
  const folder = mkdtempSync(join(process.cwd(), "data-bench-"));
  try {
    const path = join(folder, "month.db");
    const filling = await openStore(path);
    for (const commit of aBusyMonth(Date.UTC(2026, 2, 1))) await filling.commit(commit);
    await filling.close();
    const took: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // Opened anew each time: nothing is at hand.
      const store = await openStore(path, { readOnly: true });
      const clock = virtualClock(Date.UTC(2026, 3, 2));
      const { ofMonth } = createAvailabilities({ store, clock, log: silentLog, terms: usualCatalog });
      const startedAt = realNow();
      await ofMonth(team, { year: 2026, month: 3 }, null);
      took.push(realNow() - startedAt);
      await store.close();
    }
    return [
      {
        name: `Availability of a month, 10,000 incidents over 100 components, median of ${rounds}`,
        measured: `${median(took).toFixed(0)} ms`,
        limit: "2,000 ms",
        ratio: median(took) / 2_000,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
