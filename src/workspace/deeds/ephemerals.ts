// What one person alone sees. It is kept for the test to look at; no method reads it back, as in Slack.

import { fillIds } from "../blocks/fill-ids.ts";
import { notify } from "../changes.ts";
import { nextEventTs } from "../ids.ts";
import type { Ephemeral, Json, World } from "../world.ts";

type Draft = {
  channelId: string;
  userId: string;
  text: string;
  blocks: Json[] | null;
  threadTs?: string | null;
  visibility?: Ephemeral["visibility"];
  ts?: string;
};

export function sendEphemeral(world: World, draft: Draft): Ephemeral {
  const sent: Ephemeral = {
    ts: draft.ts ?? nextEventTs(world),
    channelId: draft.channelId,
    userId: draft.userId,
    text: draft.text,
    blocks: draft.blocks === null ? null : fillIds(world, draft.blocks),
    threadTs: draft.threadTs ?? null,
    visibility: draft.visibility ?? "ephemeral",
    isDeleted: false,
  };
  world.ephemerals.push(sent);
  notify(world.changes);
  return sent;
}
