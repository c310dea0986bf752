// What Slack makes beside channels and messages: pins, bookmarks, names, quotes. None of it may stop an incident.

import { bookmarkTitle } from "../../blocks/announcement.ts";
import type { MessageRef } from "../../incident/events.ts";
import { permalink } from "../../incident/permalink.ts";
import { after, type CarryOut, done } from "./job.ts";

export const pin: CarryOut = async ({ teamId, incident }, { store, gateway }) => {
  const card = await store.surface(teamId, incident.id, "card");
  if (card === null) return done();
  return after(await gateway.pin({ channelId: card.channelId, ts: card.ts }), () => done());
};

export const bookmark: CarryOut = async ({ teamId, incident, isUnsure }, { store, gateway }) => {
  const card = await store.surface(teamId, incident.id, "card");
  if (card === null) return done();
  const { channelId, ts } = card;
  const link = permalink(incident.teamUrl, { channelId, ts });
  if (link === null) return done();
  const title = bookmarkTitle(incident);
  return after(await gateway.bookmark({ channelId, title, link, look: isUnsure }), () => done());
};

export const namePerson: CarryOut<{ do: "name-person"; userId: string }> = async ({ effect }, { gateway }) =>
  after(await gateway.person(effect.userId), (name) => done({ type: "RecordPerson", userId: effect.userId, name }));

export const quote: CarryOut<{ do: "quote"; eventId: string; message: MessageRef }> = async (
  { effect },
  { gateway },
) => {
  const { channelId, ts } = effect.message;
  return after(await gateway.quote({ channelId, ts }), ({ text, authorId }) =>
    done({ type: "RecordQuote", entryId: effect.eventId, text, authorId }),
  );
};
