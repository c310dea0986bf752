// Messages of ours: posted, edited, pinned, bookmarked; and the words of somebody's message, read once.
// Each post carries its effect's key in its metadata: Slack has no other way to tell that it was sent (FACTS 7).

import { readSlackText } from "../blocks/slack-text.ts";
import type { Gateway, Outcome, Post, PostedMessage } from "../engine/gateway.ts";
import { type Call, need } from "./call.ts";
import { hintFor } from "./hints.ts";
import type { WebClients } from "./web-clients.ts";

export type MessageParts = { clients: WebClients; call: Call };

type MessageCalls = Pick<Gateway, "post" | "edit" | "pin" | "bookmark" | "quote">;

/** The kind of metadata by which our messages are known again. Readable by every member: no secret goes in. */
export const effectEventType = "sitrep_effect";

const post = ({ clients, call }: MessageParts, { channelId, message, key, threadTs }: Post) =>
  call<PostedMessage>({
    method: "chat.postMessage",
    repeat: "seen",
    run: async () => {
      const answer = await clients.write.chat.postMessage({
        channel: channelId,
        ...message,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        metadata: { event_type: effectEventType, event_payload: { key } },
        unfurl_links: false,
        unfurl_media: false,
      });
      // For a direct message the answer names the conversation (D…), which is where it can be edited.
      return { channelId: answer.channel ?? channelId, ts: need(answer.ts, "the message's ts") };
    },
  });

/** bookmarks.add has no "already" answer and would make a second (FACTS 7), so an unsure one is looked for first. */
async function bookmark(
  { clients, call }: MessageParts,
  { channelId, title, link, look }: { channelId: string; title: string; link: string; look: boolean },
): Promise<Outcome<null>> {
  if (look) {
    const isThere = await call({
      method: "bookmarks.list",
      repeat: "harmless",
      run: async () => {
        const { bookmarks = [] } = await clients.read.bookmarks.list({ channel_id: channelId });
        return bookmarks.some((known) => known.link === link);
      },
    });
    if (isThere.outcome !== "done") return isThere;
    if (isThere.answer) return { outcome: "done", answer: null };
  }
  return await call({
    method: "bookmarks.add",
    repeat: "seen",
    run: async () => {
      await clients.write.bookmarks.add({ channel_id: channelId, title, link, type: "link" });
      return null;
    },
  });
}

type Said = { ts?: string; text?: string; user?: string };
type Quote = { text: string; authorId: string | null };

/** A reply is in no history (FACTS 5); conversations.replies takes its own ts, too. */
async function quote({ clients, call }: MessageParts, { channelId, ts }: PostedMessage): Promise<Outcome<Quote>> {
  const only = { channel: channelId, oldest: ts, latest: ts, inclusive: true };
  const found = await call<Said | null>({
    method: "conversations.history",
    repeat: "harmless",
    run: async () => {
      const { messages = [] } = await clients.read.conversations.history({ ...only, limit: 1 });
      const inChannel = messages.find((message) => message.ts === ts);
      if (inChannel !== undefined) return inChannel;
      const thread = await clients.read.conversations.replies({ ...only, ts, limit: 2 });
      return thread.messages?.find((message) => message.ts === ts) ?? null;
    },
    already: { codes: ["thread_not_found"], answer: null },
  });
  if (found.outcome !== "done") return found;
  if (found.answer === null) {
    const [code, method] = ["message_not_found", "conversations.history"];
    return { outcome: "never", code, hint: hintFor(code, { method, needed: null }) };
  }
  const { text = "", user } = found.answer;
  return { outcome: "done", answer: { text: readSlackText(text), authorId: user ?? null } };
}

export function messageCalls(parts: MessageParts): MessageCalls {
  const { clients, call } = parts;
  return {
    post: (message) => post(parts, message),
    edit: ({ channelId, ts, message }) =>
      call({
        method: "chat.update",
        repeat: "harmless",
        run: async () => {
          await clients.write.chat.update({ channel: channelId, ts, ...message });
          return null;
        },
      }),
    pin: ({ channelId, ts }) =>
      call<null>({
        method: "pins.add",
        repeat: "harmless",
        run: async () => {
          await clients.write.pins.add({ channel: channelId, timestamp: ts });
          return null;
        },
        already: { codes: ["already_pinned"], answer: null },
      }),
    bookmark: (wanted) => bookmark(parts, wanted),
    quote: (message) => quote(parts, message),
  };
}
