// Becoming known to Slack and staying in touch: who we are, asked until it is answered; and, in HTTP mode, a pulse.

import type { Clock } from "../clock.ts";
import type { Outcome } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { backoffMs } from "./backoff.ts";
import type { Call } from "./call.ts";
import type { IdentityKeeper } from "./identity.ts";
import { askTheTimeMs, identityWithinMs, pulseMs } from "./limits.ts";
import type { Outage } from "./outage.ts";
import { createRetry } from "./retry.ts";
import type { WebClients } from "./web-clients.ts";

export type IntroduceParts = {
  identity: IdentityKeeper;
  clients: WebClients;
  call: Call;
  wireClock: Clock;
  log: Log;
  outage: Outage;
};

const whyNot = (outcome: Exclude<Outcome<unknown>, { outcome: "done" }>): string =>
  outcome.outcome === "never" ? `${outcome.code}: ${outcome.hint}` : outcome.why;

/** Asks who we are until Slack says it, with backoff, then calls `onKnown`. Returns what calls it off. */
export function introduce({ identity, wireClock, log, outage }: IntroduceParts, onKnown: () => void): () => void {
  let failures = 0;
  let isOff = false;
  const ask = async (): Promise<void> => {
    const us = await identity.ask();
    if (isOff) return;
    if (us.outcome === "done") {
      outage.over();
      log.info({ ...us.answer }, "Slack knows Sitrep.");
      return onKnown();
    }
    outage.begins(whyNot(us));
    failures += 1;
    retry.in(backoffMs(failures, wireClock));
  };
  const retry = createRetry(wireClock, () => void ask());
  void ask();
  return () => {
    isOff = true;
    retry.cancel();
  };
}

/** In HTTP mode nothing comes by itself while nobody types: so ask, that readiness may tell. Returns what ends it. */
export function keepPulse({ clients, call, wireClock, outage }: IntroduceParts): () => void {
  const beat = async (): Promise<void> => {
    next.in(pulseMs);
    const alive = await call({ method: "auth.test", repeat: "harmless", run: () => clients.read.auth.test() });
    if (alive.outcome === "done") outage.over();
    else outage.begins(whyNot(alive));
  };
  const next = createRetry(wireClock, () => void beat());
  next.in(pulseMs);
  return () => next.cancel();
}

/** In Socket Mode Slack may say nothing with a time for hours, while the host's clock drifts. Returns what ends it. */
export function askTheTime({ clients, call, wireClock }: IntroduceParts): () => void {
  const ask = async (): Promise<void> => {
    next.in(askTheTimeMs);
    // What matters is the Date of the answer. Whether Slack can be reached is the lines' business.
    await call({ method: "auth.test", repeat: "harmless", run: () => clients.read.auth.test() });
  };
  const next = createRetry(wireClock, () => void ask());
  next.in(askTheTimeMs);
  return () => next.cancel();
}

/** Bolt asks who we are before each listener; while Slack has not said, an event waits a little, then comes again. */
export const authorizer =
  (botToken: string, { identity, wireClock }: IntroduceParts) =>
  async () => {
    let cancel = (): void => undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => reject(new Error("Slack has not answered auth.test yet"));
      cancel = wireClock.at(wireClock.now() + identityWithinMs, giveUp);
    });
    try {
      const us = await Promise.race([identity.ask(), tooLong]);
      if (us.outcome !== "done") throw new Error(`Slack has not told who Sitrep is: ${whyNot(us)}`);
      const { teamId, botId, botUserId } = us.answer;
      return { botToken, teamId, botId, botUserId };
    } finally {
      cancel();
    }
  };
