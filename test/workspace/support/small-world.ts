// A world without a wire: what is asked of the app is kept, and answered as the test says. For the rules of blocks and
// of people, which need no sockets.

import { virtualClock } from "../../../src/clock.ts";
import { post } from "../../../src/workspace/deeds/messages.ts";
import { openModal, publishHome } from "../../../src/workspace/deeds/views.ts";
import type { Ack } from "../../../src/workspace/delivery/delivery.ts";
import { addChannel, addUser, foundWorld } from "../../../src/workspace/founding.ts";
import { type Form, formOf } from "../../../src/workspace/people/form.ts";
import { type Person, personOf } from "../../../src/workspace/people/person.ts";
import type { Channel, Json, Message, World } from "../../../src/workspace/world.ts";
import { allScopes, manifestWith } from "./bolt.ts";

export type SmallWorld = {
  world: World;
  sam: Person;
  ada: Person;
  general: Channel;
  /** Clicks, forms, commands and questions, in their order. */
  asked: Json[];
  /** What the app answers; `{}` by default. */
  answer: (payload: Json) => Ack;
  /** A message of the app's in #general. */
  post(blocks: object[]): Message;
  /** A modal in front of @sam, opened from #general. */
  open(blocks: object[], more?: object): Form;
  home(blocks: object[]): Form;
};

export const acked = (payload: unknown): Ack => ({ kind: "acked", payload });

/** @sam and @ada (an admin) with the app in #general. */
export function smallWorld(scopes: readonly string[] = [...allScopes, "links.embed:write"]): SmallWorld {
  const world = foundWorld(virtualClock(Date.parse("2026-03-02T10:00:00Z")), manifestWith({ scopes }), {}, () => 0);
  const [samId, adaId] = [addUser(world, { name: "sam" }).id, addUser(world, { name: "ada", isAdmin: true }).id];
  const general = addChannel(world, { name: "general", members: ["sam", "ada", "bot"] });
  const view = (id: string) => formOf(world, id);
  const small: SmallWorld = {
    world,
    sam: personOf(world, samId),
    ada: personOf(world, adaId),
    general,
    asked: [],
    answer: () => acked(undefined),
    post: (blocks) =>
      post(world, general, { user: world.app.botUserId, byApp: true, text: "card", blocks: blocks as Json[] }),
    open: (blocks, more = {}) => {
      const title = { type: "plain_text", text: "Form" };
      const content = { type: "modal", title, submit: { type: "plain_text", text: "Send" }, blocks, ...more };
      return view(openModal(world, { userId: samId, client: null, channelId: general.id }, content as Json).id);
    },
    home: (blocks) => view(publishHome(world, samId, { type: "home", blocks }).id),
  };
  world.delivery = {
    ...world.delivery,
    request: async (_, payload) => {
      small.asked.push(payload);
      return small.answer(payload);
    },
  };
  return small;
}

export const plain = (text: string) => ({ type: "plain_text", text });
export const option = (text: string, value: string) => ({ text: plain(text), value });

/** An input block; its id and its element's are the same. */
export const input = (id: string, element: object, more: object = {}) => ({
  type: "input",
  block_id: id,
  label: plain(id),
  element: { action_id: id, ...element },
  ...more,
});
