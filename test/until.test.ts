import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./support/folder.ts";
import { realNow, until } from "./support/until.ts";

describe("until", () => {
  test("gives what the condition found, 0 and the empty text included", async () => {
    let asked = 0;
    const found = await until(() => (++asked < 3 ? null : { asked }), { what: "the third question" });
    expect(found.asked).toBe(3);
    expect(await until(() => 0, { what: "zero" })).toBe(0);
    expect(await until(async () => "", { what: "an empty text" })).toBe("");
  });

  test("waits while the condition throws, and says at the end what it threw", async () => {
    let asked = 0;
    const soon = (): true => {
      if (++asked < 3) throw new Error("not there yet");
      return true;
    };
    expect(await until(soon, { what: "it" })).toBe(true);
    const never = (): boolean => {
      throw new Error("no such channel");
    };
    const waiting = until(never, { what: "the channel", timeoutMs: 20 });
    await expect(waiting).rejects.toMatchObject({
      message: "waited 20 ms for the channel",
      cause: { message: "no such channel" },
    });
  });

  test("gives up when its time is over, and not before", async () => {
    const startedAt = realNow();
    await expect(until(() => false, { what: "nothing", timeoutMs: 50 })).rejects.toThrow("waited 50 ms for nothing");
    expect(realNow() - startedAt).toBeGreaterThanOrEqual(50);
  });
});

describe("temporaryFolder", () => {
  let left = "";

  test("gives a folder of the test's own", () => {
    left = temporaryFolder();
    writeFileSync(join(left, "a"), "b");
    expect(temporaryFolder()).not.toBe(left);
  });

  test("and nothing is left of it after that test", () => {
    expect(left).not.toBe("");
    expect(existsSync(left)).toBe(false);
  });
});
