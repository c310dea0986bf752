// Select and multi-select menus: of fixed options, of options that the app is asked for, of people and of channels.

import { chooser, element } from "./actionable.ts";
import { bool, type Check, listOf, matching, whole } from "./check.ts";
import { checkOptionSource, conversationFilter, menuOption, optionGroup } from "./objects.ts";

const userId = matching(/^[UW][A-Z0-9]+$/, "must be a user id");
const channelId = matching(/^C[A-Z0-9]+$/, "must be a channel id");
const conversationId = matching(/^[CDGUW][A-Z0-9]+$/, "must be a conversation id");

const fixed = { ...chooser, options: listOf(menuOption, 1, 100), option_groups: listOf(optionGroup, 1, 100) };
const external = { ...chooser, min_query_length: whole(0, 3_000) };
const conversations = { ...chooser, default_to_current_conversation: bool, filter: conversationFilter };
const max = { max_selected_items: whole(1, 100) };

export const menus = {
  static_select: element("static_select", { optional: { ...fixed, initial_option: menuOption } }, checkOptionSource),
  external_select: element("external_select", { optional: { ...external, initial_option: menuOption } }),
  users_select: element("users_select", { optional: { ...chooser, initial_user: userId } }),
  conversations_select: element("conversations_select", {
    optional: { ...conversations, response_url_enabled: bool, initial_conversation: conversationId },
  }),
  channels_select: element("channels_select", {
    optional: { ...chooser, response_url_enabled: bool, initial_channel: channelId },
  }),
} as const satisfies Record<string, Check>;

export const multiMenus = {
  multi_static_select: element(
    "multi_static_select",
    { optional: { ...fixed, ...max, initial_options: listOf(menuOption, 1, 100) } },
    checkOptionSource,
  ),
  multi_external_select: element("multi_external_select", {
    optional: { ...external, ...max, initial_options: listOf(menuOption, 1, 100) },
  }),
  multi_users_select: element("multi_users_select", {
    optional: { ...chooser, ...max, initial_users: listOf(userId, 0, 100) },
  }),
  multi_conversations_select: element("multi_conversations_select", {
    optional: { ...conversations, ...max, initial_conversations: listOf(conversationId, 0, 100) },
  }),
  multi_channels_select: element("multi_channels_select", {
    optional: { ...chooser, ...max, initial_channels: listOf(channelId, 0, 100) },
  }),
} as const satisfies Record<string, Check>;
