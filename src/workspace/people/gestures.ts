// Commands, shortcuts, clicks and choices: everything a person does that the app is asked about.

import { holdsValue, type Place } from "../blocks/element-values.ts";
import { whenSeen } from "../changes.ts";
import { openIm } from "../deeds/channels.ts";
import { newResponseUrl } from "../deeds/responses.ts";
import { newTrigger, renderView } from "../deeds/views.ts";
import { raise } from "../delivery/events.ts";
import type { Ephemeral, Json, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { chosen } from "./choice.ts";
import type { FieldValue } from "./field-value.ts";
import { type Form, formOf } from "./form.ts";
import type { Confirming } from "./form-field.ts";
import { doDeed, type Outcome } from "./outcome.ts";
import * as payloads from "./payloads.ts";
import { channelSeenBy, findMessage, findPlace } from "./places.ts";
import { blocksAt, isEphemeral, type MessageSpot, tellsAtOnce, valuesAt } from "./spot.ts";
import { asCommandText } from "./typed-text.ts";

/** The words of Slackbot for a command that nobody declared. */
function unknownCommand(name: string): CannotDo {
  return new CannotDo(
    `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as ` +
      `commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.`,
  );
}

/**
 * @param line as typed, e.g. "/incident role scribe @sam". Error: dispatch_failed and the like in the outcome.
 * @param threadTs the thread in which it was typed: an app's commands do not work there (FACTS 5).
 */
export async function command(
  world: World,
  userId: string,
  line: string,
  channelName: string,
  threadTs: string | null = null,
): Promise<Outcome> {
  const channel = channelSeenBy(world, userId, channelName);
  const [, name = "", words = ""] = /^(\/\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const known = world.manifest.commands.get(name);
  if (known === undefined) throw unknownCommand(name || line);
  if (threadTs !== null) throw new CannotDo(`${name} is not supported in threads. Sorry!`);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived: no command can be typed there.`);
  const trimmed = words.trim().toWellFormed();
  const triggerId = newTrigger(world, userId, null, channel.id);
  const { address, record } = newResponseUrl(world, userId, channel.id, null);
  const text = known.shouldEscape ? asCommandText(world, trimmed) : trimmed;
  const links = { responseUrl: address, triggerId };
  const payload = payloads.slashCommand(world, userId, channel, name, text, links);
  return doDeed(world, "slash_commands", payload, true, triggerId, record);
}

/** What a click can be aimed at: a message by its ts, or something that only this person sees. */
export type Target = string | Pick<Ephemeral, "ts">;

/** Where this person touches a message. Throws CannotDo where they do not see one. */
export function messageSpot(world: World, userId: string, channelName: string, target: Target): MessageSpot {
  const channel = channelSeenBy(world, userId, channelName);
  const ts = typeof target === "string" ? target : target.ts;
  const own = world.ephemerals.find((it) => it.ts === ts && it.userId === userId && it.channelId === channel.id);
  if (own?.isDeleted === true) throw new CannotDo("That message is gone.");
  return { kind: "message", userId, channel, shown: own ?? findMessage(channel, ts) };
}

/** Elements that are pressed; in all others something is chosen. */
const pressed = new Set(["button", "icon_button"]);

function requireShown(spot: MessageSpot, place: Place): void {
  const { visible_to_user_ids: ids } = place.element;
  if (Array.isArray(ids) && !ids.includes(spot.userId)) throw new CannotDo("This button is shown to others only.");
}

/**
 * Presses, or chooses, and tells the app. Answers null when nothing was sent: the person denied the confirm dialog, or
 * it is a field of an input that is sent with the next click only.
 */
export async function actAt(
  world: World,
  spot: MessageSpot,
  place: Place,
  wanted: FieldValue | undefined,
  confirming: Confirming = {},
): Promise<Outcome | null> {
  const isButton = pressed.has(String(place.element.type));
  const option = isButton && wanted === null ? undefined : wanted;
  if (isButton !== (option === undefined))
    throw new CannotDo(`"${place.actionId}" is a ${String(place.element.type)}.`);
  requireShown(spot, place);
  const picks = option === undefined ? {} : await chosen(world, spot, place, option);
  if (place.element.confirm !== undefined && confirming.confirm === "deny") return null;
  const held = valuesAt(world, spot)[place.blockId]?.[place.actionId];
  if (held !== undefined) Object.assign(held, picks);
  if (!tellsAtOnce(place)) return null;
  const { userId, channel, shown } = spot;
  const triggerId = newTrigger(world, userId, null, channel.id);
  const original = { ts: shown.ts, isEphemeral: isEphemeral(shown) };
  const { address, record } = newResponseUrl(world, userId, channel.id, original);
  const payload = payloads.messageAction(world, spot, place, picks, { responseUrl: address, triggerId });
  return doDeed(world, "interactive", payload, true, triggerId, record);
}

/** @param option what is chosen in a menu; undefined for a button. Null when the person denied the confirm dialog. */
export async function act(
  world: World,
  spot: MessageSpot,
  action: string,
  option: FieldValue | undefined,
  confirming: Confirming,
): Promise<Outcome | null> {
  const place = findPlace(blocksAt(spot), action);
  if (!tellsAtOnce(place)) throw new CannotDo(`"${action}" is a field that is sent with the next click: enter it.`);
  return actAt(world, spot, place, option, confirming);
}

/** Fills fields of a message, named by label or id. They are sent with the next click, or at once if they ask so. */
export async function enter(world: World, spot: MessageSpot, values: Record<string, FieldValue>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const place = findPlace(blocksAt(spot), name);
    if (!holdsValue(place.element)) throw new CannotDo(`"${name}" is not a field.`);
    await actAt(world, spot, place, value);
  }
}

function requireShortcut(world: World, callbackId: string, type: "global" | "message"): void {
  const known = world.manifest.shortcuts.get(callbackId);
  if (known?.type !== type) throw new CannotDo(`The manifest declares no ${type} shortcut ${callbackId}.`);
}

/** @param channelName the channel in front of them: the payload names none, but a form's menus may begin with it. */
export async function globalShortcut(
  world: World,
  userId: string,
  callbackId: string,
  channelName: string | null,
): Promise<Outcome> {
  requireShortcut(world, callbackId, "global");
  const channelId = channelName === null ? null : channelSeenBy(world, userId, channelName).id;
  const triggerId = newTrigger(world, userId, null, channelId);
  const payload = payloads.globalShortcut(world, userId, callbackId, triggerId);
  return doDeed(world, "interactive", payload, false, triggerId, null);
}

export async function messageShortcut(
  world: World,
  userId: string,
  callbackId: string,
  channelName: string,
  ts: string,
): Promise<Outcome> {
  requireShortcut(world, callbackId, "message");
  const channel = channelSeenBy(world, userId, channelName);
  const message = findMessage(channel, ts);
  const triggerId = newTrigger(world, userId, null, channel.id);
  const { address, record } = newResponseUrl(world, userId, channel.id, { ts, isEphemeral: false });
  const links = { responseUrl: address, triggerId };
  const payload = payloads.messageShortcut(world, userId, channel, message, callbackId, links);
  return doDeed(world, "interactive", payload, false, triggerId, record);
}

/** Opens the app's home: the app is told, and publishes one if it likes. */
export function homeOpened(world: World, userId: string): void {
  if (!world.manifest.hasHomeTab) throw new CannotDo("The manifest enables no home tab.");
  const { channel } = openIm(world, userId);
  const view = world.views.get(world.homes.get(userId) ?? "");
  const event: Json = { type: "app_home_opened", user: userId, channel: channel.id, tab: "home" };
  raise(world, "app_home_opened", view === undefined ? event : { ...event, view: renderView(world, view) });
}

/** The same, and waits for the home; the handle shows what the app publishes later too. */
export async function openHome(world: World, userId: string): Promise<Form> {
  homeOpened(world, userId);
  return whenSeen(world.changes, "the home", () => {
    const id = world.homes.get(userId);
    return id === undefined ? null : formOf(world, id);
  });
}
