// Messages: said once. Slack has no key against a second post, so an unsure one is looked for before it is sent again.

import { said } from "../../blocks/said.ts";
import type { SaidPlace } from "../../blocks/saying.ts";
import type { ChannelReference } from "../../config.ts";
import { announce as planAnnounce } from "../../incident/effects.ts";
import type { IncidentEvent } from "../../incident/events.ts";
import type { Incident } from "../../incident/incident.ts";
import { isEscalated } from "../../incident/reactions.ts";
import type { Gateway, Outcome, Post, PostedMessage } from "../gateway.ts";
import { asOf } from "../incidents.ts";
import { queued } from "../queued.ts";
import { announcedIn } from "./announced-in.ts";
import { budgetOf } from "./budget.ts";
import { after, type CarryOut, done, type Ending, type Job, type Surroundings, split, unfinished } from "./job.ts";

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

/** The user groups that a breach calls, by their handles. Nothing else mentions any. */
async function groupsIn(event: IncidentEvent, { policies }: Incident, gateway: Gateway) {
  if (event.type !== "TimeNoted" || !event.data.notices.some(isEscalated)) return {};
  const called = policies.at(-1)?.escalateTo ?? [];
  const handles = called.flatMap((to) => (to.kind === "group" && "handle" in to.group ? [to.group.handle] : []));
  return handles.length === 0 ? {} : await gateway.groupIds(handles);
}

/** The message that tells of an event in this place. */
async function messageFor(job: Job, eventId: string, place: SaidPlace, gateway: Gateway, budget: string[] = []) {
  const event = eventOf(job, eventId);
  const incident = await spokenOf(job, event, gateway);
  return said(event, incident, { place, groups: await groupsIn(event, incident, gateway), budget });
}

/** In each channel where it is announced: one that is stuck holds up no other. */
async function sayInAnnouncement(job: Job, eventId: string, around: Surroundings): Promise<Ending> {
  const channels = await announcedIn(job, around);
  if (channels.outcome !== "done") return unfinished(channels);
  const at = around.clock.now();
  return split(channels.answer.map((channelId) => queued(planAnnounce(job.incident.id, eventId, channelId), at)));
}

/** Aside: the first announcement channel, or for want of one the commander, else who declared it. */
async function sayAside(job: Job, eventId: string, around: Surroundings): Promise<Ending> {
  const { incident, key } = job;
  const channels = await announcedIn(job, around);
  if (channels.outcome !== "done") return unfinished(channels);
  const channelId = channels.answer[0] ?? incident.commanderId ?? incident.declaredById;
  if (channelId === null) return done();
  const message = await messageFor(job, eventId, "aside", around.gateway);
  return after(await postOnce(job, around.gateway, { channelId, message, key, threadTs: null }), () => done());
}

export const say: CarryOut<{ do: "say"; eventId: string; place: "channel" | "announcement" | "aside" }> = async (
  job,
  around,
) => {
  const { incident, key, effect } = job;
  const { place, eventId } = effect;
  if (place === "announcement") return await sayInAnnouncement(job, eventId, around);
  if (place === "aside") return await sayAside(job, eventId, around);
  if (incident.channel === null || !incident.channel.isUsable) return done();
  const budget = await budgetOf(job, { event: eventOf(job, eventId), incident }, around);
  const message = await messageFor(job, eventId, place, around.gateway, budget);
  const post = { channelId: incident.channel.id, message, key, threadTs: null };
  return after(await postOnce(job, around.gateway, post), ({ channelId, ts }) =>
    done({ type: "RecordMessage", ofEventId: eventId, channelId, ts }),
  );
};

export const announce: CarryOut<{ do: "announce"; eventId: string; channelId: string }> = async (job, { gateway }) => {
  const { effect, incident, key } = job;
  if (incident.isPrivate) return done();
  const message = await messageFor(job, effect.eventId, "announcement", gateway);
  const post = { channelId: effect.channelId, message, key, threadTs: null };
  return after(await postOnce(job, gateway, post), () => done());
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
  const { effect, incident, key } = job;
  if (incident.isPrivate) return done();
  const place = await gateway.channelOf(effect.channel);
  if (place.outcome !== "done") return unfinished(place);
  if (place.answer === null) return done();
  const message = await messageFor(job, effect.eventId, "announcement", gateway);
  return after(await postOnce(job, gateway, { channelId: place.answer, message, key, threadTs: null }), () => done());
};
