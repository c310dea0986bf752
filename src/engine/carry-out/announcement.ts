// The announcement: a message in each channel that the settings name for the incident's severity. Which those are is
// asked when it is to be shown; each is then kept by itself, so that one that is stuck holds up no other.

import { announcement } from "../../blocks/announcement.ts";
import { keepAnnouncement as planned } from "../../incident/effects.ts";
import type { Outcome } from "../gateway.ts";
import { queued } from "../queued.ts";
import { announcedIn, idsOf } from "./announced-in.ts";
import { type CarryOut, done, type Ending, type Job, type Surroundings, split, unfinished } from "./job.ts";
import { keepMessage } from "./kept-message.ts";

const surfaceIn = (channelId: string): string => `announcement/${channelId}`;

/** An incident's announcement from when there was one at most: its name had no channel in it. */
async function formerlyIn({ teamId, incident }: Job, { store }: Surroundings, channelId: string) {
  const one = await store.surface(teamId, incident.id, "announcement");
  return one?.channelId === channelId ? one : null;
}

async function isAnnouncedIn(job: Job, around: Surroundings, channelId: string): Promise<boolean> {
  const { teamId, incident } = job;
  const known = await around.store.surface(teamId, incident.id, surfaceIn(channelId));
  return (known ?? (await formerlyIn(job, around, channelId))) !== null;
}

/** Those of severities that it had before: where it stands already it goes on, so that nobody there is misled. */
async function announcedBefore(job: Job, around: Surroundings): Promise<Outcome<string[]>> {
  const had = job.log.flatMap((event) => (event.type === "SeverityChanged" ? [event.data.from] : []));
  const before = await idsOf([...new Set(had)].flatMap(around.announceIn), around);
  if (before.outcome !== "done" || before.answer.length === 0) return before;
  const stands = await Promise.all(before.answer.map((channelId) => isAnnouncedIn(job, around, channelId)));
  return { outcome: "done", answer: before.answer.filter((_channel, index) => stands[index]) };
}

export async function splitAnnouncement(job: Job, around: Surroundings): Promise<Ending> {
  const { incident } = job;
  if (incident.isPrivate) return done();
  const now = await announcedIn(job, around);
  if (now.outcome !== "done") return unfinished(now);
  const before = await announcedBefore(job, around);
  if (before.outcome !== "done") return unfinished(before);
  const channels = [...new Set([...now.answer, ...before.answer])];
  const at = around.clock.now();
  return split(channels.map((channelId) => queued(planned(incident.id, channelId, incident.version), at)));
}

export const keepAnnouncement: CarryOut<{ do: "keep-announcement"; channelId: string }> = async (job, around) => {
  const { incident, effect } = job;
  if (incident.isPrivate) return done();
  const { channelId } = effect;
  const message = announcement(incident);
  const formerly = await formerlyIn(job, around, channelId);
  const shown = { name: surfaceIn(channelId), channelId, message, answer: () => null, formerly };
  return await keepMessage(job, around, shown);
};
