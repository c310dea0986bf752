// What an empty composer says. Pure.

import type { SeenChannel } from "../../client/seen.ts";
import { channelName } from "../people/people.ts";
import type { PageState } from "../state.ts";

export function placeholderOf(state: PageState | null, channel: SeenChannel, threadTs: string | null): string {
  if (threadTs !== null) return "Reply…";
  if (state === null) return "Message";
  const name = channelName(channel, state.users, state.app, state.me);
  return channel.kind === "public" || channel.kind === "private" ? `Message #${name}` : `Message ${name}`;
}
