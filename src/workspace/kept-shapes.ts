// The lines of a state file, as they are read back: one thing each, whole, the last line about a thing counts.

import { z } from "zod";
import type { Canvas, Channel, FileRecord, Message, User, UserGroup, View } from "./world.ts";

export const stateFormat = 1;

const json = z.record(z.string(), z.unknown());
const text = z.string();
const time = z.number();
const note = z.object({ value: text, creator: text, lastSet: time });

const user = z.object({
  id: text,
  name: text,
  realName: text,
  displayName: text.default(""),
  email: text,
  tz: text,
  isAdmin: z.boolean(),
  isBot: z.boolean(),
  isDeleted: z.boolean(),
  updatedAt: time,
}) satisfies z.ZodType<User>;

const group = z.object({
  id: text,
  handle: text,
  name: text,
  users: z.array(text),
  createdAt: time,
}) satisfies z.ZodType<UserGroup>;

/** Without its messages: they have their own lines. */
export type KeptChannel = Omit<Channel, "members" | "messages" | "messageByTs" | "threads"> & { members: string[] };

const bookmark = z.object({
  id: text,
  channelId: text,
  title: text,
  link: text,
  emoji: text,
  createdAt: time,
  updatedAt: time,
  by: text,
});

const channel = z.object({
  id: text,
  name: text,
  kind: z.enum(["public", "private", "im", "mpim"]),
  creator: text,
  createdAt: time,
  updatedAt: time,
  isArchived: z.boolean(),
  isGeneral: z.boolean(),
  members: z.array(text),
  topic: note,
  purpose: note,
  previousNames: z.array(text),
  pins: z.array(z.object({ ts: text, by: text, at: time })),
  bookmarks: z.array(bookmark),
  canvasId: text.nullable(),
  lastMicroseconds: time,
}) satisfies z.ZodType<KeptChannel>;

const message = z.object({
  ts: text,
  channelId: text,
  user: text,
  byApp: z.boolean(),
  subtype: text.nullable(),
  text,
  blocks: z.array(json).nullable(),
  attachments: z.array(json).nullable(),
  metadata: z.object({ event_type: text, event_payload: json }).nullable(),
  edited: z.object({ user: text, ts: text }).nullable(),
  threadTs: text.nullable(),
  reactions: z.array(z.object({ name: text, users: z.array(text) })),
  fileIds: z.array(text),
  clientMsgId: text.nullable(),
  extra: json,
  notified: z.array(text),
}) satisfies z.ZodType<Message>;

/** Without its bytes: they are long, and never change. */
export type KeptFile = Omit<FileRecord, "bytes">;

const file = z.object({
  id: text,
  name: text,
  title: text,
  altText: text.nullable(),
  size: time,
  snippetType: text.nullable(),
  uploadToken: text,
  user: text,
  createdAt: time,
  completedAt: time.nullable(),
  polls: time,
  shares: z.array(z.object({ channelId: text, ts: text })),
}) satisfies z.ZodType<KeptFile>;

const canvas = z.object({
  id: text,
  title: text,
  channelId: text.nullable(),
  sections: z.array(z.object({ id: text, markdown: text })),
  createdAt: time,
  updatedAt: time,
  by: text,
}) satisfies z.ZodType<Canvas>;

const view = z.object({
  id: text,
  type: z.enum(["modal", "home"]),
  userId: text,
  client: text.nullable().default(null),
  content: json,
  hash: text,
  rootViewId: text,
  previousViewId: text.nullable(),
  externalId: text,
  isOpen: z.boolean(),
  values: z.record(text, z.record(text, json)),
  errors: z.record(text, text),
}) satisfies z.ZodType<View>;

const team = z.object({ id: text, name: text, domain: text, url: text });
const app = z.object({ id: text, botId: text, botUserId: text, installedAt: time });

/** By the first key of the line, which says what it is about. */
const lines = {
  head: z.strictObject({ head: z.object({ format: z.number(), team, app }) }),
  user: z.strictObject({ user }),
  group: z.strictObject({ group }),
  channel: z.strictObject({ channel }),
  message: z.strictObject({ message, lastMicroseconds: time }),
  goneMessage: z.strictObject({ goneMessage: z.object({ channelId: text, ts: text }), lastMicroseconds: time }),
  file: z.strictObject({ file }),
  bytes: z.strictObject({ bytes: z.object({ id: text, base64: text }) }),
  canvas: z.strictObject({ canvas }),
  view: z.strictObject({ view }),
  goneView: z.strictObject({ goneView: text }),
  stack: z.strictObject({ stack: z.object({ userId: text, ids: z.array(text) }) }),
  home: z.strictObject({ home: z.object({ userId: text, viewId: text }) }),
  read: z.strictObject({ read: z.object({ userId: text, channelId: text, lastRead: text.nullable() }) }),
  /** No number up to these has still to be given out. */
  counters: z.strictObject({ counters: z.record(text, z.number()) }),
  clock: z.strictObject({ clock: z.object({ now: time, eventMicroseconds: time }) }),
};

type Lines = { [Key in keyof typeof lines]: z.infer<(typeof lines)[Key]> };
export type KeptLine = Lines[keyof Lines];
export type KeptPart<Key extends keyof Lines> = Lines[Key];

const shapes: ReadonlyMap<string, z.ZodType<KeptLine>> = new Map(Object.entries(lines));

/** Throws a SyntaxError or ZodError for what is no line of a state file. */
export function readKeptLine(written: string): KeptLine {
  const value: unknown = JSON.parse(written);
  const [key = ""] = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const shape = shapes.get(key);
  if (shape === undefined) throw new SyntaxError(`nothing is known of "${key}"`);
  return shape.parse(value);
}
