// The SDK's clients: one that writes, one that reads, each with its own queue, so that neither holds the other.
// Never sets `headers`: WebClient writes the bot's token into them, and the socket's client would send it (FACTS 1.4).

import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Log } from "../log.ts";
import { callTimeoutMs } from "./limits.ts";
import { sdkLogger } from "./sdk-log.ts";
import type { Wire } from "./wire.ts";

export type WebClients = { write: WebClient; read: WebClient };

export type ClientSettings = { apiUrl: string; wire: Wire; log: Log; timeoutMs?: number };

/**
 * Fresh options for one client of Slack's SDK. Retries 0: by itself the SDK posts three times when the answer is lost
 * (FACTS 2). Rate limits are told, not slept through: that would hold every other method too.
 */
export function clientOptions({ apiUrl, wire, log, timeoutMs = callTimeoutMs }: ClientSettings): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    fetch: wire.fetch,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLogger(log, "web-api"),
  };
}

export function createWebClients(settings: ClientSettings & { botToken: string }): WebClients {
  return {
    write: new WebClient(settings.botToken, clientOptions(settings)),
    read: new WebClient(settings.botToken, clientOptions(settings)),
  };
}
