// The payloads of what people do, as recorded from Slack (app-backend/, extracted-from-tests/).

import { type Place, placesOf } from "../blocks/element-values.ts";
import { renderMessage } from "../deeds/render-message.ts";
import { renderView } from "../deeds/views.ts";
import { nextEventTs } from "../ids.ts";
import type { Channel, Json, Message, View, World } from "../world.ts";
import { isEphemeral, type MessageSpot, type Spot, valuesAt } from "./spot.ts";

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

/** What of its element a click repeats: these keys were recorded. */
const repeated = [
  ...["text", "value", "style", "url", "placeholder", "confirm", "min_query_length"],
  ...["initial_option", "initial_user", "initial_conversation", "initial_channel", "initial_date", "initial_time"],
];

/** What a click or choice says of its element: the element's own keys, what was chosen, and where and when. */
function actionOf(world: World, place: Place, chosen: Json): Json {
  const kept: Json = {};
  for (const key of repeated) if (place.element[key] !== undefined) kept[key] = place.element[key];
  return {
    type: place.element.type,
    action_id: place.actionId,
    block_id: place.blockId,
    ...kept,
    ...chosen,
    action_ts: nextEventTs(world),
  };
}

function messageContainer({ channel, shown }: MessageSpot): Json {
  const thread = shown.threadTs === null ? {} : { thread_ts: shown.threadTs };
  const ephemeral = isEphemeral(shown);
  return { type: "message", message_ts: shown.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread };
}

/** A click in a message. Its state is that of all fields as this person sees them. */
export function messageAction(
  world: World,
  spot: MessageSpot,
  place: Place,
  chosen: Json,
  links: { responseUrl: string; triggerId: string },
): Json {
  const { userId, channel, shown } = spot;
  return {
    ...base(world, "block_actions", userId),
    api_app_id: world.app.id,
    container: messageContainer(spot),
    trigger_id: links.triggerId,
    channel: channelRef(channel),
    ...(isEphemeral(shown) ? {} : { message: renderMessage(world, channel, shown) }),
    state: { values: structuredClone(valuesAt(world, spot)) },
    response_url: links.responseUrl,
    actions: [actionOf(world, place, chosen)],
  };
}

/** Asks for the options of an external menu; no trigger comes with it. */
export function blockSuggestion(world: World, spot: Spot, place: Place, typed: string): Json {
  const isView = spot.kind === "view";
  return {
    ...base(world, "block_suggestion", spot.userId),
    api_app_id: world.app.id,
    container: isView ? { type: "view", view_id: spot.view.id } : messageContainer(spot),
    ...(isView ? { view: renderView(world, spot.view) } : { channel: channelRef(spot.channel) }),
    action_id: place.actionId,
    block_id: place.blockId,
    value: typed,
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

/** @param responseUrls one for each menu that asks for it (response_url_enabled). */
export function viewSubmission(world: World, view: View, triggerId: string, responseUrls: Json[]): Json {
  const { values } = view;
  const inputs = new Set(placesOf(view.content.blocks as Json[]).map((place) => place.blockId));
  const state = Object.fromEntries(Object.entries(values).filter(([blockId]) => inputs.has(blockId)));
  return {
    ...base(world, "view_submission", view.userId),
    api_app_id: world.app.id,
    trigger_id: triggerId,
    view: { ...renderView(world, view), state: { values: structuredClone(state) } },
    response_urls: responseUrls,
  };
}

/** @param isCleared true when the whole stack was closed at once. */
export function viewClosed(world: World, view: View, isCleared: boolean): Json {
  return {
    ...base(world, "view_closed", view.userId),
    api_app_id: world.app.id,
    view: renderView(world, view),
    is_cleared: isCleared,
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
