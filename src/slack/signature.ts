// Whether a request is Slack's: the v0 signature over the raw body, within five minutes of Slack's time (FACTS 1.2).

import { createHmac, timingSafeEqual } from "node:crypto";
import { signatureWindowMs } from "./limits.ts";

export type SignedRequest = {
  secret: string;
  /** x-slack-request-timestamp: epoch seconds, as text. */
  timestamp: string | null;
  /** x-slack-signature: v0= and 64 hex digits. */
  signature: string | null;
  body: string;
  /** Slack's time as well as we know it, epoch ms. */
  slackNow: number;
};

/** "stale": signed with the secret, but too long ago or too far ahead, so perhaps replayed. */
export function checkSignature(request: SignedRequest): "good" | "forged" | "stale" {
  const { secret, timestamp, signature, body, slackNow } = request;
  if (timestamp === null || signature === null || !/^\d{1,12}$/.test(timestamp)) return "forged";
  const expected = Buffer.from(`v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`);
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "forged";
  return Math.abs(Number(timestamp) * 1_000 - slackNow) > signatureWindowMs ? "stale" : "good";
}
