import { beforeEach, expect, test } from "vitest";
import { type VirtualClock, virtualClock } from "../../src/clock.ts";
import { newResponseUrl } from "../../src/workspace/deeds/responses.ts";
import { exchangeTrigger, newTrigger } from "../../src/workspace/deeds/views.ts";
import { evict } from "../../src/workspace/evict.ts";
import { addUser, foundWorld } from "../../src/workspace/founding.ts";
import { keptLimits, lives } from "../../src/workspace/limits.ts";
import type { View, World } from "../../src/workspace/world.ts";
import { manifestWith } from "./support/bolt.ts";

let clock: VirtualClock;
let transport: VirtualClock;
let world: World;
let sam: string;

beforeEach(() => {
  clock = virtualClock(0);
  transport = virtualClock(0);
  world = foundWorld(clock, manifestWith(), {}, () => 0);
  world.transportClock = transport;
  sam = addUser(world, { name: "sam" }).id;
});

test("Triggers go ten minutes after their click, by the transport's clock, and are known no more", () => {
  const old = newTrigger(world, sam);
  transport.advanceBy(keptLimits.triggerMs);
  clock.advanceBy(keptLimits.triggerMs * 100);
  const young = newTrigger(world, sam);
  evict(world);
  expect([...world.triggers.keys()]).toEqual([old, young]);
  transport.advanceBy(1);
  evict(world);
  expect([...world.triggers.keys()]).toEqual([young]);
  expect(exchangeTrigger(world, old)).toBe("invalid_trigger_id");
});

test("A response_url goes when it has expired, not before", () => {
  newResponseUrl(world, sam, "C1", null);
  clock.advanceBy(lives.responseUrlMs);
  evict(world);
  expect(world.responseUrls.size).toBe(1);
  clock.advanceBy(1);
  evict(world);
  expect(world.responseUrls.size).toBe(0);
});

test("Of closed forms and unused tickets the newest are kept; open forms and homes always are", () => {
  const add = (id: string, type: View["type"], isOpen: boolean) => world.views.set(id, { id, type, isOpen } as View);
  add("home", "home", false);
  add("open", "modal", true);
  for (let count = 0; count <= keptLimits.closedViews; count++) add(`closed ${count}`, "modal", false);
  for (let count = 0; count <= keptLimits.tickets; count++) world.tickets.add(`ticket ${count}`);
  evict(world);
  const kept = [...world.views.keys()];
  expect(kept.slice(0, 3)).toEqual(["home", "open", "closed 1"]);
  expect(kept).toHaveLength(2 + keptLimits.closedViews);
  expect([world.tickets.has("ticket 0"), world.tickets.size]).toEqual([false, keptLimits.tickets]);
});
