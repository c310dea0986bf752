// Lets go what is over, in a workspace that runs for days: used-up triggers and response_urls, old answers that one
// person alone saw, closed forms. What Slack would still know stays.

import { keptLimits, lives } from "./limits.ts";
import type { World } from "./world.ts";

function evictTriggers(world: World): void {
  const now = world.transportClock.now();
  for (const [id, trigger] of world.triggers) {
    // A form's handle may still be asked which form the trigger opened.
    if (now - trigger.createdAt > keptLimits.triggerMs) world.triggers.delete(id);
  }
}

function evictResponseUrls(world: World): void {
  const now = world.clock.now();
  for (const [token, record] of world.responseUrls) {
    // Posting to one that is gone is refused like posting to one that has expired.
    if (now - record.createdAt > lives.responseUrlMs) world.responseUrls.delete(token);
  }
}

function evictViews(world: World): void {
  const closed = [...world.views.values()].filter((view) => view.type === "modal" && !view.isOpen);
  for (const view of closed.slice(0, Math.max(0, closed.length - keptLimits.closedViews))) world.views.delete(view.id);
}

function evictTickets(world: World): void {
  const old = [...world.tickets].slice(0, Math.max(0, world.tickets.size - keptLimits.tickets));
  for (const ticket of old) world.tickets.delete(ticket);
}

/** Safe at any moment; costs as much as there is to look through. */
export function evict(world: World): void {
  evictTriggers(world);
  evictResponseUrls(world);
  evictViews(world);
  evictTickets(world);
  const { ephemerals } = world;
  if (ephemerals.length > keptLimits.ephemerals) ephemerals.splice(0, ephemerals.length - keptLimits.ephemerals);
}
