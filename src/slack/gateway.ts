// The engine's gateway over Slack's Web API: each effect one call, each call one outcome.
// Never retries by itself and never posts what it has not been asked to: the outbox decides when to try again.

import type { Clock } from "../clock.ts";
import type { ChannelReference } from "../config.ts";
import type { Gateway } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { type AnnounceCalls, announceCalls } from "./announce.ts";
import type { Call } from "./call.ts";
import { channelCalls } from "./channels.ts";
import { findCalls } from "./find.ts";
import { createGroups } from "./groups.ts";
import type { IdentityKeeper } from "./identity.ts";
import { messageCalls } from "./messages.ts";
import type { People } from "./people.ts";
import { instantOf } from "./slack-time.ts";
import { uploadCalls } from "./upload.ts";
import type { WebClients } from "./web-clients.ts";
import type { Wire } from "./wire.ts";

export type GatewayParts = {
  clients: WebClients;
  call: Call;
  identity: IdentityKeeper;
  people: People;
  wire: Wire;
  /** The one that the wire stamps answers with. */
  clock: Clock;
  log: Log;
};

export function createGateway(parts: GatewayParts): Gateway {
  const { identity, people, wire, clock } = parts;
  const shared = { ...parts, fetch: wire.fetch };
  const named = new Map<string, AnnounceCalls>();
  const callsOf = (channel: ChannelReference): AnnounceCalls => {
    const name = JSON.stringify(channel);
    const known = named.get(name) ?? announceCalls({ ...parts, channel });
    named.set(name, known);
    return known;
  };
  const learn: AnnounceCalls["learn"] = (channelId, outcome) => {
    for (const calls of named.values()) calls.learn(channelId, outcome);
  };
  const messages = messageCalls(shared);
  return {
    ...channelCalls(shared),
    ...messages,
    async post(post) {
      const sentAt = clock.now();
      const outcome = await messages.post(post);
      if (outcome.outcome === "done") wire.skew.learnPost(instantOf(outcome.answer.ts), sentAt, clock.now());
      learn(post.channelId, outcome);
      return outcome;
    },
    async edit(edit) {
      const outcome = await messages.edit(edit);
      learn(edit.channelId, outcome);
      return outcome;
    },
    ...findCalls(shared),
    ...uploadCalls(shared),
    channelOf: (channel) => callsOf(channel).id(),
    groupIds: createGroups(parts),
    async person(userId) {
      const found = await people.person(userId);
      return found.outcome === "done" ? { outcome: "done", answer: found.answer.name } : found;
    },
    teamUrl: () => identity.known()?.teamUrl ?? null,
  };
}
