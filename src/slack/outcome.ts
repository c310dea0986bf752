// What each failure of a call means for trying again: later, never, or unknown (FACTS 2, 4 and 7).
// Never lets an error of Slack's or the network's through; a fault of our own is thrown on.

import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import type { Outcome } from "../engine/gateway.ts";
import { hintFor } from "./hints.ts";
import { mendWaitMs, unreachedWaitMs, unsaidRetryAfterS } from "./limits.ts";
import { neverSent, troubleOf } from "./trouble.ts";

export type Failure = Exclude<Outcome<never>, { outcome: "done" }>;

/** Doing it twice is seen by people (a post, a channel), or harmless (a read, an edit). */
export type Repeat = "seen" | "harmless";

/** Slack answered ok but without what was asked for. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
}

/** Something may have happened, or Slack will be able to in a moment. */
const transient = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "update_failed",
  "file_update_failed",
  "too_many_requests",
]);
const rateLimited = new Set(["ratelimited", "rate_limited"]);
/** The operator can mend it, and then everything that waited goes on: nothing is given up meanwhile. */
const mendable = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "org_login_required",
  "team_access_not_granted",
]);

const later = (afterMs: number, why: string): Failure => ({ outcome: "later", afterMs, why });
const unsure = (repeat: Repeat, why: string): Failure =>
  repeat === "seen" ? { outcome: "unknown", why } : later(unreachedWaitMs, why);

function platformFailure(error: WebAPIPlatformError, method: string, repeat: Repeat): Failure {
  const data = error.data as { error: unknown; needed?: unknown; response_metadata?: { retryAfter?: unknown } };
  const code = String(data.error);
  // An HTML page with status 200: something between us and Slack answered, and who knows what it passed on.
  if (!/^[\w:.-]{1,80}$/.test(code)) return unsure(repeat, `${method}: an answer that is not Slack's`);
  if (rateLimited.has(code)) {
    const seconds = data.response_metadata?.retryAfter;
    return later(1_000 * (typeof seconds === "number" ? seconds : unsaidRetryAfterS), code);
  }
  if (transient.has(code)) return unsure(repeat, code);
  const needed = typeof data.needed === "string" ? data.needed : null;
  const hint = hintFor(code, { method, needed });
  return mendable.has(code) ? later(mendWaitMs, code) : { outcome: "never", code, hint };
}

/** 4xx means that it was refused before anything was done; a size can't be mended, an address or a proxy can. */
function httpFailure({ statusCode }: WebAPIHTTPError, method: string, repeat: Repeat): Failure {
  const why = `HTTP ${statusCode}`;
  if (statusCode >= 500 || statusCode === 408) return unsure(repeat, why);
  if (statusCode === 413) return { outcome: "never", code: "http_413", hint: hintFor("msg_too_long", noScope(method)) };
  return later(mendWaitMs, why);
}

const noScope = (method: string) => ({ method, needed: null });

/** What `error`, thrown by a call of `method`, means. Throws it on when it is neither Slack's nor the network's. */
export function failureOf(error: unknown, { method, repeat }: { method: string; repeat: Repeat }): Failure {
  if (error instanceof WebAPIRateLimitedError) return later(error.retryAfter * 1_000, "ratelimited");
  if (error instanceof WebAPIPlatformError) return platformFailure(error, method, repeat);
  if (error instanceof WebAPIHTTPError) return httpFailure(error, method, repeat);
  if (error instanceof AnswerError) return unsure(repeat, error.message);
  const trouble = troubleOf(error instanceof WebAPIRequestError ? error.original : error);
  if (trouble === null) throw error;
  const sent = neverSent(trouble);
  if (sent === "refused by us") return later(mendWaitMs, trouble.words);
  return sent === "not reached" ? later(unreachedWaitMs, trouble.words) : unsure(repeat, trouble.words);
}

/** Whether this waits for the operator: worth a loud line in the log. */
export const waitsForOperator = (failure: Failure): boolean =>
  failure.outcome === "later" && failure.afterMs === mendWaitMs && !rateLimited.has(failure.why);
