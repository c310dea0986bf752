// The whole connection to Slack: the gateway for what goes out, Bolt with our own receiver for what comes in.
// Starts without Slack, says so once, and connects when it can. Stops in two steps, so that the outbox can end between.

import { App, type Receiver } from "@slack/bolt";
import { type Clock, realClock } from "../clock.ts";
import type { Config, HttpConfig, SocketConfig } from "../config.ts";
import type { Gateway } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { backoffMs } from "./backoff.ts";
import { createCall } from "./call.ts";
import { createGateway } from "./gateway.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import { createIdentity, type Identity, type IdentityKeeper } from "./identity.ts";
import { identityWithinMs, listenerTimeoutMs, pulseMs } from "./limits.ts";
import { createOutage } from "./outage.ts";
import { leaveOutOwnEdits } from "./own-echo.ts";
import { createPeople, type People } from "./people.ts";
import { sdkLogger } from "./sdk-log.ts";
import { createSocketReceiver } from "./socket-receiver.ts";
import { clientOptions, createWebClients } from "./web-clients.ts";
import { createWire } from "./wire.ts";

export type Slack = {
  gateway: Gateway;
  people: People;
  /** Registers the listeners, then takes in. Returns at once; connecting goes on by itself. */
  start(register: (app: App) => void): void;
  /** Takes nothing more in and waits for the listeners at work, 10 s at most. Calls can still be made. */
  stop(): Promise<void>;
  /** Ends the calls too. After it nothing is left open. */
  close(): Promise<void>;
  /** HTTP mode: for main to mount, as POST /slack/events. Null in Socket Mode. */
  handle: ((request: Request) => Promise<Response>) | null;
  identity(): Identity | null;
  /** Who we are is known, and Slack can reach us. */
  isConnected(): boolean;
  /** How many lines are up in Socket Mode; null in HTTP mode. */
  linesUp(): number | null;
  /** When Slack was last heard (epoch ms of the clock); null before the first time. */
  lastFrameAt(): number | null;
  /** Slack's clock minus the host's, in ms. */
  skewMs(): number;
};

export type SlackParts = {
  config: SocketConfig | HttpConfig;
  clock: Clock;
  log: Log;
  /** The host's clock: sockets and timeouts live in real time also where incidents live in a virtual one. */
  wireClock?: Clock;
};

export const isSlackConfig = (config: Config): config is SocketConfig | HttpConfig => config.mode !== "demo";

/** Calls `attempt` until it is true, with backoff. Returns what calls it off. */
function until(attempt: () => Promise<boolean>, clock: Clock): () => void {
  let isOff = false;
  let cancel = (): void => undefined;
  const go = async (failures: number): Promise<void> => {
    if (isOff || (await attempt()) || isOff) return;
    cancel = clock.at(clock.now() + backoffMs(failures + 1, clock), () => void go(failures + 1));
  };
  void go(0);
  return () => {
    isOff = true;
    cancel();
  };
}

/** Bolt asks who we are before each listener; while Slack has not said, an event waits a little, then comes again. */
const authorizer = (botToken: string, identity: IdentityKeeper, clock: Clock) => async () => {
  let cancel = (): void => undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    cancel = clock.at(clock.now() + identityWithinMs, () => reject(new Error("Slack has not answered auth.test yet")));
  });
  try {
    const us = await Promise.race([identity.ask(), tooLong]);
    if (us.outcome !== "done") throw new Error("Slack has not told who Sitrep is (auth.test); see the log above");
    const { teamId, botId, botUserId } = us.answer;
    return { botToken, teamId, botId, botUserId };
  } finally {
    cancel();
  }
};

/** Everything of Slack, not yet started: the engine needs the gateway before the listeners need the engine. */
export function connectSlack({ config, clock, log, wireClock = realClock() }: SlackParts): Slack {
  const { slack, announceChannel } = config;
  const wire = createWire({ clock, wireClock });
  const outage = createOutage(log);
  const call = createCall({ clock, log });
  const clients = createWebClients({ ...slack, wire, log });
  const identity = createIdentity(clients.read, call);
  const people = createPeople({ clients, call, clock });
  const gateway = createGateway({ clients, call, identity, people, wire, clock, log, announceChannel });
  const socket = "appToken" in slack ? createSocketReceiver({ ...slack, wire, wireClock, call, log, outage }) : null;
  const http = "signingSecret" in slack ? createHttpReceiver({ ...slack, clock, wireClock, wire, log }) : null;
  let callOff = (): void => undefined;

  const introduce = async (): Promise<boolean> => {
    const us = await identity.ask();
    if (us.outcome === "done") {
      if (http !== null) outage.over();
      log.info({ ...us.answer }, "Slack knows Sitrep.");
      return true;
    }
    outage.begins(us.outcome === "never" ? `${us.code}: ${us.hint}` : us.why);
    return false;
  };

  /** In HTTP mode nothing comes by itself while nobody types: so ask, that readiness may tell. */
  const pulse = (): (() => void) => {
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel = wireClock.at(wireClock.now() + pulseMs, async () => {
        wait();
        const alive = await call({ method: "auth.test", repeat: "harmless", run: () => clients.read.auth.test() });
        if (alive.outcome === "done") outage.over();
        else outage.begins(alive.outcome === "never" ? alive.code : alive.why);
      });
    };
    wait();
    return () => cancel();
  };

  return {
    gateway,
    people,
    start(register) {
      const receiver: Receiver | null = socket ?? http;
      if (receiver === null) throw new Error("A configuration for Slack has an app token or a signing secret.");
      const app = new App({
        receiver,
        authorize: authorizer(slack.botToken, identity, wireClock),
        tokenVerificationEnabled: false,
        convoStore: false,
        clientOptions: clientOptions({ apiUrl: slack.apiUrl, wire, log, timeoutMs: listenerTimeoutMs }),
        logger: sdkLogger(log, "bolt"),
      });
      app.use(leaveOutOwnEdits);
      register(app);
      // After the listeners' own, so that it holds: an error has to come out of Bolt, or the event is acknowledged.
      app.error(async (error) => {
        throw error;
      });
      const stopAsking = until(introduce, wireClock);
      const stopPulse = http === null ? () => undefined : pulse();
      callOff = () => {
        stopAsking();
        stopPulse();
      };
      void receiver.start();
    },
    async stop() {
      callOff();
      await (socket ?? http)?.stop();
    },
    close: () => wire.close(),
    handle: http?.handle ?? null,
    identity: identity.known,
    isConnected: () => identity.known() !== null && (socket === null || socket.linesUp() > 0),
    linesUp: () => socket?.linesUp() ?? null,
    lastFrameAt: wire.lastFrameAt,
    skewMs: wire.skewMs,
  };
}
