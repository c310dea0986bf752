// Surfaces: a card, an announcement and a topic that show the newest state, rendered as late as possible.

import { card } from "../../blocks/card.ts";
import { topic } from "../../blocks/topic.ts";
import type { Surface } from "../../incident/effects.ts";
import type { Asking } from "../handle.ts";
import { splitAnnouncement } from "./announcement.ts";
import { after, type CarryOut, done, type Ending, type Job, type Surroundings } from "./job.ts";
import { digestOf, keepMessage } from "./kept-message.ts";

type Keep = { do: "keep"; surface: Surface };

const keepCard = async (job: Job<Keep>, around: Surroundings): Promise<Ending> => {
  const { incident } = job;
  if (!incident.channel?.isUsable) return done();
  const channelId = incident.channel.id;
  const message = card(incident, around.catalog);
  const answer = (ts: string): Asking => ({ type: "RecordMessage", ofEventId: `${incident.id}.1`, channelId, ts });
  return await keepMessage(job, around, { name: "card", channelId, message, answer });
};

const keepTopic = async ({ teamId, incident }: Job<Keep>, { store, gateway }: Surroundings): Promise<Ending> => {
  if (!incident.channel?.isUsable) return done();
  const channelId = incident.channel.id;
  const text = topic(incident);
  const digest = digestOf(text);
  const surface = { name: "topic", channelId, ts: "", version: incident.version, digest };
  const known = await store.surface(teamId, incident.id, "topic");
  if (known?.digest === digest) return done(null, surface);
  return after(await gateway.setTopic({ channelId, topic: text }), () => done(null, surface));
};

const keepers: Record<Surface, (job: Job<Keep>, around: Surroundings) => Promise<Ending>> = {
  card: keepCard,
  announcement: splitAnnouncement,
  topic: keepTopic,
};

/** Shows the incident as it is now. The version that it settles is that of the state which was rendered. */
export const keepSurface: CarryOut<Keep> = (job, around) => keepers[job.effect.surface](job, around);
