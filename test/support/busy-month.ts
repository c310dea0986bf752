// Ten thousand incidents over a hundred components within one month, each with two windows on three components.

import type { Commit } from "../../src/store/commits.ts";
import { minuteMs } from "../../src/time/duration.ts";
import { aCommit, anIncident, team } from "../contract/store-fixtures.ts";

const incidents = 10_000;
const components = 100;

/** `from` is the first instant of the month, epoch ms. Rows and impact alone: a month is read without logs. */
export function aBusyMonth(from: number): Commit[] {
  return Array.from({ length: incidents }, (_, index) => {
    const number = index + 1;
    const start = from + number * 4 * minuteMs;
    const named = [0, 1, 2].map((one) => `Component ${(number * 7 + one * 31) % components}`);
    const window = { components: named, degree: number % 2 === 0 ? null : "partial outage", isEndAssumed: false };
    const windows = [0, 9].map((later) => {
      const begins = start + later * minuteMs;
      return { ...window, from: begins, to: begins + 5 * minuteMs };
    });
    const impact = { reach: { from: start, to: start + 14 * minuteMs }, windows };
    return aCommit({ teamId: team, streamId: `inc-${number}`, incident: anIncident(number), impact });
  });
}
