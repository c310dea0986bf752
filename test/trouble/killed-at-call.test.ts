import { expect, test } from "vitest";
import { type Moment, startChain } from "./declared.ts";

/** More calls than a declaration makes: the rounds end by themselves where there is no such call any more. */
const most = 25;

const atCall = (n: number, when: "before" | "after"): Moment => ({
  arm(workspace, kill) {
    workspace.faults.onCall("*", n, when, () => {
      kill();
      return "drop";
    });
  },
});

test.each(["before", "after"] as const)(
  "Killed %s the deed of any call to Slack, a declaration is finished by the next start, once",
  async (when) => {
    const chain = await startChain();
    for (const door of ["line", "form"] as const) {
      expect(await chain.round(door, {}), "undisturbed").toEqual({ door, wasKilled: false, wasAcknowledged: true });
    }
    let n = 0;
    for (let round = { wasKilled: true, wasAcknowledged: true }; round.wasKilled && n < most; ) {
      n += 1;
      // The doors lead to the same calls, but that the form is opened by one of its own; so they take turns.
      round = await chain.round((n % 2 === 0) === (when === "before") ? "line" : "form", atCall(n, when));
    }
    await chain.stop();
    // The channel, the invitation, the card, the topic, the pin, the bookmark, the announcement: each was a call.
    expect(n).toBeGreaterThan(7);
    expect(n).toBeLessThan(most);
  },
  180_000,
);
