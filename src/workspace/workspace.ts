// The embedded workspace: a strict stand-in for Slack, to which the unchanged Bolt client connects over HTTP and
// WebSocket. State is in memory (and in a journal where one is asked for), time is the clock it is given, ids come
// from counters. It imports nothing of the bot, and nothing of the bot imports it. What it does not do is said in
// docs/embedded-workspace.md.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "./api/server.ts";
import type { Call } from "./calls.ts";
import { whenSeen } from "./changes.ts";
import { pageDoor } from "./client/door.ts";
import type { Page, PageOptions } from "./client/host.ts";
import { mountable } from "./client/mounts.ts";
import type { SeenRecord } from "./client/seen-record.ts";
import { sendText } from "./client/sending.ts";
import type { Delivery } from "./delivery/delivery.ts";
import { withinBudget } from "./delivery/event-budget.ts";
import { checkSsl, type HttpSide, httpDelivery, verifyRequestUrl } from "./delivery/http-delivery.ts";
import { socketDelivery } from "./delivery/socket-delivery.ts";
import { acceptUpgrade, createHub, dropLinks, type SocketHub } from "./delivery/sockets.ts";
import { untilStopped } from "./delivery/until-stopped.ts";
import { type FaultSwitches, faultSwitches } from "./fault-switches.ts";
import { addChannel, addGroup, addNotice, addUser, foundWorld, type NewChannel, type NewPerson } from "./founding.ts";
import { addressOf } from "./gate.ts";
import { openJournal } from "./journal.ts";
import { eventLimits, socketLimits } from "./limits.ts";
import { type Person, personOf } from "./people/person.ts";
import { findChannel, findFile, findUser } from "./people/places.ts";
import { sleepRealMs } from "./real-time.ts";
import { seenRecords } from "./records.ts";
import type { Channel, FileRecord, Json, Message, Team, UserGroup, WorkspaceClock, World } from "./world.ts";

export type WorkspaceOptions = {
  clock: WorkspaceClock;
  /**
   * For the deadlines that a network sets (3 s to acknowledge, 3 s for a trigger, the notice before a link closes),
   * where `clock` can run faster than time does. `clock` by default.
   */
  transportClock?: WorkspaceClock;
  /** The parsed content of manifest.yml: scopes, events, commands and shortcuts are enforced from it. */
  manifest: unknown;
  /** 0, the default: any free port. */
  port?: number;
  /** Real milliseconds that each call takes; 0 by default. */
  latencyMs?: () => number;
  team?: Partial<Pick<Team, "name" | "domain">>;
  /** Whether Slack's rate limits are enforced, on the workspace's clock; "off" by default. */
  rateLimits?: "enforced" | "off";
  /** Deliver over HTTP to this address instead of Socket Mode. */
  delivery?: { requestUrl: string };
  /**
   * Real milliseconds after which a click, command or event is given up, so that nothing hangs on a clock that stands
   * still. Before that, Slack's 3 s on the workspace's clock count. 10,000 by default.
   */
  safetyMs?: number;
  /** Real milliseconds between the pings to each link. */
  pingEveryMs?: number;
  /** Milliseconds of the transport's clock after which Slack renews a link; null, the default: never. */
  linkLifeMs?: number | null;
  /** Events within 60 minutes before `app_rate_limited`; 30,000 by default, as with Slack. */
  eventsPerHour?: number;
  /** The page in the browser; null, the default: none, and its addresses are not served. */
  page?: PageOptions | null;
  /** Where the state is kept over a restart (journal.ts); null, the default: nowhere. Throws StateRefused. */
  stateFile?: string | null;
  /** False where it runs for days: `calls` stays empty, and what is over is let go (evict.ts). True by default. */
  keepCalls?: boolean;
};

