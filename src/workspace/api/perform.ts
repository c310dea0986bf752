// One Web API call from its arguments to its answer: token, rate limit, scopes, required arguments, the deed.

import { secondsToWait } from "../rate-limits.ts";
import type { Json, World } from "../world.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import { isGiven } from "./args.ts";
import { type Method, requireScope, type TokenKind } from "./method.ts";
import { ApiRefusal, missingField } from "./refusal.ts";

export type NamedMethod = { name: string; method: Method };

/** Errors: not_authed, invalid_auth, not_allowed_token_type. */
function authorize(world: World, method: Method, token: string | null): TokenKind {
  if (method.tokens.includes("none")) return "none";
  if (token === null) throw new ApiRefusal("not_authed");
  const kind = token === world.app.botToken ? "bot" : token === world.app.appToken ? "app" : null;
  if (kind === null) throw new ApiRefusal("invalid_auth");
  if (!method.tokens.includes(kind)) throw new ApiRefusal("not_allowed_token_type");
  return kind;
}

function answerOf(world: World, { name, method }: NamedMethod, args: Json, token: string | null): Answer {
  try {
    const kind = authorize(world, method, token);
    const waitS = secondsToWait(world, name, args);
    if (waitS !== null) return tooMany(waitS);
    requireScope(world, method.scopes);
    for (const key of method.required) {
      if (!isGiven(args, key)) throw missingField(key);
    }
    return jsonAnswer({ ok: true, ...method.run({ world, args, token: kind }) });
  } catch (error) {
    if (error instanceof ApiRefusal) return jsonAnswer({ ok: false, error: error.code, ...error.body });
    throw error;
  }
}

/** The answer to a call that came too soon (FACTS 2). */
function tooMany(retryAfterS: number): Answer {
  return jsonAnswer({ ok: false, error: "ratelimited" }, 429, { "retry-after": String(retryAfterS) });
}

/** @param token from the header or the body. Answers with Slack's headers about scopes; never throws for a refusal. */
export function perform(world: World, called: NamedMethod, args: Json, token: string | null): Answer {
  const answer = answerOf(world, called, args, token);
  answer.headers["x-oauth-scopes"] = [...world.manifest.scopes].join(",");
  answer.headers["x-accepted-oauth-scopes"] = called.method.scopes.join(",");
  return answer;
}
