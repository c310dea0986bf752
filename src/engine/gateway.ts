// What the engine needs of Slack. slack/ fulfils it over the Web API; tests record it. The engine knows no more.

import type { Message } from "../blocks/message.ts";
import type { ChannelReference } from "../config.ts";

/**
 * How an attempt ended.
 * done: it is so, now or already. later: nothing happened, try again in `afterMs` (Slack asked, or it was unreachable
 * before anything was sent). never: nothing happened and nothing will; `code` is Slack's, `hint` says how to mend it.
 * unknown: it may have happened (timeout, reset, 5xx after sending): look before doing it again.
 */
export type Outcome<T> =
  | { outcome: "done"; answer: T }
  | { outcome: "later"; afterMs: number; why: string }
  | { outcome: "never"; code: string; hint: string }
  | { outcome: "unknown"; why: string };

export type MadeChannel = { channelId: string; name: string };
export type PostedMessage = { channelId: string; ts: string };
export type Post = {
  /** A channel's id, or a user's id for a direct message. */
  channelId: string;
  message: Message;
  /** The effect's key, carried in the message's metadata, by which `findPost` knows it again. */
  key: string;
  threadTs: string | null;
};
export type Upload = {
  channelId: string;
  filename: string;
  title: string;
  content: string;
  /** Said with the file; mrkdwn. */
  comment: string;
};

/** Each call waits for one answer and never throws for what Slack says or doesn't. `since`: epoch ms, host time. */
export type Gateway = {
  createChannel(channel: { name: string; isPrivate: boolean }): Promise<Outcome<MadeChannel>>;
  /** A channel of this name that this bot itself created after `since`; null where there is none. Never a public one
   * where a private one was asked for. */
  findChannel(channel: { name: string; since: number; isPrivate: boolean }): Promise<Outcome<MadeChannel | null>>;
  invite(invitation: { channelId: string; userIds: string[] }): Promise<Outcome<null>>;
  post(post: Post): Promise<Outcome<PostedMessage>>;
  /** A message of ours that carries `key`, posted after `since`; null where there is none. */
  findPost(post: {
    channelId: string;
    key: string;
    threadTs: string | null;
    since: number;
  }): Promise<Outcome<PostedMessage | null>>;
  edit(edit: PostedMessage & { message: Message }): Promise<Outcome<null>>;
  setTopic(topic: { channelId: string; topic: string }): Promise<Outcome<null>>;
  pin(message: PostedMessage): Promise<Outcome<null>>;
  /** `look` lists the bookmarks first: an earlier attempt may have made it, and Slack would make a second. */
  bookmark(bookmark: { channelId: string; title: string; link: string; look: boolean }): Promise<Outcome<null>>;
  upload(upload: Upload): Promise<Outcome<null>>;
  findUpload(upload: { channelId: string; filename: string; since: number }): Promise<Outcome<boolean>>;
  /** A person's display name. */
  person(userId: string): Promise<Outcome<string>>;
  /** The words and the author of one message. */
  quote(message: PostedMessage): Promise<Outcome<{ text: string; authorId: string | null }>>;
  /** The id of a channel that the settings name; null where it can't be found. */
  channelOf(channel: ChannelReference): Promise<Outcome<string | null>>;
  /** The ids of user groups by their handles. One that can't be found is left out; that is never a reason to wait. */
  groupIds(handles: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** The team's address in a browser, as auth.test told it; null before. */
  teamUrl(): string | null;
};
