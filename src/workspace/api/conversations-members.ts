// conversations.invite, kick, join, leave, open, members: who is in a conversation.

import { findGroupIm, findIm, openGroupIm, openIm } from "../deeds/channels.ts";
import { join, leave } from "../deeds/membership.ts";
import { renderChannel } from "../deeds/render.ts";
import { channelLimits, pageLimits } from "../limits.ts";
import type { Channel, Json } from "../world.ts";
import { flag, list, text } from "./args.ts";
import {
  type ApiCall,
  anyScope,
  channelById,
  channelOfBot,
  isBotIn,
  type Method,
  method,
  refuseArchived,
  refuseDirect,
  requireScope,
  scopesByKind,
} from "./method.ts";
import { page } from "./paging.ts";
import { ApiRefusal } from "./refusal.ts";

/** Why this user cannot be invited, or null. */
function inviteProblem(call: ApiCall, channel: Channel, userId: string): string | null {
  const user = call.world.users.get(userId);
  if (user === undefined || user.isDeleted) return "user_not_found";
  if (userId === call.world.app.botUserId) return "cant_invite_self";
  return channel.members.has(userId) ? "already_in_channel" : null;
}

function invite(call: ApiCall): Json {
  const { world, args } = call;
  const channel = channelOfBot(call, scopesByKind.invite);
  refuseDirect(channel);
  refuseArchived(channel);
  const users = [...new Set(list(args, "users"))];
  if (users.length === 0) throw new ApiRefusal("no_user");
  // Slack documents the number but no code of its own for going over it.
  if (users.length > channelLimits.invite) throw new ApiRefusal("cant_invite");
  const invited = users.filter((user) => inviteProblem(call, channel, user) === null);
  const refused = users.filter((user) => !invited.includes(user));
  const problems = refused.map((user) => ({ user, ok: false, error: inviteProblem(call, channel, user) }));
  const [first] = refused;
  if (first !== undefined && (!flag(args, "force") || invited.length === 0)) {
    throw new ApiRefusal(inviteProblem(call, channel, first) ?? "cant_invite", { errors: problems });
  }
  for (const user of invited) join(world, channel, user, world.app.botUserId);
  const shown = renderChannel(world, channel, world.app.botUserId);
  return { channel: shown, ...(problems.length > 0 ? { errors: problems } : {}) };
}

function kick(call: ApiCall): Json {
  const { world, args } = call;
  const channel = channelOfBot(call, scopesByKind.manage);
  refuseDirect(channel);
  // No is_archived is documented here.
  if (channel.isArchived) throw new ApiRefusal("not_supported");
  const userId = text(args, "user") ?? "";
  if (userId === world.app.botUserId) throw new ApiRefusal("cant_kick_self");
  if (channel.isGeneral) throw new ApiRefusal("cant_kick_from_general");
  if (!world.users.has(userId)) throw new ApiRefusal("user_not_found");
  if (!channel.members.has(userId)) throw new ApiRefusal("not_in_channel");
  leave(world, channel, userId, world.app.botUserId);
  return {};
}

function joinChannel(call: ApiCall): Json {
  const { world } = call;
  const channel = channelById(call);
  if (channel.kind !== "public") throw new ApiRefusal("method_not_supported_for_channel_type");
  refuseArchived(channel);
  const isThere = isBotIn(world, channel);
  join(world, channel, world.app.botUserId, null);
  const warning = { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } };
  return { channel: renderChannel(world, channel, world.app.botUserId), ...(isThere ? warning : {}) };
}

function leaveChannel(call: ApiCall): Json {
  const { world } = call;
  const channel = channelById(call);
  refuseDirect(channel);
  requireScope(world, scopesByKind.manage[channel.kind]);
  refuseArchived(channel);
  if (channel.isGeneral) throw new ApiRefusal("cant_leave_general");
  // Leaving twice is no error: Slack answers ok with not_in_channel set, which the recorded answers do not show.
  if (channel.kind === "private" && channel.members.size === 1) throw new ApiRefusal("last_member");
  leave(world, channel, world.app.botUserId, world.app.botUserId);
  return {};
}

/** The users asked for, the app itself left out. Errors: see conversations.open's reference. */
function usersNamed(call: ApiCall): string[] {
  const users = [...new Set(list(call.args, "users"))];
  if (users.length === 0) throw new ApiRefusal("users_list_not_supplied");
  for (const id of users) {
    const user = call.world.users.get(id);
    if (user === undefined) throw new ApiRefusal("user_not_found");
    if (user.isDeleted) throw new ApiRefusal("user_disabled");
  }
  const others = users.filter((id) => id !== call.world.app.botUserId);
  if (others.length === 0) throw new ApiRefusal("not_enough_users");
  if (others.length > channelLimits.groupMessage) throw new ApiRefusal("too_many_users");
  return others;
}

/** Resumes the conversation that `channel` names: only a direct one can be. */
function resume(call: ApiCall): Json {
  const channel = channelById(call);
  if (channel.kind !== "im" && channel.kind !== "mpim") throw new ApiRefusal("method_not_supported_for_channel_type");
  requireScope(call.world, scopesByKind.manage[channel.kind]);
  return { no_op: true, already_open: true, channel: shownOpen(call, channel) };
}

function shownOpen(call: ApiCall, channel: Channel): Json {
  if (!flag(call.args, "return_im")) return { id: channel.id };
  return { ...renderChannel(call.world, channel, null), is_open: true };
}

/** One user: a direct conversation; several: a group's, whichever order they are named in. */
function open(call: ApiCall): Json {
  const { world, args } = call;
  if (text(args, "channel") !== null) return resume(call);
  const users = usersNamed(call);
  const [only] = users;
  const isPair = users.length === 1 && only !== undefined;
  requireScope(world, scopesByKind.manage[isPair ? "im" : "mpim"]);
  const known = isPair ? findIm(world, only) : findGroupIm(world, users);
  // What `prevent_creation` answers where there is nothing is not documented; this is the nearest code.
  if (known === null && flag(args, "prevent_creation")) throw new ApiRefusal("channel_not_found");
  const { channel, isNew } = isPair ? openIm(world, only) : openGroupIm(world, users);
  return { ...(isNew ? {} : { no_op: true, already_open: true }), channel: shownOpen(call, channel) };
}

function members(call: ApiCall): Json {
  const channel = channelById(call);
  requireScope(call.world, scopesByKind.read[channel.kind]);
  const all = [...channel.members];
  const { items, next } = page(all, call.args, pageLimits.list, pageLimits.listDefault, "invalid_limit");
  return { members: items, response_metadata: { next_cursor: next } };
}

const manage = anyScope("manage");

export const conversationMembers: Record<string, Method> = {
  "conversations.invite": method({ scopes: anyScope("invite"), required: ["channel"] }, invite),
  "conversations.kick": method({ scopes: ["channels:manage", "groups:write"], required: ["channel"] }, kick),
  "conversations.join": method({ scopes: ["channels:join"], required: ["channel"] }, joinChannel),
  "conversations.leave": method({ scopes: manage, required: ["channel"] }, leaveChannel),
  "conversations.open": method({ scopes: manage }, open),
  "conversations.members": method({ scopes: anyScope("read"), json: false, required: ["channel"] }, members),
};
