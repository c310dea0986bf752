// Two opinions on what Slack would take: ours from the facts (check-limits.ts), and the embedded workspace's.

import { expect } from "vitest";
import type { Message } from "../../src/blocks/message.ts";
import { problemsOfMessageBlocks, problemsOfView } from "../../src/workspace/blocks/validate.ts";
import type { Json, World } from "../../src/workspace/world.ts";
import { messageProblems, viewProblems } from "./check-limits.ts";

/** Only the files of a world matter to its validator, and we show none. */
const world = { files: new Map() } as unknown as World;

const overTheWire = (value: unknown): Json => JSON.parse(JSON.stringify(value));

/** `groups`: those that may be mentioned, by id. */
export function expectFineMessage(message: Message, groups: readonly string[] = []): void {
  expect(messageProblems(message, groups)).toEqual([]);
  expect(problemsOfMessageBlocks(world, overTheWire(message.blocks))).toEqual([]);
}

export function expectFineView(view: unknown): void {
  expect(viewProblems(view)).toEqual([]);
  expect(problemsOfView(world, overTheWire(view), ["modal"])).toEqual([]);
}
