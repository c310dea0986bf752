// One SEV1 told minute by minute: what the channel, the announcement and the commander are told, and when. Nothing else
// is said, whatever the bot goes through meanwhile.

import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { type Deeds, playMinutes } from "./support/minutes.ts";
import { cardMessage, formOf, minute, openStage, posts, type Stage, type } from "./support/stage.ts";

const open: Stage[] = [];
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.stop();
});

async function newStage(databaseUrl = ":memory:"): Promise<Stage> {
  const stage = await openStage({ databaseUrl });
  open.push(stage);
  return stage;
}

/** Presses a button of the newest message in the channel that has it. */
async function press({ sam, ...stage }: Stage, channel: string, button: string): Promise<void> {
  const message = posts(stage, channel).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"text":"${button}"`));
  if (message === undefined) throw new Error(`No message has the button ${button}.`);
  await sam.click(channel, message.ts, button);
}

async function update(stage: Stage, channel: string, fields: Record<string, string>): Promise<void> {
  const { ts } = cardMessage(stage, { channel, number: 1, ref: "INC-1" });
  const form = await (await stage.sam.click(channel, ts, "Post update")).openedForm();
  await form.fill(fields);
  await form.submit();
}

/** SEV1: acknowledge 5 min, first update 15, every 30, mitigate 1 h, resolve 4 h. Minute 0 is 10:00 UTC. */
const story: Deeds = {
  0: async (stage) => {
    const form = await formOf(stage.sam, "declare Voice is down");
    await form.fill({ Severity: "SEV1", Commander: null, Components: "Voice, API" });
    await form.submit();
  },
  6: async (stage, channel) => void (await type(stage, stage.ada, "take", channel)),
  8: (stage, channel) =>
    update(stage, channel, { "What is new?": "The trunk to the carrier is down", "Next update": "In 30 min" }),
  40: (stage, channel) => press(stage, channel, "Snooze 15"),
  57: (stage, channel) =>
    update(stage, channel, { "What is new?": "Rerouting", Status: "Identified", "Next update": "In 15 min" }),
  62: async (stage, channel) => void (await type(stage, stage.sam, "time mitigated 10:58 the graphs show it", channel)),
  65: async (stage, channel) => void (await type(stage, stage.ada, "severity sev2", channel)),
  70: async (stage, channel) =>
    void (await type(stage, stage.ada, "status monitoring Calls go through again", channel)),
  75: async (stage, channel) =>
    void (await type(stage, stage.sam, "impact 9:50 to 10:58 Voice: calls dropped", channel)),
  80: async (stage, channel) => void (await type(stage, stage.ada, "resolve Rerouted for good", channel)),
};
const untilMinute = 100;

describe("A SEV1, minute by minute", () => {
  test("tells its people this and nothing else", async () => {
    const golden = await playMinutes(await newStage(), story, { untilMinute });
    await expect(golden).toMatchFileSnapshot("golden/sev1-minute-by-minute.txt");
  }, 120_000);

  test("tells the same, none of it twice, where the bot is restarted at every minute of it", async () => {
    const stage = await newStage(join(temporaryFolder(), "sitrep.db"));
    const golden = await playMinutes(stage, story, { untilMinute, eachMinute: () => stage.restart() });
    await expect(golden).toMatchFileSnapshot("golden/sev1-minute-by-minute.txt");
  }, 240_000);

  test("tells after three hours of downtime what was missed, in one message", async () => {
    const stage = await newStage(join(temporaryFolder(), "sitrep.db"));
    const away = async (at: number): Promise<void> => {
      if (at !== 10) return;
      await stage.bot.stop();
      stage.clock.advanceBy(180 * minute);
      await stage.restart();
    };
    const golden = await playMinutes(stage, story, { untilMinute: 12, eachMinute: away });
    await expect(golden).toMatchFileSnapshot("golden/sev1-after-downtime.txt");
  }, 60_000);
});
