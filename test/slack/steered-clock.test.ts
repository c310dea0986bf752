// In the embedded workspace people steer the clock that Slack and the bot share: the two always agree, however fast it
// runs and wherever it jumps while calls are under way.

import { expect, onTestFinished, test } from "vitest";
import { steerableClock } from "../../src/cli/steerable-clock.ts";
import { realClock } from "../../src/clock.ts";
import { connectSlack } from "../../src/slack/connect.ts";
import { startWorkspace } from "../../src/workspace/workspace.ts";
import { doneWith, manifest, readableLog, startedAt } from "./embedded.ts";

test.each([1, 60, 3_600])(
  "At %i times the host's speed, and over jumps, the skew is 0 to the millisecond",
  async (rate) => {
    const host = realClock();
    const clock = steerableClock(host, startedAt + 321);
    const workspace = await startWorkspace({ clock, manifest, latencyMs: () => 3 });
    const { log, lines } = readableLog(clock);
    const slack = connectSlack({
      config: {
        mode: "socket",
        slack: { botToken: workspace.botToken, appToken: workspace.appToken, apiUrl: workspace.apiUrl },
        settingsFile: null,
        announceChannel: null,
        databaseUrl: ":memory:",
        exportTimeZone: "UTC",
        logLevel: "info",
        port: null,
      },
      named: { channels: [], groupHandles: [] },
      clock,
      wireClock: host,
      log,
    });
    onTestFinished(async () => {
      await slack.close();
      await workspace.stop();
    });
    clock.setRate(rate);
    const { gateway } = slack;
    const { channelId } = doneWith(await gateway.createChannel({ name: "inc-1", isPrivate: false }));
    for (let n = 0; n < 30; n++) {
      const jump = n % 3 === 0 ? clock.jumpBy(n * 400_000, async () => undefined) : Promise.resolve();
      const post = { channelId, message: { text: `Said ${n}`, blocks: [] }, key: `k${n}`, threadTs: null };
      doneWith(await gateway.post(post));
      doneWith(await gateway.setTopic({ channelId, topic: `Topic ${n}` }));
      await jump;
      expect(slack.skewMs()).toBe(0);
      expect(slack.clock.now() - clock.now()).toBeGreaterThanOrEqual(-rate);
    }
    expect(lines.filter(({ message }) => message.includes("clock"))).toEqual([]);
  },
);
