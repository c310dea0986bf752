// blocks.validate: what Slack would say about blocks, a message or a view, without doing anything. It takes no token.

import { problemsOfMessageBlocks, problemsOfView } from "../blocks/validate.ts";
import { validateLimits } from "../limits.ts";
import type { Json, World } from "../world.ts";
import { structure, text } from "./args.ts";
import { type ApiCall, type Method, method } from "./method.ts";
import { ApiRefusal, invalidArguments } from "./refusal.ts";

const kinds = ["blocks", "view", "message"] as const;

/**
 * A problem as this method words it. Slack shows what the constraint was, by its kind; of those only "enum" is
 * documented, so only it is told.
 */
function errorOf(problem: string, base: string): Json {
  const [, message = problem, at = ""] = /^(.*) \[json-pointer:(.*)\]$/s.exec(problem) ?? [];
  const [, allowed] = /^must be one of (.+)$/.exec(message) ?? [];
  return {
    code: "failed_constraint",
    message,
    pointer: at.startsWith(base) ? at.slice(base.length) : at,
    ...(allowed === undefined ? {} : { constraint: { type: "enum", expected: allowed.split(", ") } }),
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOfMessage(world: World, message: unknown): string[] {
  if (!isObject(message)) return ["must be an object [json-pointer:]"];
  return message.blocks === undefined ? [] : problemsOfMessageBlocks(world, message.blocks);
}

function validate(call: ApiCall): Json {
  const { world, args } = call;
  const given = kinds.filter((kind) => structure(args, kind).given);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    throw new ApiRefusal("invalid_arguments", {
      response_metadata: { messages: ["must provide exactly one of `blocks`, `view`, or `message`"] },
    });
  }
  const { value } = structure(args, kind);
  if (value === undefined) throw invalidArguments([`must be valid JSON [json-pointer:/${kind}]`]);
  const length = (text(args, kind) ?? JSON.stringify(value)).length;
  if (length > validateLimits.payload) {
    throw invalidArguments([`must be less than ${validateLimits.payload + 1} characters [json-pointer:/${kind}]`]);
  }
  if (kind === "blocks") return refuse("invalid_blocks", problemsOfMessageBlocks(world, value), "/blocks");
  if (kind === "message") return refuse("invalid_message", problemsOfMessage(world, value), "");
  const problems = isObject(value)
    ? problemsOfView(world, value, ["modal", "home"])
    : ["must be an object [json-pointer:]"];
  return refuse("invalid_view", problems, "/view");
}

/** @param base what our validator's pointers begin with and Slack's do not. */
function refuse(code: string, problems: readonly string[], base: string): Json {
  if (problems.length === 0) return {};
  throw new ApiRefusal(code, { errors: problems.map((problem) => errorOf(problem, base)) });
}

export const validateMethods: Record<string, Method> = {
  "blocks.validate": method({ tokens: ["none"] }, validate),
};
