// A deed of a page, carried out as what the person in front of it does. What they may not do is one sentence for them.

import { placesOf } from "../blocks/element-values.ts";
import { notify } from "../changes.ts";
import { sendEphemeral } from "../deeds/ephemerals.ts";
import { maySee } from "../deeds/membership.ts";
import { markRead } from "../deeds/reading.ts";
import { CannotDo } from "../people/cannot-do.ts";
import { type Form, formOf } from "../people/form.ts";
import { homeOpened, messageSpot } from "../people/gestures.ts";
import type { Outcome } from "../people/outcome.ts";
import { type Person, personOf } from "../people/person.ts";
import { blocksAt, placeAt, type Spot, viewSpot } from "../people/spot.ts";
import { suggest } from "../people/suggestion.ts";
import type { Channel, World } from "../world.ts";
import type { PageHost } from "./host.ts";
import type { BlockPlace, Deed, Done } from "./protocol.ts";
import { readDeed } from "./wanted-deed.ts";

type DeedOf<D extends Deed["do"]> = Extract<Deed, { do: D }>;
type Doing = { world: World; host: PageHost; person: Person };
/** A page: whom it acts as, and in which of their windows. */
export type Acting = { userId: string; client: string | null };

const done: Done = { ok: true };

/** By id only, and without a word about channels that this person does not see. */
function channelOf({ world, person }: Doing, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined || !maySee(channel, person.id)) throw new CannotDo("There is no such channel any more.");
  return channel;
}

/** A form of their own. */
function ownForm({ world, person }: Doing, viewId: string): Form {
  if (world.views.get(viewId)?.userId !== person.id) throw new CannotDo("This form is gone.");
  return formOf(world, viewId);
}

function spotOf(doing: Doing, place: BlockPlace): Spot {
  const { world, person } = doing;
  if ("channelId" in place) {
    return messageSpot(world, person.id, channelOf(doing, place.channelId).id, place.ts);
  }
  ownForm(doing, place.viewId);
  const view = world.views.get(place.viewId);
  if (view === undefined) throw new CannotDo("This form is gone.");
  return viewSpot(view);
}

/** What a click, choice or shortcut came to. Slack shows no more than that it failed. */
function outcomeDone({ world }: Doing, outcome: Outcome | null): Done {
  if (outcome === null || outcome.error === null) return done;
  const { name } = world.app;
  const what = outcome.error === "dispatch_failed" ? "could not be reached" : "did not respond in time";
  return { ok: false, sentence: `${name} ${what} (${outcome.error}). Try again.` };
}

/** A command that fails is answered by Slackbot, to this person alone (FACTS 1.1). */
async function command(doing: Doing, deed: DeedOf<"command">): Promise<Done> {
  const { world, person } = doing;
  const channel = channelOf(doing, deed.channelId);
  const [name = deed.line] = deed.line.trim().split(/\s/);
  const say = (text: string): Done => {
    sendEphemeral(world, { channelId: channel.id, userId: person.id, text, blocks: null, from: "slackbot" });
    return done;
  };
  try {
    const { error } = await person.command(deed.line.trim(), { channel: channel.id });
    return error === null ? done : say(`${name} failed with the error "${error}"`);
  } catch (error) {
    if (error instanceof CannotDo && !world.manifest.commands.has(name)) return say(error.message);
    throw error;
  }
}

function isButton(spot: Spot, blockId: string, actionId: string): boolean {
  return placeAt(spot, blockId, actionId)?.element.type === "button";
}

async function act(doing: Doing, { place, blockId, actionId, value }: DeedOf<"act">): Promise<Done> {
  const { person } = doing;
  const spot = spotOf(doing, place);
  const chosen = isButton(spot, blockId, actionId) ? undefined : value;
  const outcome =
    "viewId" in place
      ? await ownForm(doing, place.viewId).act(blockId, actionId, chosen)
      : await person.act(channelOf(doing, place.channelId).id, place.ts, blockId, actionId, chosen);
  return outcomeDone(doing, outcome);
}

async function offer(doing: Doing, { place, blockId, actionId, typed }: DeedOf<"suggest">): Promise<Done> {
  const spot = spotOf(doing, place);
  const found = placesOf(blocksAt(spot)).find((it) => it.blockId === blockId && it.actionId === actionId);
  if (found === undefined) throw new CannotDo("This menu is gone.");
  const offered = await suggest(doing.world, spot, found, typed);
  return { ok: true, options: "options" in offered ? offered.options : offered.option_groups };
}

async function submit(doing: Doing, { viewId, values }: DeedOf<"submit">): Promise<Done> {
  const { errors, error } = await ownForm(doing, viewId).submit(values);
  if (error !== null) return { ok: false, sentence: error };
  return errors === null ? done : { ok: true, errors };
}

async function fill(doing: Doing, { viewId, values }: DeedOf<"fill">): Promise<Done> {
  const errors = await ownForm(doing, viewId).keep(values);
  return Object.keys(errors).length === 0 ? done : { ok: true, errors };
}

