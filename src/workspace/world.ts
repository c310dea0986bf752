// Everything the embedded workspace knows, as plain data: one record handed to every function of the room.
// Nothing of the bot's is imported. What of it is kept on disk is said in kept-lines.ts.

import type { Call } from "./calls.ts";
import type { Changes } from "./changes.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { FaultState } from "./faults.ts";
import type { Manifest } from "./manifest.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Records } from "./records.ts";
import type { Trigger } from "./trigger.ts";

/** The clock the workspace lives by; the bot's Clock fits. Times are epoch milliseconds. */
export type WorkspaceClock = {
  now(): number;
  at(dueAt: number, run: () => void): () => void;
};

export type Json = { [key: string]: unknown };

export type Team = { id: string; name: string; domain: string; url: string };

/** The app as installed: its identities and secrets. */
export type InstalledApp = {
  id: string;
  name: string;
  botId: string;
  botUserId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  verificationToken: string;
  installedAt: number;
};

export type User = {
  id: string;
  /** The handle, as in @sam. */
  name: string;
  realName: string;
  /** What people are called, as they chose it; "": by their real name. */
  displayName: string;
  email: string;
  tz: string;
  isAdmin: boolean;
  isBot: boolean;
  isDeleted: boolean;
  updatedAt: number;
};

/** An "mpim" is a group direct message. */
export type ChannelKind = "public" | "private" | "im" | "mpim";

export type Note = { value: string; creator: string; lastSet: number };

export type Pin = { ts: string; by: string; at: number };

export type Bookmark = {
  id: string;
  channelId: string;
  title: string;
  link: string;
  emoji: string;
  createdAt: number;
  updatedAt: number;
  by: string;
};

export type Channel = {
  id: string;
  name: string;
  kind: ChannelKind;
  creator: string;
  createdAt: number;
  updatedAt: number;
  isArchived: boolean;
  isGeneral: boolean;
  /** User ids in the order of joining. */
  members: Set<string>;
  topic: Note;
  purpose: Note;
  previousNames: string[];
  /** Ordered by ts, replies in threads included. */
  messages: Message[];
  messageByTs: Map<string, Message>;
  /** Replies by their parent's ts, oldest first. */
  threads: Map<string, Message[]>;
  pins: Pin[];
  bookmarks: Bookmark[];
  /** Its one channel canvas, or null. */
  canvasId: string | null;
  /** The newest ts given out, in microseconds. */
  lastMicroseconds: number;
};

export type Message = {
  ts: string;
  channelId: string;
  user: string;
  /** True for what the app posted. */
  byApp: boolean;
  subtype: string | null;
  text: string;
  blocks: Json[] | null;
  attachments: Json[] | null;
  metadata: { event_type: string; event_payload: Json } | null;
  edited: { user: string; ts: string } | null;
  threadTs: string | null;
  reactions: { name: string; users: string[] }[];
  fileIds: string[];
  clientMsgId: string | null;
  /** What a subtype carries besides (topic, old_name, inviter, root …). */
  extra: Json;
  /** Ids of the users whom this message paged when it was posted. */
  notified: string[];
};

/** A message that one person alone saw; never part of a channel's history. */
export type Ephemeral = {
  ts: string;
  channelId: string;
  userId: string;
  text: string;
  blocks: Json[] | null;
  threadTs: string | null;
  /** "in_channel" for a response_url post that everyone saw (it is in the history too). */
  visibility: "ephemeral" | "in_channel";
  isDeleted: boolean;
  /** "slackbot" for what Slack itself says: an unknown command, operation_timeout. */
  from: "app" | "slackbot";
};

/** How far a person has read in a channel, and what has come since from others. */
export type ReadMark = {
  /** Null: nothing yet. */
  lastRead: string | null;
  unread: number;
  /** Those of the unread that paged them. */
  mentions: number;
};

export type FileRecord = {
  id: string;
  name: string;
  title: string;
  altText: string | null;
  size: number;
  snippetType: string | null;
  uploadToken: string;
  user: string;
  createdAt: number;
  bytes: Buffer | null;
  completedAt: number | null;
  /** How often files.info was asked since; a clock that stands still must not leave a file unprocessed for ever. */
  polls: number;
  shares: { channelId: string; ts: string }[];
};

/** A canvas; its sections in their order, each the markdown that was given. */
export type Canvas = {
  id: string;
  title: string;
  /** The channel it is tabbed in, or null. */
  channelId: string | null;
  sections: { id: string; markdown: string }[];
  createdAt: number;
  updatedAt: number;
  by: string;
};

export type UserGroup = { id: string; handle: string; name: string; users: string[]; createdAt: number };

export type View = {
  id: string;
  type: "modal" | "home";
  userId: string;
  /** The window that alone shows it: the one in which its person clicked; null: all of theirs. */
  client: string | null;
  /** title, blocks, submit …, as the app gave it, ids filled in. */
  content: Json;
  hash: string;
  rootViewId: string;
  previousViewId: string | null;
  externalId: string;
  isOpen: boolean;
  /** state.values: block id → action id → value. */
  values: Record<string, Record<string, Json>>;
  errors: Record<string, string>;
};

export type ResponseUrl = {
  token: string;
  userId: string;
  channelId: string;
  createdAt: number;
  uses: number;
  /** The message whose button was clicked, for replace_original and delete_original. */
  original: { ts: string; isEphemeral: boolean } | null;
  replies: Ephemeral[];
};

export type World = {
  clock: WorkspaceClock;
  /** For the deadlines that a network sets (an ack, a trigger), where `clock` runs faster than time does. */
  transportClock: WorkspaceClock;
  manifest: Manifest;
  team: Team;
  app: InstalledApp;
  /** http://127.0.0.1:PORT, without a slash at the end. */
  baseUrl: string;
  counters: Map<string, number>;
  lastEventMicroseconds: number;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  /** Names stay taken when a channel is archived. */
  channelIdByName: Map<string, string>;
  files: Map<string, FileRecord>;
  canvases: Map<string, Canvas>;
  groups: UserGroup[];
  views: Map<string, View>;
  /** The stack of open modals of each user, the top one last. */
  stacks: Map<string, string[]>;
  homes: Map<string, string>;
  triggers: Map<string, Trigger>;
  /** User id → the window in which they last did something; null: it said no name. */
  actingClients: Map<string, string | null>;
  responseUrls: Map<string, ResponseUrl>;
  ephemerals: Ephemeral[];
  /** User id → channel id → how far they have read there. */
  reads: Map<string, Map<string, ReadMark>>;
  /** Every Web API call so far; stays empty where `keepsCalls` is false. */
  calls: Call[];
  rateLimits: RateLimits;
  keepsCalls: boolean;
  records: Records;
  faults: FaultState;
  changes: Changes;
  delivery: Delivery;
  /** Given out by apps.connections.open, not used by a socket yet. */
  tickets: Set<string>;
  requestsInFlight: number;
  /** Writes down what was touched since, where a state file is kept: called before anybody outside is told of it. */
  keep: () => void;
};
