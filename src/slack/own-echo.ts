// Slack tells us of our own edits too, and Bolt lets those through (FACTS 1.4): each edit of a card would come back
// as an event to decide on. Nobody else can edit our messages, so an edit of ours says nothing new.

import type { AllMiddlewareArgs, AnyMiddlewareArgs } from "@slack/bolt";

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

export async function leaveOutOwnEdits(args: Args): Promise<void> {
  const { context, next } = args;
  const event = "event" in args ? args.event : null;
  if (event?.type === "message" && event.subtype === "message_changed") {
    const { message } = event;
    const byUser = "user" in message && message.user === context.botUserId;
    const byBot = "bot_id" in message && message.bot_id === context.botId;
    if (context.botUserId !== undefined && (byUser || byBot)) return;
  }
  await next();
}
