// Which function carries out which effect, and what its failing for good means.

import type { Effect } from "../../incident/effects.ts";
import { keepAnnouncement } from "./announcement.ts";
import { createChannel, invite } from "./channel.ts";
import type { CarryOut, Ending, Job, Surroundings } from "./job.ts";
import { announce, escalate, say, tell } from "./message.ts";
import { sayPiece, uploadPostmortem } from "./postmortem.ts";
import { bookmark, namePerson, pin, quote } from "./resource.ts";
import { keepSurface } from "./surface.ts";

const carriers: { [D in Effect["do"]]: CarryOut<Extract<Effect, { do: D }>> } = {
  "create-channel": createChannel,
  invite,
  say,
  tell,
  escalate,
  announce,
  keep: keepSurface,
  "keep-announcement": keepAnnouncement,
  pin,
  bookmark,
  "upload-postmortem": uploadPostmortem,
  "say-piece": sayPiece,
  "name-person": namePerson,
  quote,
};

export const carryOut = (job: Job, around: Surroundings): Promise<Ending> =>
  (carriers[job.effect.do] as CarryOut)(job, around);

/** What failed, in words for the person who can mend it; also the name under which it is noted once. */
export function whatFailed(effect: Effect): string {
  const words: Record<Effect["do"], string> = {
    "create-channel": "making the incident's channel",
    invite: "inviting people to the incident's channel",
    say: "posting a message",
    tell: "sending a direct message",
    escalate: "telling the channel that the settings name of a breach",
    announce: "announcing an update",
    keep: "keeping a message up to date",
    "keep-announcement": "keeping the announcement up to date",
    pin: "pinning the card",
    bookmark: "adding the bookmark",
    "upload-postmortem": "uploading the postmortem",
    "say-piece": "posting the postmortem",
    "name-person": "looking up a person's name",
    quote: "reading a message for the timeline",
  };
  if (effect.do !== "keep") return words[effect.do];
  return effect.surface === "topic" ? "setting the channel's topic" : `keeping the ${effect.surface} up to date`;
}
