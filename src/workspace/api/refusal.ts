// How a method refuses: a code that Slack documents for it, and what the body carries besides.

import type { Json } from "../world.ts";

export class ApiRefusal extends Error {
  override name = "ApiRefusal";
  readonly code: string;
  readonly body: Json;

  /** @param code e.g. "channel_not_found"; `body` is merged into the answer. */
  constructor(code: string, body: Json = {}) {
    super(code);
    this.code = code;
    this.body = body;
  }
}

/** `invalid_arguments` as Slack words it. */
export function invalidArguments(messages: string[]): ApiRefusal {
  return new ApiRefusal("invalid_arguments", {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

export function missingField(field: string): ApiRefusal {
  return invalidArguments([`missing required field: ${field}`]);
}
