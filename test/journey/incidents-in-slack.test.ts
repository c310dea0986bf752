// The five incidents as the people in the channel see them afterwards: the card, the clocks, the month.

import { expect, onTestFinished, test } from "vitest";
import { startBot } from "../../src/bot.ts";
import { findPlace } from "../../src/cli/replay/deeds.ts";
import { openStage, stageClock } from "../../src/cli/replay/stage.ts";
import { stepsOf } from "../../src/cli/replay/steps.ts";
import { readStory, type Story, storyNames } from "../../src/cli/replay/story.ts";
import { play, playersOf, startsAtOf } from "../../src/cli/replay/teller.ts";
import { realClock } from "../../src/clock.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { formatDuration, parseIsoDuration } from "../../src/time/duration.ts";
import { read } from "./support/reading.ts";
import { expectedOf } from "./support/told-story.ts";

const credits = "availability: { credits: [{ below: 99.9 %, credit: 10 % }] }";

/** The card and the answer to /incident sla when all is over, as they are read. */
async function seenAfterwards(story: Story): Promise<{ card: string; sla: string; resolved: string }> {
  const reading = readSettings(credits, "sitrep.yml");
  if (reading.kind !== "settings") throw new Error("These settings are fine.");
  const { availability } = reading.settings;
  const steps = stepsOf(story);
  const hostClock = realClock();
  const stage = await openStage({
    startBot: (parts) => startBot({ ...parts, settings: { ...parts.settings, availability } }),
    hostClock,
    clock: stageClock(hostClock, startsAtOf(steps)),
    zone: story.timeZone,
    players: playersOf(steps),
    databaseUrl: ":memory:",
  });
  onTestFinished(() => stage.close());
  const audience = { waiting: () => undefined, begins: () => undefined, look: () => undefined };
  const { signal } = new AbortController();
  await play(stage, { steps, rateOver: () => Number.POSITIVE_INFINITY, hostClock, audience, signal });
  const { workspace, clock } = stage;
  const { channelId, cardTs } = findPlace(workspace);
  const shown = (message: Parameters<typeof read>[0]): string => read(message, { workspace, now: clock.now() });
  const { messages, messageByTs } = workspace.channel(channelId);
  const card = messageByTs.get(cardTs);
  const resolved = messages.find(
    ({ byApp, text }) => byApp && text.includes("Resolved after") && !text.includes("INC-"),
  );
  const maya = workspace.person("maya");
  const answered = await (await maya.command("/incident sla", { channel: channelId })).reply(0);
  if (card === undefined || resolved === undefined) throw new Error("There is no card, or nobody was told of the end.");
  return { card: shown(card), sla: shown(answered), resolved: shown(resolved) };
}

const duration = (iso: string): string => formatDuration(parseIsoDuration(iso) ?? Number.NaN);

test.each(storyNames())("%s: the card and /incident sla have the figures that are expected", async (name) => {
  const story = readStory(name);
  const { card, sla, resolved } = await seenAfterwards(story);
  const { impactDuration, timeToDetect, promisedUpdatesMissed, ...expected } = expectedOf(story);
  expect(card).toContain(`Impact: ${duration(impactDuration)}`);
  expect(sla).toContain(`Impact  ${duration(impactDuration)}`);
  if (timeToDetect !== undefined) expect(sla).toContain(duration(timeToDetect));
  if (promisedUpdatesMissed === 0) expect(sla).toContain("1 of 1 promised in time");
  const available = expected.julyAvailabilityPercent ?? expected.januaryAvailabilityPercent;
  if (available !== undefined) expect(sla).toContain(`${available} % of 99.9 %`);
  if (expected.serviceCredit) expect(sla).toContain("credit tier 10 %");
  // What nobody knew yet when it was resolved was not told as a figure.
  const [only, ...others] = story.impactWindows;
  const isKnown = only !== undefined && others.length === 0 && only.to <= story.milestones.resolved;
  expect(resolved).toContain(isKnown ? "budget for" : "is known once somebody says when impact ended");
});
