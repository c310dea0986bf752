// What the page in the browser is shown. Types alone, as in protocol.ts, which has the same rules: the page is other
// code on another machine. Times: `ts` as Slack's text, all others epoch milliseconds of the workspace's clock, unless
// a name says real.

export type Json = { [key: string]: unknown };

export type SeenUser = {
  id: string;
  /** The handle, as in @sam. */
  name: string;
  realName: string;
  /** IANA. */
  tz: string;
  isBot: boolean;
  isDeleted: boolean;
};

export type SeenGroup = { id: string; handle: string; name: string; users: string[] };

export type SeenPin = {
  ts: string;
  by: string;
  at: number;
  /** Who wrote the message, and its first words as mrkdwn: it may not be loaded. */
  user: string;
  byApp: boolean;
  text: string;
  /** Of a reply, or a parent that has some: the parent's ts. */
  threadTs: string | null;
};
export type SeenBookmark = { id: string; title: string; link: string; emoji: string };

/** A channel as one person sees it: public ones, and the private ones and conversations that they are in. */
export type SeenChannel = {
  id: string;
  /** Without #; of a direct conversation "". */
  name: string;
  kind: "public" | "private" | "im" | "mpim";
  isArchived: boolean;
  isMember: boolean;
  /** User ids in the order of joining. */
  members: string[];
  topic: string;
  purpose: string;
  createdAt: number;
  creator: string;
  pins: SeenPin[];
  bookmarks: SeenBookmark[];
  /** The file id of the channel's canvas. */
  canvasId: string | null;
  /** Up to where this person has read; null: nothing. */
  lastRead: string | null;
  /** Messages after lastRead by others, replies in threads aside. */
  unread: number;
  /** Those of them that paged this person; in a direct conversation all of them. */
  mentions: number;
  /** The ts of the newest message; null where there is none. */
  latest: string | null;
};

export type SeenReaction = { name: string; users: string[] };

export type SeenFile = {
  id: string;
  name: string;
  title: string;
  size: number;
  /** "" while it is being processed. */
  mimetype: string;
  user: string;
  createdAt: number;
  /** An address at this server, from which the browser may load it. */
  address: string;
  altText: string | null;
};

export type SeenMessage = {
  ts: string;
  channelId: string;
  user: string;
  byApp: boolean;
  /** Slack's subtype (channel_join, channel_topic, thread_broadcast, tombstone …) or null. */
  subtype: string | null;
  /** mrkdwn, as Slack's API has it. */
  text: string;
  blocks: Json[] | null;
  attachments: Json[] | null;
  isEdited: boolean;
  /** The parent's ts; a parent that has replies has its own. */
  threadTs: string | null;
  /** Of a parent: how many replies, by whom (first five), the newest. */
  thread: { count: number; users: string[]; latest: string } | null;
  reactions: SeenReaction[];
  files: SeenFile[];
  pinnedBy: string | null;
  /** What a subtype carries besides (topic, old_name, inviter …). */
  extra: Json;
  permalink: string;
};

/** "Only visible to you". In the list of its channel (or thread) at the place of its ts. */
export type SeenEphemeral = {
  ts: string;
  channelId: string;
  text: string;
  blocks: Json[] | null;
  threadTs: string | null;
  /** "app", or "slackbot" for what Slack itself says (an unknown command, operation_timeout). */
  from: "app" | "slackbot";
};

/** A modal or home. */
export type SeenView = {
  id: string;
  type: "modal" | "home";
  callbackId: string;
  title: string;
  /** Null: this view cannot be submitted. */
  submit: string | null;
  close: string | null;
  blocks: Json[];
  /**
   * state.values: block id → action id → {type, value | selected_option …}; also what was typed before a reload.
   */
  values: Record<string, Record<string, Json>>;
  /** Block id → the text shown at the field. */
  errors: Record<string, string>;
  hash: string;
};

export type SeenClock = {
  /** The workspace's time at `realAt`. */
  now: number;
  /** Epoch ms of the server's host when `now` was read. */
  realAt: number;
  /** Workspace milliseconds per real one; 0: it stands still. */
  rate: number;
  /** May this page change it? */
  isControllable: boolean;
};

export type SeenCommand = { command: string; description: string; usageHint: string };
export type SeenShortcut = { name: string; type: "global" | "message"; callbackId: string; description: string };

export type SeenApp = {
  id: string;
  name: string;
  botId: string;
  botUserId: string;
  commands: SeenCommand[];
  shortcuts: SeenShortcut[];
  hasHomeTab: boolean;
  hasMessagesTab: boolean;
  /** People can't write to the app: a note stands where the composer would. */
  isMessagesTabReadOnly: boolean;
  /** The manifest's background_color, for the app's square. */
  color: string;
};
