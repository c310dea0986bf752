// The whole connection to Slack: the gateway for what goes out, Bolt with our own receiver for what comes in.
// Starts without Slack, says so once, and connects when it can. Stops in two steps, so that the outbox can end between.

import { App, type Receiver } from "@slack/bolt";
import type { Clock } from "../clock.ts";
import type { ChannelReference, HttpConfig, SocketConfig } from "../config.ts";
import type { Gateway } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { createCall } from "./call.ts";
import { createGateway } from "./gateway.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import { createIdentity, type Identity } from "./identity.ts";
import { askTheTime, authorizer, type IntroduceParts, introduce, keepPulse } from "./introduce.ts";
import { listenerTimeoutMs } from "./limits.ts";
import { createOutage } from "./outage.ts";
import { leaveOutOwnEdits } from "./own-echo.ts";
import { createPeople, type People } from "./people.ts";
import { sdkLogger } from "./sdk-log.ts";
import { createSlackClock } from "./slack-clock.ts";
import { createSocketReceiver } from "./socket-receiver.ts";
import { clientOptions, createWebClients } from "./web-clients.ts";
import { createWire, type Wire } from "./wire.ts";

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
  /** Slack's time, as exactly as it is known: what is written down, promised and due goes by it. */
  clock: Clock;
  /** Resolves when Slack has answered for the first time; before that its time is not known. */
  answered: Promise<void>;
  /** Calls `run` when Slack's time was corrected: what is due may be another matter then. */
  onCorrected(run: () => void): void;
  /** Slack's clock minus what the host's shows, in ms, as exactly as a Date header tells; null before it is known. */
  skewMs(): number | null;
};

/** Whom and where the settings name. */
export type Named = { channels: readonly ChannelReference[]; groupHandles: readonly string[] };

export type SlackParts = {
  config: SocketConfig | HttpConfig;
  named: Named;
  /** What the host takes Slack's time to be. */
  clock: Clock;
  /** The host's clock: sockets and timeouts live in real time also where incidents live in a virtual one. */
  wireClock: Clock;
  log: Log;
};

function createApp({ config, log }: SlackParts, receiver: Receiver, wire: Wire, who: IntroduceParts): App {
  const app = new App({
    receiver,
    authorize: authorizer(config.slack.botToken, who),
    tokenVerificationEnabled: false,
    convoStore: false,
    clientOptions: clientOptions({ apiUrl: config.slack.apiUrl, wire, log, timeoutMs: listenerTimeoutMs }),
    logger: sdkLogger(log, "bolt"),
  });
  app.use(leaveOutOwnEdits);
  return app;
}

/** One after the other: each may be a list of many pages. */
async function lookUp(gateway: Gateway, { channels, groupHandles }: Named): Promise<void> {
  for (const channel of channels) await gateway.channelOf(channel);
  if (groupHandles.length > 0) await gateway.groupIds(groupHandles);
}

/** Everything of Slack, not yet started: the engine needs the gateway before the listeners need the engine. */
export function connectSlack(parts: SlackParts): Slack {
  const { config, named, clock, wireClock, log } = parts;
  const { slack } = config;
  const wire = createWire({ clock, wireClock, log });
  const slackClock = createSlackClock(clock, wire.skew);
  const outage = createOutage(log);
  const call = createCall({ clock, log });
  const clients = createWebClients({ ...slack, wire, log });
  const identity = createIdentity(clients.read, call);
  const people = createPeople({ clients, call, clock });
  const who = { identity, clients, call, wireClock, log, outage };
  const socket = "appToken" in slack ? createSocketReceiver({ ...slack, wire, wireClock, call, log, outage }) : null;
  const http =
    "signingSecret" in slack ? createHttpReceiver({ ...slack, clock: slackClock, wireClock, wire, log }) : null;
  const endings: (() => void)[] = [];
  let stopped: Promise<void> | null = null;
  const gateway = createGateway({ clients, call, identity, people, wire, clock, log });
  return {
    gateway,
    people,
    start(register) {
      const receiver = socket ?? http;
      if (receiver === null) throw new Error("A configuration for Slack has an app token or a signing secret.");
      const app = createApp(parts, receiver, wire, who);
      register(app);
      // After the listeners' own, so that it holds: an error has to come out of Bolt, or the event is acknowledged.
      app.error(async (error) => {
        throw error;
      });
      // Found before the first incident needs it; what is wrong with it is in the log at the start, not in the night.
      endings.push(introduce(who, () => void lookUp(gateway, named)));
      endings.push(http === null ? askTheTime(who) : keepPulse(who));
      void receiver.start();
    },
    stop() {
      for (const end of endings) end();
      stopped ??= Promise.resolve((socket ?? http)?.stop()).then(() => undefined);
      return stopped;
    },
    close: wire.close,
    handle: http?.handle ?? null,
    identity: identity.known,
    isConnected: () => identity.known() !== null && (socket === null || socket.linesUp() > 0),
    linesUp: () => socket?.linesUp() ?? null,
    lastFrameAt: wire.lastFrameAt,
    clock: slackClock,
    answered: wire.answered,
    onCorrected: wire.skew.onChange,
    skewMs: wire.hostSkewMs,
  };
}
