// What a person does to channels and to who is in them.

import {
  archiveChannel,
  createChannel,
  nameProblem,
  openIm,
  renameChannel,
  setTopic,
  unarchiveChannel,
} from "../deeds/channels.ts";
import { join, leave } from "../deeds/membership.ts";
import { channelLimits } from "../limits.ts";
import type { Channel, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import type { Person } from "./person.ts";
import { channelOf, channelSeenBy, findUser, nameOf } from "./places.ts";

/** What the client says of each of Slack's codes for a name. */
const nameWords: Record<string, string> = {
  invalid_name_required: "a channel needs a name",
  invalid_name_maxlength: `names can't be longer than ${channelLimits.name} characters`,
  invalid_name_punctuation: "names can't be of punctuation alone",
  invalid_name_specials: "names must be lowercase, without spaces or periods",
  name_taken: "that name is already taken by a channel",
};

function refuseName(world: World, name: string): void {
  const problem = nameProblem(world, name);
  if (problem === null) return;
  throw new CannotDo(`Slack refuses the name "${name}" (${problem}): ${nameWords[problem] ?? "choose another"}.`);
}

/** A channel, not a conversation: only those have names, topics and people who come and go. */
function realChannel(channel: Channel): Channel {
  if (channel.kind === "im" || channel.kind === "mpim") throw new CannotDo("A direct conversation is not a channel.");
  return channel;
}

function ownChannel(world: World, id: string, name: string): Channel {
  return realChannel(channelOf(world, id, name));
}

function liveChannel(world: World, id: string, name: string): Channel {
  const channel = ownChannel(world, id, name);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived: unarchive it first.`);
  return channel;
}

function refuseGeneral(channel: Channel, words: string): void {
  if (channel.isGeneral) throw new CannotDo(`#${channel.name} is the channel that everybody is in: ${words}.`);
}

function joinByThemselves(world: World, id: string, name: string): void {
  const channel = realChannel(channelSeenBy(world, id, name));
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived.`);
  join(world, channel, id, null);
}

function removeSomebody(world: World, id: string, name: string, person: string): void {
  const channel = liveChannel(world, id, name);
  refuseGeneral(channel, "nobody can be removed from it");
  const other = findUser(world, person).id;
  if (!channel.members.has(other)) throw new CannotDo(`${nameOf(world, other)} is not in #${channel.name}.`);
  leave(world, channel, other, id);
}

function unarchive(world: World, id: string, name: string): void {
  const channel = realChannel(channelSeenBy(world, id, name));
  if (!channel.isArchived) throw new CannotDo(`#${channel.name} is not archived.`);
  unarchiveChannel(world, channel, id);
}

function rename(world: World, id: string, name: string, newName: string): void {
  const channel = liveChannel(world, id, name);
  refuseName(world, newName);
  renameChannel(world, channel, newName, id);
}

function topic(world: World, id: string, name: string, value: string): void {
  const channel = liveChannel(world, id, name);
  const typed = value.toWellFormed().trim();
  if (typed.length > channelLimits.topic)
    throw new CannotDo(`The topic is too long: ${channelLimits.topic} characters is the limit.`);
  setTopic(world, channel, typed, id);
}

type ChannelDeeds = Pick<
  Person,
  | ("join" | "leave" | "invite" | "remove" | "createChannel" | "openDm" | "setTopic")
  | ("archive" | "unarchive" | "renameChannel" | "kickBot" | "inviteBot")
>;

export function channelDeeds(world: World, id: string): ChannelDeeds {
  const { botUserId } = world.app;
  return {
    join: (name) => joinByThemselves(world, id, name),
    leave: (name) => {
      const channel = ownChannel(world, id, name);
      refuseGeneral(channel, "it cannot be left");
      leave(world, channel, id, id);
    },
    invite: (name, person) => join(world, liveChannel(world, id, name), findUser(world, person).id, id),
    remove: (name, person) => removeSomebody(world, id, name, person),
    createChannel: (name, { isPrivate = false } = {}) => {
      refuseName(world, name);
      return createChannel(world, name, isPrivate ? "private" : "public", id);
    },
    openDm: (person) => openIm(world, id, findUser(world, person).id).channel,
    setTopic: (name, value) => topic(world, id, name, value),
    archive: (name) => {
      const channel = liveChannel(world, id, name);
      refuseGeneral(channel, "it cannot be archived");
      archiveChannel(world, channel, id);
    },
    unarchive: (name) => unarchive(world, id, name),
    renameChannel: (name, newName) => rename(world, id, name, newName),
    kickBot: (name) => leave(world, channelOf(world, id, name), botUserId, id),
    inviteBot: (name) => join(world, liveChannel(world, id, name), botUserId, id),
  };
}
