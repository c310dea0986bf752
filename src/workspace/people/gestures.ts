// Commands, shortcuts, clicks and choices: everything a person does that the app is asked about.

import { whenSeen } from "../changes.ts";
import { openIm } from "../deeds/channels.ts";
import { newResponseUrl } from "../deeds/responses.ts";
import { newTrigger, renderView } from "../deeds/views.ts";
import { raise } from "../delivery/events.ts";
import type { Ephemeral, Json, Message, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { chosen, type FieldValue } from "./choice.ts";
import { type Form, formOf } from "./form.ts";
import { doDeed, type Outcome } from "./outcome.ts";
import * as payloads from "./payloads.ts";
import { channelSeenBy, findMessage, findPlace } from "./places.ts";
import { asSent } from "./typed-text.ts";

/** @param line as typed, e.g. "/incident role scribe @sam". Error: dispatch_failed and the like in the outcome. */
export async function command(world: World, userId: string, line: string, channelName: string): Promise<Outcome> {
  const channel = channelSeenBy(world, userId, channelName);
  const [, name = "", words = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const known = world.manifest.commands.get(name);
  if (known === undefined) throw new CannotDo(`${name || line} is not a command: the manifest declares none such.`);
  if (channel.isArchived) throw new CannotDo(`#${channel.name} is archived: no command can be typed there.`);
  const trimmed = words.trim().toWellFormed();
  const triggerId = newTrigger(world, userId);
  const { address, record } = newResponseUrl(world, userId, channel.id, null);
  const text = known.shouldEscape ? asSent(world, trimmed) : trimmed;
  const links = { responseUrl: address, triggerId };
  const payload = payloads.slashCommand(world, userId, channel, name, text, links);
  return doDeed(world, "slash_commands", payload, true, triggerId, record);
}

/** What a click can be aimed at: a message by its ts, or something that only this person sees. */
export type Target = string | Pick<Ephemeral, "ts">;

function seen(world: World, userId: string, channelId: string, target: Target): Message | Ephemeral {
  const ts = typeof target === "string" ? target : target.ts;
  const own = world.ephemerals.find((it) => it.ts === ts && it.userId === userId && it.channelId === channelId);
  if (own !== undefined) {
    if (own.isDeleted) throw new CannotDo("That message is gone.");
    return own;
  }
  const channel = world.channels.get(channelId);
  if (channel === undefined) throw new CannotDo(`There is no channel ${channelId}.`);
  return findMessage(channel, ts);
}

/** How a person answers a confirm dialog, should one open. */
export type Confirming = { confirm?: "accept" | "deny" };

/** @param option what is chosen in a menu; undefined for a button. Null when the person denied the confirm dialog. */
export async function act(
  world: World,
  userId: string,
  channelName: string,
  target: Target,
  action: string,
  option: FieldValue | undefined,
  confirming: Confirming,
): Promise<Outcome | null> {
  const channel = channelSeenBy(world, userId, channelName);
  const shown = seen(world, userId, channel.id, target);
  const place = findPlace(shown.blocks ?? [], action);
  const isButton = place.element.type === "button";
  if (isButton !== (option === undefined)) throw new CannotDo(`"${action}" is a ${String(place.element.type)}.`);
  const picks = option === undefined ? {} : chosen(world, place.element, option);
  if (place.element.confirm !== undefined && confirming.confirm === "deny") return null;
  const triggerId = newTrigger(world, userId);
  const isEphemeral = !("reactions" in shown);
  const { address, record } = newResponseUrl(world, userId, channel.id, { ts: shown.ts, isEphemeral });
  const links = { responseUrl: address, triggerId };
  const payload = payloads.messageAction(world, userId, channel, shown, place, picks, links);
  return doDeed(world, "interactive", payload, true, triggerId, record);
}

function requireShortcut(world: World, callbackId: string, type: "global" | "message"): void {
  const known = world.manifest.shortcuts.get(callbackId);
  if (known?.type !== type) throw new CannotDo(`The manifest declares no ${type} shortcut ${callbackId}.`);
}

export async function globalShortcut(world: World, userId: string, callbackId: string): Promise<Outcome> {
  requireShortcut(world, callbackId, "global");
  const triggerId = newTrigger(world, userId);
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
  const triggerId = newTrigger(world, userId);
  const { address, record } = newResponseUrl(world, userId, channel.id, { ts, isEphemeral: false });
  const links = { responseUrl: address, triggerId };
  const payload = payloads.messageShortcut(world, userId, channel, message, callbackId, links);
  return doDeed(world, "interactive", payload, false, triggerId, record);
}

/** Opens the app's home; the handle comes when the app has published one, and shows what it publishes later too. */
export async function openHome(world: World, userId: string): Promise<Form> {
  if (!world.manifest.hasHomeTab) throw new CannotDo("The manifest enables no home tab.");
  const { channel } = openIm(world, userId);
  const view = world.views.get(world.homes.get(userId) ?? "");
  const event: Json = { type: "app_home_opened", user: userId, channel: channel.id, tab: "home" };
  raise(world, "app_home_opened", view === undefined ? event : { ...event, view: renderView(world, view) });
  return whenSeen(world.changes, "the home", () => {
    const id = world.homes.get(userId);
    return id === undefined ? null : formOf(world, id);
  });
}
