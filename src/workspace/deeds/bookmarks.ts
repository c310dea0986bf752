// Bookmarks: the links at the top of a channel. Who may, and which links, is the callers' business.

import { notify, touch } from "../changes.ts";
import { nextId } from "../ids.ts";
import type { Bookmark, Channel, World } from "../world.ts";

export type BookmarkContent = { title: string; link: string; emoji: string };

export function addBookmark(world: World, channel: Channel, content: BookmarkContent, by: string): Bookmark {
  const made: Bookmark = {
    id: nextId(world, "Bk"),
    channelId: channel.id,
    ...content,
    createdAt: world.clock.now(),
    updatedAt: 0,
    by,
  };
  channel.bookmarks.push(made);
  touch(world.changes, { kind: "channel", id: channel.id });
  notify(world.changes);
  return made;
}

export function editBookmark(world: World, bookmark: Bookmark, content: Partial<BookmarkContent>, by: string): void {
  Object.assign(bookmark, content, { updatedAt: world.clock.now(), by });
  touch(world.changes, { kind: "channel", id: bookmark.channelId });
  notify(world.changes);
}

export function removeBookmark(world: World, channel: Channel, bookmark: Bookmark): void {
  channel.bookmarks = channel.bookmarks.filter((it) => it !== bookmark);
  touch(world.changes, { kind: "channel", id: channel.id });
  notify(world.changes);
}
