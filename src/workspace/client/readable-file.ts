// Which files a person may read. Only looks.

import { maySee } from "../deeds/membership.ts";
import type { FileRecord, World } from "../world.ts";

/** A file is read by who put it there, and by who sees a channel that it was shared into. */
export function mayRead(world: World, userId: string, file: FileRecord): boolean {
  if (file.user === userId) return true;
  return file.shares.some(({ channelId }) => {
    const channel = world.channels.get(channelId);
    return channel !== undefined && maySee(channel, userId);
  });
}

/** An address at this server, from which this person's browser may load it; relative to the page. */
export function fileAddress(fileId: string, userId: string): string {
  return `client/file?${new URLSearchParams({ as: userId, file: fileId })}`;
}
