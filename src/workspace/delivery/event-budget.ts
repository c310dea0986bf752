// Slack's limit on events: beyond 30,000 within 60 minutes an app gets none, and is told so once a minute (FACTS 1.2).

import { seconds } from "../ids.ts";
import { eventLimits } from "../limits.ts";
import type { World } from "../world.ts";
import type { Delivery } from "./delivery.ts";

/** Counts per minute, so that an hour of any traffic is 60 numbers. */
export function eventBudget(perHour: number): { take: (now: number) => boolean } {
  const byMinute = new Map<number, number>();
  let total = 0;
  return {
    take: (now) => {
      const minute = Math.floor(now / eventLimits.minuteMs);
      for (const [counted, count] of byMinute) {
        if ((minute - counted) * eventLimits.minuteMs < eventLimits.windowMs) continue;
        byMinute.delete(counted);
        total -= count;
      }
      if (total >= perHour) return false;
      byMinute.set(minute, (byMinute.get(minute) ?? 0) + 1);
      total += 1;
      return true;
    },
  };
}

/** The same delivery within the limit. What is over it is never delivered, also not later. */
export function withinBudget(world: World, delivery: Delivery, perHour: number): Delivery {
  const budget = eventBudget(perHour);
  let toldMinute: number | null = null;
  return {
    ...delivery,
    event: (payload) => {
      const now = world.clock.now();
      if (budget.take(now)) {
        delivery.event(payload);
        return;
      }
      const minute = seconds(Math.floor(now / eventLimits.minuteMs) * eventLimits.minuteMs);
      if (minute === toldMinute) return;
      toldMinute = minute;
      delivery.event({
        token: world.app.verificationToken,
        type: "app_rate_limited",
        team_id: world.team.id,
        minute_rate_limited: minute,
        api_app_id: world.app.id,
      });
    },
  };
}
