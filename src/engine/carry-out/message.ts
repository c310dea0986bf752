// Messages: said once. Slack has no key against a second post, so an unsure one is looked for before it is sent again.

import type { Message } from "../../blocks/message.ts";
import { said } from "../../blocks/said.ts";
import type { ChannelReference } from "../../config.ts";
import type { IncidentEvent } from "../../incident/events.ts";
import type { Incident } from "../../incident/incident.ts";
import type { Gateway, Outcome, Post, PostedMessage } from "../gateway.ts";
import { asOf } from "../incidents.ts";
import { after, type CarryOut, done, type Job, unfinished } from "./job.ts";

type Attempted = Pick<Job, "isUnsure" | "triedAt">;

/** What an earlier attempt of this job left, if one may have come through; null where there is nothing. */
export async function foundPost(
  { isUnsure, triedAt }: Attempted,
  gateway: Gateway,
  { channelId, key, threadTs }: Post,
): Promise<Outcome<PostedMessage | null>> {
  if (!isUnsure) return { outcome: "done", answer: null };
  return await gateway.findPost({ channelId, key, threadTs, since: triedAt });
}

/** Posts, unless an earlier attempt of this job came through: then it is that message. */
export async function postOnce(attempted: Attempted, gateway: Gateway, post: Post): Promise<Outcome<PostedMessage>> {
  const found = await foundPost(attempted, gateway, post);
  if (found.outcome !== "done") return found;
  return found.answer === null ? await gateway.post(post) : { outcome: "done", answer: found.answer };
}

const eventOf = ({ log }: Job, eventId: string): IncidentEvent => {
  const event = log.find(({ id }) => id === eventId);
  if (event === undefined) throw new Error(`The log has no event ${eventId} to speak of.`);
  return event;
};

/** Aside: the announcement channel, or for want of one (or of publicity) the commander, else who declared it. */
async function placeAside(incident: Incident, gateway: Gateway): Promise<Outcome<string | null>> {
  const person = incident.commanderId ?? incident.declaredById;
  if (incident.isPrivate) return { outcome: "done", answer: person };
  const announced = await gateway.announcementChannel();
  return announced.outcome === "done" ? { outcome: "done", answer: announced.answer ?? person } : announced;
}

/**
 * The state that a message speaks of, with the names known by now. Whoever did it is asked for by name, at once where
 * it is remembered: without a name they would be mentioned, and their own deed would ring at them.
 */
async function spokenOf(job: Job, event: IncidentEvent, gateway: Gateway): Promise<Incident> {
  const then = asOf(job, event);
  const people = { ...then.people, ...job.incident.people };
  if (event.by.kind !== "person" || Object.hasOwn(people, event.by.userId)) return { ...then, people };
  const { userId } = event.by;
  const named = await gateway.person(userId);
  return { ...then, people: named.outcome === "done" ? { ...people, [userId]: named.answer } : people };
}

export const say: CarryOut<{ do: "say"; eventId: string; place: "channel" | "announcement" | "aside" }> = async (
  job,
  { gateway },
) => {
  const { effect, incident, key } = job;
  const event = eventOf(job, effect.eventId);
  const message: Message = said(event, await spokenOf(job, event, gateway), { place: effect.place });
  if (effect.place === "channel") {
    if (incident.channel === null || !incident.channel.isUsable) return done();
    const post = { channelId: incident.channel.id, message, key, threadTs: null };
    return after(await postOnce(job, gateway, post), ({ channelId, ts }) =>
      done({ type: "RecordMessage", ofEventId: event.id, channelId, ts }),
    );
  }
  const place = effect.place === "aside" ? await placeAside(incident, gateway) : await gateway.announcementChannel();
  if (place.outcome !== "done") return unfinished(place);
  if (place.answer === null) return done();
  return after(await postOnce(job, gateway, { channelId: place.answer, message, key, threadTs: null }), () => done());
};

export const tell: CarryOut<{ do: "tell"; eventId: string; userId: string }> = async (job, { gateway }) => {
  const { effect, key } = job;
  const event = eventOf(job, effect.eventId);
  const message = said(event, asOf(job, event), { place: "direct" });
  return after(await postOnce(job, gateway, { channelId: effect.userId, message, key, threadTs: null }), () => done());
};

/** A channel that can't be found stops nothing: the incident's own was told. */
export const escalate: CarryOut<{ do: "escalate"; eventId: string; channel: ChannelReference }> = async (
  job,
  { gateway },
) => {
  const { effect, key } = job;
  const event = eventOf(job, effect.eventId);
  const place = await gateway.channelOf(effect.channel);
  if (place.outcome !== "done") return unfinished(place);
  if (place.answer === null) return done();
  const message = said(event, await spokenOf(job, event, gateway), { place: "announcement" });
  return after(await postOnce(job, gateway, { channelId: place.answer, message, key, threadTs: null }), () => done());
};
