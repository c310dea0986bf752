// What one person alone sees. It is kept for the test to look at; no method reads it back, as in Slack.

import { fillIds } from "../blocks/fill-ids.ts";
import { notify, touch } from "../changes.ts";
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
  from?: Ephemeral["from"];
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
    from: draft.from ?? "app",
  };
  world.ephemerals.push(sent);
  touch(world.changes, { kind: "ephemeral", userId: sent.userId, ts: sent.ts });
  notify(world.changes);
  return sent;
}

/** It is gone from the sight of the one person who saw it: taken back by the app, or dismissed. */
export function dropEphemeral(world: World, ephemeral: Ephemeral): void {
  ephemeral.isDeleted = true;
  touch(world.changes, { kind: "ephemeral", userId: ephemeral.userId, ts: ephemeral.ts });
  notify(world.changes);
}

export function changeEphemeral(world: World, ephemeral: Ephemeral, text: string, blocks: Json[] | null): void {
  ephemeral.text = text;
  ephemeral.blocks = blocks === null ? null : fillIds(world, blocks);
  touch(world.changes, { kind: "ephemeral", userId: ephemeral.userId, ts: ephemeral.ts });
  notify(world.changes);
}
