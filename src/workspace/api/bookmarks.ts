// bookmarks.add, edit, list, remove. They know no not_in_channel: a channel the bot is not in is channel_not_found
// (FACTS 4).

import { addBookmark, editBookmark, removeBookmark } from "../deeds/bookmarks.ts";
import { seconds } from "../ids.ts";
import { bookmarkLimits, channelLimits } from "../limits.ts";
import type { Bookmark, Channel, Json } from "../world.ts";
import { text } from "./args.ts";
import { type ApiCall, channelById, isBotIn, type Method, method } from "./method.ts";
import { ApiRefusal, invalidArguments, missingField } from "./refusal.ts";

function channelOf(call: ApiCall): Channel {
  if (text(call.args, "channel_id") === null) throw missingField("channel_id");
  const channel = channelById(call, "channel_id");
  if (!isBotIn(call.world, channel)) throw new ApiRefusal("channel_not_found");
  return channel;
}

function changeable(call: ApiCall): Channel {
  const channel = channelOf(call);
  // No is_archived is documented for bookmarks.
  if (channel.isArchived) throw new ApiRefusal("permission_denied");
  return channel;
}

function bookmarkOf(call: ApiCall, channel: Channel): Bookmark {
  const found = channel.bookmarks.find((it) => it.id === text(call.args, "bookmark_id"));
  if (found === undefined) throw new ApiRefusal("not_found");
  return found;
}

function readTitle(args: Json): string {
  const title = text(args, "title") ?? "";
  if (title.length > bookmarkLimits.title) {
    throw invalidArguments([`must be less than ${bookmarkLimits.title + 1} characters [json-pointer:/title]`]);
  }
  return title;
}

function readLink(args: Json): string {
  const link = text(args, "link") ?? "";
  if (link.length > bookmarkLimits.link) {
    throw invalidArguments([`must be less than ${bookmarkLimits.link + 1} characters [json-pointer:/link]`]);
  }
  if (!/^https?:\/\/\S+$/.test(link)) throw new ApiRefusal("invalid_link");
  return link;
}

function readEmoji(args: Json): string {
  const emoji = text(args, "emoji") ?? "";
  if (emoji !== "" && !/^:[a-z0-9_+'-]+:$/.test(emoji)) throw new ApiRefusal("invalid_emoji");
  return emoji;
}

function render(bookmark: Bookmark, rank: number): Json {
  return {
    id: bookmark.id,
    channel_id: bookmark.channelId,
    title: bookmark.title,
    link: bookmark.link,
    emoji: bookmark.emoji,
    icon_url: "",
    type: "link",
    entity_id: "",
    date_created: seconds(bookmark.createdAt),
    date_updated: seconds(bookmark.updatedAt),
    rank: String.fromCharCode(97 + (rank % 26)),
    last_updated_by_user_id: bookmark.by,
    last_updated_by_team_id: "",
    shortcut_id: "",
    app_id: "",
  };
}

function add(call: ApiCall): Json {
  const { world, args } = call;
  const channel = changeable(call);
  if (text(args, "type") !== "link") throw new ApiRefusal("invalid_bookmark_type");
  const content = { title: readTitle(args), link: readLink(args), emoji: readEmoji(args) };
  if (channel.bookmarks.length >= channelLimits.bookmarks) throw new ApiRefusal("too_many_bookmarks");
  const made = addBookmark(world, channel, content, world.app.botUserId);
  return { bookmark: render(made, channel.bookmarks.length - 1) };
}

function edit(call: ApiCall): Json {
  const { world, args } = call;
  const channel = changeable(call);
  const bookmark = bookmarkOf(call, channel);
  const content = {
    ...(text(args, "title") === null ? {} : { title: readTitle(args) }),
    ...(text(args, "link") === null ? {} : { link: readLink(args) }),
    ...(args.emoji === undefined ? {} : { emoji: readEmoji(args) }),
  };
  editBookmark(world, bookmark, content, world.app.botUserId);
  return { bookmark: render(bookmark, channel.bookmarks.indexOf(bookmark)) };
}

function remove(call: ApiCall): Json {
  const channel = changeable(call);
  removeBookmark(call.world, channel, bookmarkOf(call, channel));
  return {};
}

const writes = ["bookmarks:write"];

export const bookmarkMethods: Record<string, Method> = {
  "bookmarks.add": method({ scopes: writes, required: ["channel_id", "title", "type"] }, add),
  "bookmarks.edit": method({ scopes: writes, required: ["channel_id", "bookmark_id"] }, edit),
  "bookmarks.remove": method({ scopes: writes, required: ["channel_id", "bookmark_id"] }, remove),
  "bookmarks.list": method({ scopes: ["bookmarks:read"], required: ["channel_id"] }, (call) => ({
    bookmarks: channelOf(call).bookmarks.map(render),
  })),
};
