// What the page in the browser and the workspace say to each other. Types alone: the page is other code on another
// machine, so it imports nothing else of the workspace. Times: `ts` as Slack's text, all others epoch milliseconds of
// the workspace's clock, unless a name says real.

import type {
  Json,
  SeenApp,
  SeenChannel,
  SeenClock,
  SeenEphemeral,
  SeenFile,
  SeenGroup,
  SeenMessage,
  SeenUser,
  SeenView,
} from "./seen.ts";
import type { SeenRecord } from "./seen-record.ts";
import type { SeenReplay, SeenStory } from "./seen-replay.ts";

export type Snapshot = {
  team: { id: string; name: string; domain: string };
  app: SeenApp;
  /** Whom the page acts as. */
  me: string;
  users: SeenUser[];
  groups: SeenGroup[];
  channels: SeenChannel[];
  ephemerals: SeenEphemeral[];
  /** Open modals, the top one last. */
  views: SeenView[];
  home: SeenView | null;
  clock: SeenClock;
  /** What can be replayed from here; empty where nothing can. */
  stories: SeenStory[];
  /** The replay that this workspace is, or that runs beside it. */
  replay: SeenReplay | null;
  /** True in a replay that still plays: people look on. */
  isReadOnly: boolean;
  /**
   * When this page was opened, as a ts: what was shown to one person alone before is gone, as after a reload in Slack.
   * A page that opens its feed anew says it (`&since=…`), so that it keeps what it shows.
   */
  since: string;
  /** Which feed this is: `POST client/inspect?as=…&feed=…&records=1` has it tell of records too, `&records=0` not. */
  feedId: string;
};

/**
 * One event of the feed (`GET client/feed?as=U1&client=…`, server-sent events, each `data:` a JSON array of these).
 * `client` names the window, here and with every deed: a form is shown in the one whose deed had it opened.
 */
export type Change =
  | { type: "snapshot"; snapshot: Snapshot }
  | { type: "user"; user: SeenUser }
  | { type: "group"; group: SeenGroup }
  | { type: "channel"; channel: SeenChannel }
  /** Left, or deleted. */
  | { type: "channel gone"; id: string }
  /** New or changed. */
  | { type: "message"; message: SeenMessage }
  | { type: "message gone"; channelId: string; ts: string }
  | { type: "ephemeral"; ephemeral: SeenEphemeral }
  | { type: "ephemeral gone"; ts: string }
  | { type: "views"; views: SeenView[] }
  | { type: "home"; home: SeenView | null }
  | { type: "clock"; clock: SeenClock }
  | { type: "replay"; replay: SeenReplay | null }
  | { type: "read only"; isReadOnly: boolean }
  /** Only to feeds that asked with `&records=1`, or since: new or changed. */
  | { type: "record"; record: SeenRecord };

/** `GET client/messages?as=U1&channel=C1[&before=ts][&thread=ts]`: up to 100, oldest first. */
export type MessagePage = { messages: SeenMessage[]; hasMore: boolean };

/** `GET client/document?as=U1&file=F1`: a Markdown file or canvas as mdast (mdast-util-from-markdown with GFM). */
export type SeenDocument = { fileId: string; name: string; title: string; markdown: string; tree: Json };

/** What a field holds: text, an option's value, ids, epoch seconds; lists for multi menus, checkboxes and files. */
export type FieldValue = string | number | readonly string[] | null;
/** Block id → action id → value. */
export type FieldValues = Record<string, Record<string, FieldValue>>;

/** Where a block stands: in a message (an ephemeral one included) or in a view. */
export type BlockPlace = { channelId: string; ts: string } | { viewId: string };

/** What a person does: `POST client/do?as=U1&client=…`, JSON. */
export type Deed =
  | { do: "say"; channelId: string; text: string; threadTs: string | null; alsoToChannel: boolean }
  /** Files that were uploaded, with a comment or "". */
  | { do: "share"; channelId: string; fileIds: readonly string[]; text: string; threadTs: string | null }
  | { do: "edit"; channelId: string; ts: string; text: string }
  | { do: "delete"; channelId: string; ts: string }
  | { do: "react" | "unreact"; channelId: string; ts: string; emoji: string }
  | { do: "pin" | "unpin"; channelId: string; ts: string }
  | { do: "read"; channelId: string; ts: string }
  | { do: "dismiss"; ts: string }
  | { do: "join" | "leave" | "archive" | "unarchive"; channelId: string }
  | { do: "invite"; channelId: string; userId: string }
  | { do: "remove"; channelId: string; userId: string }
  | { do: "rename"; channelId: string; name: string }
  | { do: "topic"; channelId: string; topic: string }
  | { do: "create channel"; name: string; isPrivate: boolean }
  | { do: "open dm"; userId: string }
  | { do: "command"; channelId: string; line: string }
  /** `channelId`: the channel that the page shows, which a form opened by it knows as the current one. */
  | { do: "global shortcut"; callbackId: string; channelId: string | null }
  | { do: "message shortcut"; callbackId: string; channelId: string; ts: string }
  /** A button (value null) or a menu outside an input. The page has shown the confirm dialog. */
  | { do: "act"; place: BlockPlace; blockId: string; actionId: string; value: FieldValue }
  /** Options of an external menu. Answered in `options`. */
  | { do: "suggest"; place: BlockPlace; blockId: string; actionId: string; typed: string }
  /** Keeps what was typed so that a reload finds it; and, for inputs with dispatch_action, tells the app. */
  | { do: "fill"; viewId: string; values: FieldValues }
  | { do: "submit"; viewId: string; values: FieldValues }
  /** `all`: with the ✕, the whole stack at once. */
  | { do: "close"; viewId: string; all: boolean }
  | { do: "open home" }
  | { do: "clock"; rate: number }
  | { do: "jump"; byMs: number }
  | { do: "start replay"; story: string; speed: number | null }
  | { do: "pace replay"; state: "playing" | "paused"; speed: number | null }
  | { do: "end replay" };

/**
 * `POST client/file?as=U1&name=log.txt`, the bytes as application/octet-stream, 10 MB at most. The file is theirs, and
 * nobody else sees it until they share it (`share`) or send it in a form (its id in the field's value).
 */
export type Uploaded = { ok: true; file: SeenFile } | { ok: false; sentence: string };

/** `ok: false`: one sentence for the person, what is wrong and what to do. */
export type Done =
  | { ok: true; channelId?: string; ts?: string; options?: Json[]; errors?: Record<string, string> }
  | { ok: false; sentence: string };
