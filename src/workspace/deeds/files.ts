// Files: an address is given out, bytes arrive there, and the file is completed and shared (FACTS 9).

import { notify, touch } from "../changes.ts";
import { raise } from "../delivery/events.ts";
import { nextId, nextWord } from "../ids.ts";
import type { Channel, FileRecord, Json, World } from "../world.ts";
import { post } from "./messages.ts";

export type FileDraft = Pick<FileRecord, "name" | "size" | "altText" | "snippetType">;

/** Gives out an upload address: the file is nobody's to see until it was completed. */
export function reserveFile(world: World, draft: FileDraft): FileRecord {
  return added(world, draft, { user: world.app.botUserId, bytes: null, completedAt: null, polls: 0 });
}

/** A file that a person brings, whole and processed: a form sends its own so, and nobody has to ask for them first. */
export function bringFile(world: World, userId: string, name: string, bytes: Buffer): FileRecord {
  const draft = { name, size: bytes.length, altText: null, snippetType: null };
  return added(world, draft, { user: userId, bytes, completedAt: world.clock.now(), polls: 2 });
}

type Arrival = Pick<FileRecord, "user" | "bytes" | "completedAt" | "polls">;

function added(world: World, draft: FileDraft, arrival: Arrival): FileRecord {
  const file: FileRecord = {
    ...draft,
    ...arrival,
    id: nextId(world, "F"),
    title: draft.name,
    uploadToken: nextWord(world, "upload"),
    createdAt: world.clock.now(),
    shares: [],
  };
  world.files.set(file.id, file);
  touch(world.changes, { kind: "file", id: file.id });
  return file;
}

export function takeBytes(world: World, file: FileRecord, bytes: Buffer): void {
  file.bytes = bytes;
  touch(world.changes, { kind: "file", id: file.id });
  notify(world.changes);
}

export function completeFile(world: World, file: FileRecord, title: string | null): void {
  file.title = title ?? file.title;
  file.completedAt = world.clock.now();
  touch(world.changes, { kind: "file", id: file.id });
  notify(world.changes);
}

/** Somebody asked how far the processing is. */
export function askAboutFile(world: World, file: FileRecord): void {
  file.polls += 1;
  touch(world.changes, { kind: "file", id: file.id });
  notify(world.changes);
}

export type FileShare = { text: string; blocks: Json[] | null; threadTs: string | null };

/** Posts completed files into a channel, in one message. */
export function shareFiles(world: World, channel: Channel, files: readonly FileRecord[], said: FileShare): void {
  const fileIds = files.map((file) => file.id);
  const message = post(world, channel, {
    user: world.app.botUserId,
    byApp: true,
    subtype: "file_share",
    ...said,
    fileIds,
  });
  noteShared(world, channel, files, message.ts);
}

/** The files stand in this message now. */
export function noteShared(world: World, channel: Channel, files: readonly FileRecord[], ts: string): void {
  for (const file of files) {
    file.shares.push({ channelId: channel.id, ts });
    touch(world.changes, { kind: "file", id: file.id });
    const event = { file_id: file.id, user_id: file.user, file: { id: file.id }, channel_id: channel.id };
    if (!channel.members.has(world.app.botUserId)) continue;
    raise(world, "file_shared", { type: "file_shared", ...event }, channel.id);
  }
  notify(world.changes);
}
