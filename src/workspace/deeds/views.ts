// Modals and homes: triggers, the stack, the state that people fill in. Content must have been validated.

import { stateOf } from "../blocks/element-values.ts";
import { fillView } from "../blocks/fill-ids.ts";
import { notify, touch } from "../changes.ts";
import { nextId, nextNumber, nextWord, seconds } from "../ids.ts";
import { lives } from "../limits.ts";
import type { Trigger } from "../trigger.ts";
import type { Json, View, World } from "../world.ts";

/**
 * @param viewId the modal from which the trigger came, where it did.
 * @param channelId the conversation in which it did.
 */
export function newTrigger(
  world: World,
  userId: string,
  viewId: string | null = null,
  channelId: string | null = null,
): string {
  const number = nextNumber(world, "trigger");
  const id = `${1_000_000 + number}.${7_890_123 + number}.${nextWord(world, "triggerWord")}`;
  world.triggers.set(id, {
    userId,
    client: world.actingClients.get(userId) ?? null,
    createdAt: world.transportClock.now(),
    usedAt: null,
    viewId,
    channelId,
    opened: [],
  });
  return id;
}

/** Uses a trigger up. Answers Slack's code when it is not good any more (FACTS 1.1). */
export function exchangeTrigger(world: World, id: string): Trigger | string {
  const trigger = world.triggers.get(id);
  if (trigger === undefined) return "invalid_trigger_id";
  if (trigger.usedAt !== null) return "exchanged_trigger_id";
  if (world.transportClock.now() - trigger.createdAt > lives.triggerMs) return "expired_trigger_id";
  trigger.usedAt = world.transportClock.now();
  return trigger;
}

/** The trigger remembers what was opened with it, so that a person's click can be answered with the form. */
export function openedBy(trigger: Trigger, view: View): void {
  trigger.opened.push(view.id);
}

function nextHash(world: World): string {
  return `${seconds(world.clock.now())}.${nextWord(world, "hash")}`;
}

export function blocksOf(view: View): Json[] {
  return view.content.blocks as Json[];
}

type Opener = Pick<Trigger, "userId" | "client" | "channelId">;

function makeView(world: World, opener: Opener, content: Json, previous: View | null): View {
  const { userId, client, channelId } = opener;
  const filled = fillView(world, content);
  const id = nextId(world, "V");
  const view: View = {
    id,
    type: content.type === "home" ? "home" : "modal",
    userId,
    client,
    content: filled,
    hash: nextHash(world),
    rootViewId: previous?.rootViewId ?? id,
    previousViewId: previous?.id ?? null,
    externalId: typeof content.external_id === "string" ? content.external_id : "",
    isOpen: true,
    values: stateOf(filled.blocks as Json[], {}, channelId),
    errors: {},
  };
  world.views.set(id, view);
  touch(world.changes, { kind: "view", id });
  return view;
}

export function stackOf(world: World, userId: string): string[] {
  return world.stacks.get(userId) ?? [];
}

export function topView(world: World, userId: string): View | null {
  return world.views.get(stackOf(world, userId).at(-1) ?? "") ?? null;
}

/** Opens a modal in the place of whatever this person had open, in the window and conversation that they look at. */
export function openModal(world: World, opener: Opener, content: Json): View {
  const { userId } = opener;
  closeAll(world, userId);
  const view = makeView(world, opener, content, null);
  world.stacks.set(userId, [view.id]);
  touch(world.changes, { kind: "stack", userId });
  notify(world.changes);
  return view;
}

export function pushModal(world: World, userId: string, content: Json): View {
  const below = topView(world, userId);
  // Over the one below, wherever that is seen.
  const view = makeView(world, { userId, client: below?.client ?? null, channelId: null }, content, below);
  world.stacks.set(userId, [...stackOf(world, userId), view.id]);
  touch(world.changes, { kind: "stack", userId });
  notify(world.changes);
  return view;
}

/** Changes a view in place. What was filled in stays where block_id, action_id and kind of element stay (FACTS 3). */
export function changeView(world: World, view: View, content: Json): void {
  view.content = fillView(world, content);
  view.values = stateOf(blocksOf(view), view.values);
  view.hash = nextHash(world);
  view.errors = {};
  touch(world.changes, { kind: "view", id: view.id });
  if (typeof content.external_id === "string") view.externalId = content.external_id;
  notify(world.changes);
}

export function publishHome(world: World, userId: string, content: Json): View {
  const known = world.views.get(world.homes.get(userId) ?? "");
  if (known !== undefined) {
    changeView(world, known, content);
    return known;
  }
  const view = makeView(world, { userId, client: null, channelId: null }, content, null);
  world.homes.set(userId, view.id);
  touch(world.changes, { kind: "home", userId });
  notify(world.changes);
  return view;
}

function close(world: World, view: View): void {
  view.isOpen = false;
  touch(world.changes, { kind: "view", id: view.id });
}

/** What a person has put into a field, or the errors they are shown, have changed. */
export function touchView(world: World, view: View): void {
  touch(world.changes, { kind: "view", id: view.id });
  notify(world.changes);
}

/** Takes the top modal away; the one below, if any, is seen again. */
export function closeTop(world: World, userId: string): void {
  const stack = stackOf(world, userId);
  const top = world.views.get(stack.at(-1) ?? "");
  if (top !== undefined) close(world, top);
  world.stacks.set(userId, stack.slice(0, -1));
  touch(world.changes, { kind: "stack", userId });
  notify(world.changes);
}

export function closeAll(world: World, userId: string): void {
  for (const id of stackOf(world, userId)) {
    const view = world.views.get(id);
    if (view !== undefined) close(world, view);
  }
  world.stacks.set(userId, []);
  touch(world.changes, { kind: "stack", userId });
  notify(world.changes);
}

export function renderView(world: World, view: View): Json {
  const { content } = view;
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? "",
    callback_id: content.callback_id ?? "",
    state: { values: structuredClone(view.values) },
    hash: view.hash,
    ...(view.type === "modal"
      ? { title: content.title, close: content.close ?? null, submit: content.submit ?? null }
      : {}),
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: world.app.id,
    external_id: view.externalId,
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  };
}
