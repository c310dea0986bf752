// A deed as it comes from a page, parsed: whatever is not exactly one of protocol.ts is refused.

import { z } from "zod";
import { CannotDo } from "../people/cannot-do.ts";
import type { Deed } from "./protocol.ts";

const id = z.string().min(1).max(40);
const ts = z.string().regex(/^\d{1,12}\.\d{6}$/);
const text = z.string().max(100_000);
const short = z.string().max(300);

const fieldValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const fieldValues = z.record(z.string(), z.record(z.string(), fieldValue));
const place = z.union([z.strictObject({ channelId: id, ts }), z.strictObject({ viewId: id })]);
const speed = z.number().positive().nullable();

const wantedDeed = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("say"), channelId: id, text, threadTs: ts.nullable(), alsoToChannel: z.boolean() }),
  z.strictObject({
    do: z.literal("share"),
    channelId: id,
    fileIds: z.array(id).max(20),
    text,
    threadTs: ts.nullable(),
  }),
  z.strictObject({ do: z.literal("edit"), channelId: id, ts, text }),
  z.strictObject({ do: z.literal(["delete", "pin", "unpin", "read"]), channelId: id, ts }),
  z.strictObject({ do: z.literal(["react", "unreact"]), channelId: id, ts, emoji: short }),
  z.strictObject({ do: z.literal("dismiss"), ts }),
  z.strictObject({ do: z.literal(["join", "leave", "archive", "unarchive"]), channelId: id }),
  z.strictObject({ do: z.literal(["invite", "remove"]), channelId: id, userId: id }),
  z.strictObject({ do: z.literal("rename"), channelId: id, name: short }),
  z.strictObject({ do: z.literal("topic"), channelId: id, topic: text }),
  z.strictObject({ do: z.literal("create channel"), name: short, isPrivate: z.boolean() }),
  z.strictObject({ do: z.literal("open dm"), userId: id }),
  z.strictObject({ do: z.literal("command"), channelId: id, line: text }),
  z.strictObject({ do: z.literal("global shortcut"), callbackId: short, channelId: id.nullable() }),
  z.strictObject({ do: z.literal("message shortcut"), callbackId: short, channelId: id, ts }),
  z.strictObject({ do: z.literal("act"), place, blockId: short, actionId: short, value: fieldValue }),
  z.strictObject({ do: z.literal("suggest"), place, blockId: short, actionId: short, typed: text }),
  z.strictObject({ do: z.literal(["fill", "submit"]), viewId: id, values: fieldValues }),
  z.strictObject({ do: z.literal("close"), viewId: id, all: z.boolean() }),
  z.strictObject({ do: z.literal("open home") }),
  z.strictObject({ do: z.literal("clock"), rate: z.number().min(0).max(100_000) }),
  z.strictObject({
    do: z.literal("jump"),
    byMs: z
      .number()
      .positive()
      .max(400 * 86_400_000),
  }),
  z.strictObject({ do: z.literal("start replay"), story: short, speed }),
  z.strictObject({ do: z.literal("pace replay"), state: z.enum(["playing", "paused"]), speed }),
  z.strictObject({ do: z.literal("end replay") }),
]);

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw new CannotDo("What the page sent is no JSON. Load the page again.");
    throw error;
  }
}

/** Throws CannotDo, whose sentence names what is wrong. */
export function readDeed(body: string): Deed {
  const read = wantedDeed.safeParse(jsonOf(body));
  if (read.success) return read.data;
  const [problem] = read.error.issues;
  const where = problem?.path.join(".") ?? "";
  throw new CannotDo(
    `The workspace does not understand this deed (${where}: ${problem?.message}). Load the page again.`,
  );
}
