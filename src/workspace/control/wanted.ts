// What may be asked of the control address, as JSON.

import { z } from "zod";

const ms = z.number().min(0).max(600_000);
const times = z.int().min(1).max(1_000_000);
const odds = z.number().min(0).max(1);

const faultWanted = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ratelimited"), retryAfterS: z.int().min(0).max(86_400) }),
  z.strictObject({ kind: z.literal("status"), status: z.int().min(400).max(599) }),
  z.strictObject({ kind: z.literal("error"), error: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal("timeout"), afterMs: ms }),
  z.strictObject({ kind: z.literal("reset") }),
  z.strictObject({ kind: z.literal("answer lost"), afterMs: ms }),
  z.strictObject({ kind: z.literal("status after the deed"), status: z.int().min(400).max(599) }),
  z.strictObject({ kind: z.literal("slow"), ms }),
]);

/** `POST /control/faults` */
export const ruleWanted = z.strictObject({
  /** A method's name, "upload", "response_url", "file", or "*". */
  method: z.string().min(1).max(100),
  fault: faultWanted,
  times: times.optional(),
  skip: z.int().min(0).max(1_000_000).optional(),
});

/** `POST /control/sockets` */
export const socketsWanted = z.discriminatedUnion("do", [
  z.strictObject({ do: z.enum(["drop", "half-open", "heal"]) }),
  z.strictObject({
    do: z.literal("disconnect"),
    reason: z.enum(["warning", "refresh_requested", "link_disabled"]),
    onlyFirst: z.boolean().default(false),
  }),
]);

const counted = z.strictObject({
  times: times.default(1),
  kind: z.enum(["*", "events_api", "interactive", "slash_commands"]).default("*"),
});

/** `POST /control/wire`: what is not named stays as it is. */
export const wireWanted = z.strictObject({
  latencyMs: ms.optional(),
  dateSkewMs: z.int().min(-86_400_000_000).max(86_400_000_000).optional(),
  duplicate: counted.optional(),
  reorder: counted.optional(),
});

const callOdds = z.partialRecord(
  z.enum([
    "ratelimited",
    "5xx",
    "5xx after the deed",
    "internal_error",
    "invalid_auth",
    "reset",
    "timeout",
    "answer lost",
    "slow",
  ]),
  odds,
);
const envelopeOdds = z.partialRecord(z.enum(["duplicate", "reordered", "lost", "cut", "half-open"]), odds);

/** `POST /control/seed`; null ends it. What is not named is as on a bad day (seeds.ts). */
export const seedWanted = z.strictObject({
  seed: z.int().nullable(),
  odds: z.strictObject({ calls: callOdds, events: envelopeOdds, gestures: envelopeOdds }).partial().optional(),
  spared: z.array(z.string().max(100)).max(200).optional(),
  longestMs: ms.optional(),
  skewMs: z.int().min(0).max(86_400_000).optional(),
});
