// One call to Slack, one outcome. Waits get a little chance added; what only the operator can mend is said aloud.

import { WebAPIPlatformError } from "@slack/web-api";
import type { Clock } from "../clock.ts";
import type { Outcome } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { hintFor } from "./hints.ts";
import { jitterMs, sayAgainMs, shortestWaitMs } from "./limits.ts";
import { AnswerError, failureOf, type Repeat, waitsForOperator } from "./outcome.ts";

export type CallOf<T> = {
  /** Slack's name of the method, for hints and the log. */
  method: string;
  repeat: Repeat;
  /** Makes the call and takes out of the answer what is needed. */
  run: () => Promise<T>;
  /** The codes by which Slack says that it is so already, and what the answer is then. */
  already?: { codes: readonly string[]; answer: T };
};

/** Never throws for what Slack says or fails to say; only a fault of our own comes out as an error. */
export type Call = <T>(call: CallOf<T>) => Promise<Outcome<T>>;

export const codeOf = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? String(error.data.error) : null;

/** The part of an answer without which it is none. */
export function need<T>(value: T | null | undefined | "", what: string): T {
  if (value === undefined || value === null || value === "") throw new AnswerError(`Slack answered without ${what}`);
  return value;
}

export function createCall({ clock, log }: { clock: Clock; log: Log }): Call {
  const saidAt = new Map<string, number>();

  /** An outage for want of a token is one matter, however many calls it stops. */
  const sayAloud = (method: string, why: string): void => {
    const now = clock.now();
    if (now - (saidAt.get(why) ?? Number.NEGATIVE_INFINITY) < sayAgainMs) return;
    saidAt.set(why, now);
    const isHttp = why.startsWith("HTTP");
    const fix = isHttp
      ? "Check SLACK_API_URL and any proxy between this host and Slack."
      : hintFor(why, { method, needed: null });
    log.error({ method, code: why }, `Slack can't be used until this is mended; nothing is lost meanwhile. ${fix}`);
  };

  return async ({ method, repeat, run, already }) => {
    try {
      return { outcome: "done", answer: await run() };
    } catch (error) {
      const code = codeOf(error);
      if (already !== undefined && code !== null && already.codes.includes(code)) {
        return { outcome: "done", answer: already.answer };
      }
      const failure = failureOf(error, { method, repeat });
      if (waitsForOperator(failure) && failure.outcome === "later") sayAloud(method, failure.why);
      if (failure.outcome !== "later") return failure;
      const afterMs = Math.max(failure.afterMs, shortestWaitMs) + Math.round(clock.random() * jitterMs);
      return { ...failure, afterMs };
    }
  };
}