type InChannel = Extract<Deed, { channelId: string }>;

/** What is done to a channel and the messages in it, without asking the app. */
function inChannel(doing: Doing, deed: InChannel): Done {
  const { world, person } = doing;
  const channel = channelOf(doing, deed.channelId);
  const { id } = channel;
  switch (deed.do) {
    case "say": {
      const options = {
        alsoToChannel: deed.alsoToChannel,
        ...(deed.threadTs === null ? {} : { threadTs: deed.threadTs }),
      };
      return { ok: true, channelId: id, ts: person.say(id, deed.text, options).ts };
    }
    case "share": {
      const { text, threadTs } = deed;
      return { ok: true, channelId: id, ts: person.share(id, deed.fileIds, { text, threadTs }).ts };
    }
    case "edit":
      person.edit(id, deed.ts, deed.text);
      return done;
    case "delete":
      person.deleteMessage(id, deed.ts);
      return done;
    case "react":
    case "unreact":
      person[deed.do](id, deed.ts, deed.emoji);
      return done;
    case "pin":
    case "unpin":
      person[deed.do](id, deed.ts);
      return done;
    case "read":
      markRead(world, channel, person.id, deed.ts);
      return done;
    case "join":
    case "leave":
    case "archive":
    case "unarchive":
      person[deed.do](id);
      return done;
    case "invite":
    case "remove":
      person[deed.do](id, deed.userId);
      return done;
    case "rename":
      person.renameChannel(id, deed.name);
      return done;
    case "topic":
      person.setTopic(id, deed.topic);
      return done;
    default:
      throw new CannotDo("The workspace does not know this deed. Load the page again.");
  }
}

async function atHost({ host }: Doing, deed: Deed): Promise<boolean> {
  const { clock } = host;
  if (deed.do === "clock" || deed.do === "jump") {
    if (clock === null) throw new CannotDo("The clock of this workspace cannot be steered.");
    if (deed.do === "clock") clock.setRate(deed.rate);
    else await clock.jump(deed.byMs);
  } else if (deed.do === "start replay") await host.startReplay(deed.story, deed.speed);
  else if (deed.do === "pace replay") await host.paceReplay(deed.state, deed.speed);
  else if (deed.do === "end replay") await host.endReplay();
  else return false;
  return true;
}

async function carry(doing: Doing, deed: Deed): Promise<Done> {
  const { world } = doing;
  // Not counted as under way: a jump of the clock itself waits until nothing is.
  if (await atHost(doing, deed)) return done;
  world.requestsInFlight += 1;
  try {
    return await inWorkspace(doing, deed);
  } finally {
    world.requestsInFlight -= 1;
    notify(world.changes);
  }
}

async function inWorkspace(doing: Doing, deed: Deed): Promise<Done> {
  const { world, person } = doing;
  const isLook = deed.do === "read" || deed.do === "dismiss" || deed.do === "open home";
  if (doing.host.isReadOnly() && !isLook) {
    throw new CannotDo("You look on while the incident is replayed. When it has ended, everything can be tried.");
  }
  switch (deed.do) {
    case "command":
      return command(doing, deed);
    case "act":
      return act(doing, deed);
    case "suggest":
      return offer(doing, deed);
    case "fill":
      return fill(doing, deed);
    case "submit":
      return submit(doing, deed);
    case "close":
      await ownForm(doing, deed.viewId).close(deed.all ? "all" : "one");
      return done;
    case "dismiss":
      person.dismiss(deed.ts);
      return done;
    case "global shortcut":
      if (deed.channelId !== null) channelOf(doing, deed.channelId);
      return outcomeDone(doing, await person.globalShortcut(deed.callbackId, deed.channelId));
    case "message shortcut":
      channelOf(doing, deed.channelId);
      return outcomeDone(doing, await person.messageShortcut(deed.callbackId, deed.channelId, deed.ts));
    case "create channel":
      return { ok: true, channelId: person.createChannel(deed.name, { isPrivate: deed.isPrivate }).id };
    case "open dm":
      return { ok: true, channelId: person.openDm(deed.userId).id };
    case "open home":
      homeOpened(world, person.id);
      return done;
    default:
      return "channelId" in deed ? inChannel(doing, deed) : done;
  }
}

/** @param body the deed as JSON. A refusal is an answer too. */
export async function carryOut(world: World, host: PageHost, acting: Acting, body: string): Promise<Done> {
  try {
    const deed = readDeed(body);
    // A form that the app opens by what is done here belongs into this window. A page reads by itself, too.
    if (deed.do !== "read") world.actingClients.set(acting.userId, acting.client);
    return await carry({ world, host, person: personOf(world, acting.userId) }, deed);
  } catch (error) {
    if (error instanceof CannotDo) return { ok: false, sentence: error.message };
    throw error;
  }
}