export type Workspace = {
  /** For slackApiUrl: `http://127.0.0.1:PORT/api/`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  team: Team;
  botUserId: string;
  botId: string;
  appId: string;
  /** Every Web API call so far, those in flight included. */
  calls: Call[];
  /** What went over the wire of late, as the inspector shows it; at most 2,000, oldest first. */
  records(): SeenRecord[];
  faults: FaultSwitches;
  addPerson(person: NewPerson): Person;
  /** A known person by handle or id. */
  person(name: string): Person;
  addChannel(channel: NewChannel): Channel;
  /** A message by Slackbot, of which no event tells. */
  addNotice(channel: string, notice: { text: string; blocks: Json[] }): Message;
  addGroup(group: { handle: string; name: string; members: readonly string[] }): UserGroup;
  /** By name (with or without #) or id; throws CannotDo when there is none. */
  channel(nameOrId: string): Channel;
  /** All channels and direct conversations. */
  channels(): Channel[];
  file(id: string): FileRecord;
  /** How many Socket Mode connections are open. */
  connections(): number;
  /** With HTTP delivery: the url_verification handshake. */
  verifyRequestUrl(): Promise<boolean>;
  /** With HTTP delivery: Slack's look at the certificate, `ssl_check=1`. */
  checkSsl(): Promise<boolean>;
  /**
   * Resolves when no request is in flight and no envelope waits for an acknowledgement that may still come. It cannot
   * see work inside the app between the two: `quietMs` (real) is how long it must stay so, 0 by default.
   */
  idle(quietMs?: number): Promise<void>;
  /**
   * Resolves with the first value of `look` that is something; looks after each change. Rejects after real `timeoutMs`.
   */
  until<T>(what: string, look: () => T | null | undefined | false, timeoutMs?: number): Promise<T>;
  /** It goes on from the state of an earlier run: its people and channels are there already. */
  isRestored: boolean;
  /** Null where it was started without one. */
  page: Page | null;
  /** Closes every connection and the port. */
  stop(): Promise<void>;
};

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Cuts every connection and closes the port. */
function shut(server: Server, hub: SocketHub): Promise<void> {
  dropLinks(hub);
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function idle(world: World, quietMs: number): Promise<void> {
  const isQuiet = () => world.requestsInFlight === 0 && world.delivery.inFlight() === 0;
  for (;;) {
    await whenSeen(world.changes, "an idle workspace", isQuiet, 30_000);
    await sleepRealMs(quietMs);
    if (isQuiet()) return;
  }
}

/** What the app is told of is on disk before. */
function keptFirst(world: World, delivery: Delivery): Delivery {
  return {
    ...delivery,
    event: (payload) => {
      world.keep();
      delivery.event(payload);
    },
    request: (kind, payload, accepts) => {
      world.keep();
      return delivery.request(kind, payload, accepts);
    },
  };
}

export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const safetyMs = options.safetyMs ?? 10_000;
  const world = foundWorld(options.clock, options.manifest, options.team ?? {}, options.latencyMs ?? (() => 0));
  world.rateLimits.isEnforced = options.rateLimits === "enforced";
  world.transportClock = options.transportClock ?? options.clock;
  world.keepsCalls = options.keepCalls ?? true;
  const hub = createHub({
    pingEveryMs: options.pingEveryMs ?? socketLimits.pingEveryRealMs,
    linkLifeMs: options.linkLifeMs ?? null,
  });
  const side: HttpSide = { requestUrl: options.delivery?.requestUrl ?? "", safetyMs, underWay: 0, open: new Set() };
  const delivery = options.delivery === undefined ? socketDelivery(world, hub, safetyMs) : httpDelivery(world, side);
  const budgeted = withinBudget(world, untilStopped(delivery), options.eventsPerHour ?? eventLimits.perHour);
  const journal = options.stateFile ? openJournal(world, options.stateFile) : null;
  if (journal !== null) world.keep = journal.flush;
  world.delivery = journal === null ? budgeted : keptFirst(world, budgeted);
  const own = options.page ? pageDoor(world, options.page) : null;
  const page = own === null ? null : mountable(own.door);
  const server = createServer((req, res) => void answer(req, res));
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    if (addressOf(req) === null) sendText(res, 400, "This is no address.");
    else if (page === null || !(await page.serve(req, res))) await serve(world, faults, req, res);
  };
  server.on("upgrade", (req, socket, head) => acceptUpgrade(world, hub, req, socket, head));
  const port = await listen(server, options.port ?? 0).catch((error: unknown) => {
    hub.stopPings();
    journal?.close();
    throw error;
  });
  world.baseUrl = `http://127.0.0.1:${port}`;
  const reach = { down: () => shut(server, hub), up: () => listen(server, port) };
  const faults = faultSwitches(world, hub, reach);
  return {
    ...faceOf(world),
    faults,
    isRestored: journal?.isRestored ?? false,
    page: page === null ? null : { address: `http://localhost:${port}/`, ...page.face },
    connections: () => hub.links.length,
    verifyRequestUrl: () => verifyRequestUrl(world, side),
    checkSsl: () => checkSsl(world, side),
    stop: async () => {
      own?.stop();
      world.delivery.stop();
      hub.stopPings();
      await shut(server, hub);
      journal?.close();
    },
  };
}

/** The part of the face that is about what the workspace knows. */
function faceOf(
  world: World,
): Omit<Workspace, "faults" | "connections" | "verifyRequestUrl" | "checkSsl" | "isRestored" | "page" | "stop"> {
  return {
    apiUrl: `${world.baseUrl}/api/`,
    botToken: world.app.botToken,
    appToken: world.app.appToken,
    signingSecret: world.app.signingSecret,
    team: world.team,
    botUserId: world.app.botUserId,
    botId: world.app.botId,
    appId: world.app.id,
    calls: world.calls,
    records: () => seenRecords(world),
    addPerson: (person) => personOf(world, addUser(world, person).id),
    person: (name) => personOf(world, findUser(world, name).id),
    addChannel: (channel) => addChannel(world, channel),
    addNotice: (channel, notice) => addNotice(world, findChannel(world, channel), notice),
    addGroup: (group) => addGroup(world, group),
    channel: (nameOrId) => findChannel(world, nameOrId),
    channels: () => [...world.channels.values()],
    file: (id) => findFile(world, id),
    idle: (quietMs = 0) => idle(world, quietMs),
    until: (what, look, timeoutMs) => whenSeen(world.changes, what, look, timeoutMs),
  };
}
