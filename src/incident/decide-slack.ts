// What Slack answered or did becomes a fact once; said again, it is nothing new.

import type { SlackReport } from "./commands.ts";
import type { Deciders } from "./decide.ts";

export const decideBySlack: Deciders<SlackReport["type"]> = {
  RecordChannel: ({ channelId, name, isPrivate, teamUrl }, incident) =>
    incident.channel === null ? [{ type: "ChannelCreated", data: { channelId, name, isPrivate, teamUrl } }] : [],
  RecordChannelRefusal: ({ code, hint }, incident) =>
    incident.channel === null && !incident.channelRefused ? [{ type: "ChannelRefused", data: { code, hint } }] : [],
  RecordChannelName: ({ name }, { channel }) =>
    channel === null || channel.name === name
      ? []
      : [{ type: "ChannelRenamed", data: { from: channel.name, to: name } }],
  RecordChannelLoss: ({ why }, { channel }) => (channel?.isUsable ? [{ type: "ChannelLost", data: { why } }] : []),
  RecordChannelReturn: (_command, { channel }) =>
    channel !== null && !channel.isUsable ? [{ type: "ChannelRegained", data: {} }] : [],
  RecordMessage: ({ ofEventId, channelId, ts }, { messages }) =>
    messages.some((known) => known.ofEventId === ofEventId && known.channelId === channelId && known.ts === ts)
      ? []
      : [{ type: "MessagePosted", data: { ofEventId, channelId, ts } }],
  RecordQuote: ({ entryId, text, authorId }, { entries }) => {
    const entry = entries.find(({ eventId }) => eventId === entryId);
    const isKnown = entry === undefined || (entry.quote?.text === text && entry.quote.authorId === authorId);
    return isKnown ? [] : [{ type: "MessageQuoted", data: { entryId, text, authorId } }];
  },
  RecordPerson: ({ userId, name }, incident) =>
    incident.people[userId] === name ? [] : [{ type: "PersonNamed", data: { userId, name } }],
  RecordGivingUp: ({ what, code, hint }, incident) =>
    incident.gaveUp.includes(`${what}: ${code}`) ? [] : [{ type: "EffectGaveUp", data: { what, code, hint } }],
};
