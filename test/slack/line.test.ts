// One line on a virtual clock, over connections that only record what is done with them. The wire's own tests are in
// socket-mode.test.ts.

import { describe, expect, it } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { createLog, type LogLevel } from "../../src/log.ts";
import { createCall } from "../../src/slack/call.ts";
import type { Connection, ConnectionEvents } from "../../src/slack/connection.ts";
import { goodLinkMs, longestBackoffMs } from "../../src/slack/limits.ts";
import { createLine } from "../../src/slack/line.ts";
import { createOutage } from "../../src/slack/outage.ts";
import { AnswerError } from "../../src/slack/outcome.ts";
import { sleep } from "../support/until.ts";

type Opened = { at: number; events: ConnectionEvents; signal: AbortSignal; isClosed: boolean };

function laid({ level = "warn" as LogLevel } = {}) {
  const clock = virtualClock(0);
  const lines: string[] = [];
  const log = createLog({ level, clock, destination: { write: (line) => lines.push(JSON.parse(line).message) } });
  const opened: Opened[] = [];
  const held = { failWith: null as unknown, isHanging: false, settle: null as Promise<void> | null };
  const outage = createOutage(log);
  const line = createLine({
    async open(events, signal): Promise<Connection> {
      const one: Opened = { at: clock.now(), events, signal, isClosed: false };
      opened.push(one);
      if (held.isHanging) {
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new AnswerError("off"))));
      }
      if (held.failWith !== null) throw held.failWith;
      return {
        isOpen: () => !one.isClosed,
        async close() {
          one.isClosed = true;
        },
      };
    },
    call: createCall({ clock, log }),
    wireClock: clock,
    log,
    outage,
    isAnyUp: () => line.isUp(),
    async settled() {
      await held.settle;
    },
    onEnvelope: () => undefined,
  });
  /** Moves the time step by step, with room for promises in between. */
  const pass = async (ms: number): Promise<void> => {
    const until = clock.now() + ms;
    await sleep(0);
    for (let next = clock.nextTimerAt(); next !== null && next <= until; next = clock.nextTimerAt()) {
      clock.advanceTo(Math.max(next, clock.now()));
      await sleep(0);
    }
    clock.advanceTo(until);
    await sleep(0);
  };
  const last = (): Opened => {
    const one = opened.at(-1);
    if (one === undefined) throw new Error("Nothing was opened.");
    return one;
  };
  return { clock, lines, opened, held, line, pass, last };
}

describe("a line", () => {
  it("opens the next connection before it closes the last, which stays until its envelopes are done", async () => {
    const { line, pass, opened, held, last } = laid();
    let settle = (): void => undefined;
    line.start();
    await pass(goodLinkMs);
    const first = last();
    held.settle = new Promise((resolve) => {
      settle = resolve;
    });
    first.events.onLeaving("refresh_requested");
    expect(line.isUp()).toBe(true);
    await pass(0);
    expect(opened).toHaveLength(2);
    expect(first.isClosed).toBe(false);
    settle();
    await pass(0);
    expect(first.isClosed).toBe(true);
    expect(line.isUp()).toBe(true);
    // What ends as planned opens nothing more.
    first.events.onClosed("the socket was closed");
    await pass(60_000);
    expect(opened).toHaveLength(2);
    await line.stop();
  });

  it("opens another at once when a good connection is cut", async () => {
    const { line, pass, opened, last } = laid();
    line.start();
    await pass(goodLinkMs);
    last().events.onClosed("reset");
    await pass(0);
    expect(opened.map(({ at }) => at)).toEqual([0, goodLinkMs]);
    await line.stop();
  });

  it("does not spin where Slack lets it in and throws it out", async () => {
    const { line, pass, opened, last } = laid();
    line.start();
    await pass(0);
    for (let minute = 0; minute < 600; minute++) {
      if (line.isUp()) last().events.onClosed("thrown out");
      await pass(100);
    }
    expect(opened.length).toBeGreaterThan(3);
    expect(opened.length).toBeLessThan(12);
    await line.stop();
  });

  it("tries again with growing waits that end at 30 s, says so once, and says when it is over", async () => {
    const { line, pass, opened, held, lines } = laid({ level: "info" });
    held.failWith = new AnswerError("no hello");
    line.start();
    await pass(600_000);
    const waits = opened.slice(1).map(({ at }, index) => at - (opened[index]?.at ?? 0));
    expect(waits[0]).toBeGreaterThanOrEqual(250);
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(Math.max(...waits)).toBeLessThanOrEqual(longestBackoffMs);
    expect(Math.min(...waits.slice(-5))).toBeGreaterThanOrEqual(longestBackoffMs / 2);
    expect(lines).toEqual(["Slack can't be reached. Sitrep goes on trying; what is declared meanwhile is kept."]);
    held.failWith = null;
    await pass(longestBackoffMs);
    expect(line.isUp()).toBe(true);
    expect(lines.at(-1)).toBe("Slack is reached again.");
    await line.stop();
  });

  it.each(["link_disabled", "too_many_websockets"])("waits before it opens another after %s", async (reason) => {
    const { line, pass, opened, last } = laid();
    line.start();
    await pass(goodLinkMs);
    last().events.onLeaving(reason);
    last().events.onClosed("the socket was closed");
    await pass(longestBackoffMs - 1);
    expect(opened).toHaveLength(1);
    await pass(1);
    expect(opened).toHaveLength(2);
    await line.stop();
  });

  it("goes on after a fault of our own", async () => {
    const { line, pass, opened, held, lines } = laid();
    held.failWith = new TypeError("undefined is not a function");
    line.start();
    await pass(longestBackoffMs);
    expect(opened).toHaveLength(2);
    expect(lines[0]).toContain("fault of Sitrep's own");
    await line.stop();
  });

  it("stops while it is still opening, and leaves nothing to come", async () => {
    const { line, pass, clock, held, last } = laid();
    held.isHanging = true;
    line.start();
    await pass(0);
    await line.stop();
    expect(last().signal.aborted).toBe(true);
    expect(clock.nextTimerAt()).toBeNull();
  });
});
