import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { killedAtEach, type Moment, type When } from "./declared.ts";

const killer = fileURLToPath(new URL("../support/kill-at-commit.ts", import.meta.url));

const atCommit =
  (when: When) =>
  (n: number): Moment => ({ imports: [killer], env: { SITREP_KILL_AT_COMMIT: `${n}/${when}` } });

// One test, since its chains of programs spend their time waiting and can do so side by side.
test("Killed just before or after any commit, a declaration is finished by the next start, once", async () => {
  const rounds = await Promise.all([
    killedAtEach("before", atCommit("before")),
    killedAtEach("after", atCommit("after")),
  ]);
  // The declaration, the claims, Slack's answers: each was a commit.
  for (const count of rounds) expect(count).toBeGreaterThan(10);
}, 240_000);
