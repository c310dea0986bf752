// The payloads of what people do, as recorded from Slack (app-backend/, extracted-from-tests/).

import { type Place, placesOf, stateOf } from "../blocks/element-values.ts";
import { renderMessage } from "../deeds/render-message.ts";
import { renderView } from "../deeds/views.ts";
import { nextEventTs } from "../ids.ts";
import type { Channel, Ephemeral, Json, Message, View, World } from "../world.ts";

/**
 * What every interactive payload begins with. Shortcuts were never recorded with an api_app_id; the others have one.
 */
function base(world: World, type: string, userId: string): Json {
  const name = world.users.get(userId)?.name ?? "";
  return {
    type,
    user: { id: userId, username: name, name, team_id: world.team.id },
    token: world.app.verificationToken,
    team: { id: world.team.id, domain: world.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

const shownNames = { public: null, private: "privategroup", im: "directmessage", mpim: null } as const;

function channelRef(channel: Channel): Json {
  return { id: channel.id, name: shownNames[channel.kind] ?? channel.name };
}

/** @param words the command's text as Slack passes it on. */
export function slashCommand(
  world: World,
  userId: string,
  channel: Channel,
  command: string,
  words: string,
  links: { responseUrl: string; triggerId: string },
): Json {
  const { name } = channelRef(channel);
  return {
    token: world.app.verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: name,
    user_id: userId,
    user_name: world.users.get(userId)?.name ?? "",
    command,
    text: words,
    api_app_id: world.app.id,
    is_enterprise_install: "false",
    response_url: links.responseUrl,
    trigger_id: links.triggerId,
  };
}

/** What a click or choice says of its element: the element's own keys, what was chosen, and where and when. */
function actionOf(world: World, place: Place, chosen: Json): Json {
  const kept: Json = {};
  for (const key of ["text", "value", "style", "url", "placeholder", "confirm", "initial_option"]) {
    if (place.element[key] !== undefined) kept[key] = place.element[key];
  }
  return {
    type: place.element.type,
    action_id: place.actionId,
    block_id: place.blockId,
    ...kept,
    ...chosen,
    action_ts: nextEventTs(world),
  };
}

/** The state of a message's menus after a choice in one of them. */
function stateAfter(blocks: readonly Json[], place: Place, chosen: Json): Json {
  const values = stateOf(blocks);
  const held = values[place.blockId]?.[place.actionId];
  if (held !== undefined) Object.assign(held, chosen);
  return { values };
}

export function messageAction(
  world: World,
  userId: string,
  channel: Channel,
  shown: Message | Ephemeral,
  place: Place,
  chosen: Json,
  links: { responseUrl: string; triggerId: string },
): Json {
  const isEphemeral = !("channelId" in shown && "reactions" in shown);
  const thread = shown.threadTs === null ? {} : { thread_ts: shown.threadTs };
  return {
    ...base(world, "block_actions", userId),
    api_app_id: world.app.id,
    container: { type: "message", message_ts: shown.ts, channel_id: channel.id, is_ephemeral: isEphemeral, ...thread },
    trigger_id: links.triggerId,
    channel: channelRef(channel),
    ...(isEphemeral ? {} : { message: renderMessage(world, channel, shown as Message) }),
    state: stateAfter(shown.blocks ?? [], place, chosen),
    response_url: links.responseUrl,
    actions: [actionOf(world, place, chosen)],
  };
}

export function viewAction(world: World, view: View, place: Place, chosen: Json, triggerId: string): Json {
  return {
    ...base(world, "block_actions", view.userId),
    api_app_id: world.app.id,
    container: { type: "view", view_id: view.id },
    trigger_id: triggerId,
    view: renderView(world, view),
    actions: [actionOf(world, place, chosen)],
  };
}

export function viewSubmission(world: World, view: View, triggerId: string): Json {
  const { values } = view;
  const inputs = new Set(placesOf(view.content.blocks as Json[]).map((place) => place.blockId));
  const state = Object.fromEntries(Object.entries(values).filter(([blockId]) => inputs.has(blockId)));
  return {
    ...base(world, "view_submission", view.userId),
    api_app_id: world.app.id,
    trigger_id: triggerId,
    view: { ...renderView(world, view), state: { values: structuredClone(state) } },
    response_urls: [],
  };
}

export function viewClosed(world: World, view: View): Json {
  return {
    ...base(world, "view_closed", view.userId),
    api_app_id: world.app.id,
    view: renderView(world, view),
    is_cleared: false,
  };
}

export function globalShortcut(world: World, userId: string, callbackId: string, triggerId: string): Json {
  return {
    ...base(world, "shortcut", userId),
    action_ts: nextEventTs(world),
    callback_id: callbackId,
    trigger_id: triggerId,
  };
}

export function messageShortcut(
  world: World,
  userId: string,
  channel: Channel,
  message: Message,
  callbackId: string,
  links: { responseUrl: string; triggerId: string },
): Json {
  return {
    ...base(world, "message_action", userId),
    action_ts: nextEventTs(world),
    channel: channelRef(channel),
    callback_id: callbackId,
    trigger_id: links.triggerId,
    message_ts: message.ts,
    message: renderMessage(world, channel, message),
    response_url: links.responseUrl,
  };
}
