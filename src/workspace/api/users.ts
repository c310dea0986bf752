// users.info, list, lookupByEmail, conversations; usergroups.list, users.list.

import { renderChannel, renderUser } from "../deeds/render.ts";
import { seconds } from "../ids.ts";
import { pageLimits } from "../limits.ts";
import type { Json } from "../world.ts";
import { flag, text } from "./args.ts";
import { readKinds } from "./conversations-read.ts";
import { type ApiCall, anyScope, isBotIn, type Method, method, requireScope, scopesByKind } from "./method.ts";
import { page } from "./paging.ts";
import { ApiRefusal, invalidArguments } from "./refusal.ts";

/** Everybody's language is English here. */
const localeIn = (args: Json): Json => (flag(args, "include_locale") ? { locale: "en-US" } : {});

function info(call: ApiCall): Json {
  const { world, args } = call;
  const user = world.users.get(text(args, "user") ?? "");
  if (user === undefined) throw new ApiRefusal("user_not_found");
  return { user: { ...renderUser(world, user), ...localeIn(args) } };
}

function list(call: ApiCall): Json {
  const { world, args } = call;
  const { items, next } = page([...world.users.values()], args, pageLimits.list, pageLimits.list);
  return {
    members: items.map((user) => ({ ...renderUser(world, user), ...localeIn(args) })),
    cache_ts: seconds(world.clock.now()),
    response_metadata: { next_cursor: next },
  };
}

function lookupByEmail(call: ApiCall): Json {
  const { world, args } = call;
  const email = text(args, "email")?.toLowerCase();
  const user = [...world.users.values()].find((it) => !it.isBot && !it.isDeleted && it.email.toLowerCase() === email);
  if (user === undefined) throw new ApiRefusal("users_not_found");
  return { user: renderUser(world, user) };
}

function conversations(call: ApiCall): Json {
  const { world, args } = call;
  const kinds = readKinds(args, "invalid_types");
  for (const kind of kinds) requireScope(world, scopesByKind.read[kind]);
  const userId = text(args, "user") ?? world.app.botUserId;
  // No code for an unknown user is documented here.
  if (!world.users.has(userId)) throw invalidArguments(["failed to match a user [json-pointer:/user]"]);
  const found = [...world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      channel.members.has(userId) &&
      (channel.kind === "public" || isBotIn(world, channel)) &&
      !(flag(args, "exclude_archived") && channel.isArchived),
  );
  const { items, next } = page(found, args, pageLimits.list, pageLimits.listDefault, "invalid_limit");
  return {
    channels: items.map((channel) => renderChannel(world, channel, null)),
    response_metadata: { next_cursor: next },
  };
}

function groups(call: ApiCall): Json {
  const { world, args } = call;
  return {
    usergroups: world.groups.map((group) => ({
      id: group.id,
      team_id: world.team.id,
      is_usergroup: true,
      is_subteam: true,
      name: group.name,
      description: "",
      handle: group.handle,
      is_external: false,
      date_create: seconds(group.createdAt),
      date_update: seconds(group.createdAt),
      date_delete: 0,
      created_by: "USLACKBOT",
      updated_by: "USLACKBOT",
      ...(flag(args, "include_count") ? { user_count: group.users.length } : {}),
      ...(flag(args, "include_users") ? { users: [...group.users] } : {}),
      prefs: { channels: [], groups: [] },
    })),
  };
}

function groupMembers(call: ApiCall): Json {
  const group = call.world.groups.find((it) => it.id === text(call.args, "usergroup"));
  if (group === undefined) throw new ApiRefusal("no_such_subteam");
  return { users: [...group.users] };
}

export const userMethods: Record<string, Method> = {
  "users.info": method({ scopes: ["users:read"], json: false, required: ["user"] }, info),
  "users.list": method({ scopes: ["users:read"], json: false }, list),
  "users.lookupByEmail": method({ scopes: ["users:read.email"], json: false, required: ["email"] }, lookupByEmail),
  "users.conversations": method({ scopes: anyScope("read"), json: false }, conversations),
  "usergroups.list": method({ scopes: ["usergroups:read"], json: false }, groups),
  "usergroups.users.list": method({ scopes: ["usergroups:read"], json: false, required: ["usergroup"] }, groupMembers),
};
