// One Web API call from its arguments to its answer, without the wire: token, scopes, required arguments, the deed.

import type { Json, World } from "../world.ts";
import { text } from "./args.ts";
import { type Method, requireScope, type TokenKind } from "./method.ts";
import { ApiRefusal, missingField } from "./refusal.ts";

/** Errors: not_authed, invalid_auth, not_allowed_token_type. */
function authorize(world: World, method: Method, token: string | null): TokenKind {
  if (token === null) throw new ApiRefusal("not_authed");
  const kind = token === world.app.botToken ? "bot" : token === world.app.appToken ? "app" : null;
  if (kind === null) throw new ApiRefusal("invalid_auth");
  if (!method.tokens.includes(kind)) throw new ApiRefusal("not_allowed_token_type");
  return kind;
}

/** @param token from the header or the body. Answers the whole body, `ok` included; never throws for a refusal. */
export function perform(world: World, method: Method, args: Json, token: string | null): Json {
  try {
    const kind = authorize(world, method, token);
    requireScope(world, method.scopes);
    for (const key of method.required) {
      if (text(args, key) === null) throw missingField(key);
    }
    return { ok: true, ...method.run({ world, args, token: kind }) };
  } catch (error) {
    if (error instanceof ApiRefusal) return { ok: false, error: error.code, ...error.body };
    throw error;
  }
}
