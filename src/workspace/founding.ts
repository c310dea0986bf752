// How a workspace begins: its team, the app installed in it, and the people and channels that a test adds.

import { noChanges, touch } from "./changes.ts";
import { createChannel } from "./deeds/channels.ts";
import { join } from "./deeds/membership.ts";
import { post } from "./deeds/messages.ts";
import { noFaults } from "./faults.ts";
import { nextId, seconds } from "./ids.ts";
import { readManifest } from "./manifest.ts";
import { findUser } from "./people/places.ts";
import { noRateLimits } from "./rate-limits.ts";
import { noRecords } from "./records.ts";
import type { Channel, InstalledApp, Json, Message, Team, User, UserGroup, WorkspaceClock, World } from "./world.ts";

export type NewPerson = {
  /** The handle, as in @sam. */
  name: string;
  realName?: string;
  /** By default the handle. */
  displayName?: string;
  email?: string;
  /** IANA; "Etc/UTC" by default. */
  tz?: string;
  isAdmin?: boolean;
};

export type NewChannel = {
  name: string;
  isPrivate?: boolean;
  /** Handles or ids; "bot" is the app's. The first is the creator. */
  members?: readonly string[];
};

const slackbot = "USLACKBOT";

const silent = {
  event: () => {},
  request: async () => ({ kind: "dispatch_failed" }) as const,
  inFlight: () => 0,
  stop: () => {},
};

export function foundWorld(
  clock: WorkspaceClock,
  manifest: unknown,
  team: Partial<Pick<Team, "name" | "domain">>,
  latencyMs: () => number,
): World {
  const read = readManifest(manifest);
  const counters = new Map<string, number>();
  const domain = team.domain ?? "embedded";
  const world: World = {
    clock,
    transportClock: clock,
    manifest: read,
    team: {
      id: nextId({ counters }, "T"),
      name: team.name ?? "Embedded",
      domain,
      url: `https://${domain}.slack.test/`,
    },
    app: install(counters, read.appName, clock.now()),
    baseUrl: "",
    counters,
    lastEventMicroseconds: 0,
    users: new Map(),
    channels: new Map(),
    channelIdByName: new Map(),
    files: new Map(),
    canvases: new Map(),
    groups: [],
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    actingClients: new Map(),
    responseUrls: new Map(),
    ephemerals: [],
    reads: new Map(),
    calls: [],
    rateLimits: noRateLimits(),
    keepsCalls: true,
    records: noRecords(),
    faults: noFaults(latencyMs),
    changes: noChanges(),
    delivery: silent,
    tickets: new Set(),
    requestsInFlight: 0,
    keep: () => {},
  };
  const botName = read.botName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");
  addUser(world, { name: botName, realName: read.botName }, world.app.botUserId);
  return world;
}

/** The tokens look like Slack's, so that whatever checks or redacts those does the same with these. */
function install(counters: Map<string, number>, name: string, now: number): InstalledApp {
  const id = nextId({ counters }, "A");
  return {
    id,
    name,
    botId: nextId({ counters }, "B"),
    botUserId: nextId({ counters }, "U"),
    botToken: "xoxb-1000000000001-1000000000002-embeddedWorkspaceBotToken",
    appToken: `xapp-1-${id}-1000000000003-embeddedworkspaceapptoken`,
    signingSecret: "e1bedded0000000000000000000000ff",
    verificationToken: "embeddedVerificationToken",
    installedAt: now,
  };
}

export function addUser(world: World, person: NewPerson, botUserId: string | null = null): User {
  const user: User = {
    id: botUserId ?? nextId(world, "U"),
    name: person.name,
    realName: person.realName ?? person.name,
    displayName: person.displayName ?? person.name,
    email: person.email ?? `${person.name}@example.com`,
    tz: person.tz ?? "Etc/UTC",
    isAdmin: person.isAdmin ?? false,
    isBot: botUserId !== null,
    isDeleted: false,
    updatedAt: world.clock.now(),
  };
  world.users.set(user.id, user);
  touch(world.changes, { kind: "user", id: user.id });
  return user;
}

/** Made before the app looked: no event tells of it. */
export function addChannel(world: World, wanted: NewChannel): Channel {
  const members = (wanted.members ?? []).map((name) =>
    name === "bot" ? world.app.botUserId : findUser(world, name).id,
  );
  const { delivery } = world;
  world.delivery = silent;
  const creator = members[0] ?? [...world.users.keys()].find((id) => id !== world.app.botUserId) ?? world.app.botUserId;
  const channel = createChannel(world, wanted.name, wanted.isPrivate === true ? "private" : "public", creator);
  if (members.length === 0) channel.members.clear();
  for (const member of members) join(world, channel, member, null);
  channel.isGeneral = wanted.name === "general";
  touch(world.changes, { kind: "channel", id: channel.id });
  world.delivery = delivery;
  return channel;
}

/** What the workspace itself tells whoever comes in, as Slackbot does: it was there before the app looked. */
export function addNotice(world: World, channel: Channel, notice: { text: string; blocks: Json[] }): Message {
  if (!world.users.has(slackbot)) addUser(world, { name: "slackbot", realName: "Slackbot" }, slackbot);
  const { delivery } = world;
  world.delivery = silent;
  const message = post(world, channel, { user: slackbot, ...notice });
  world.delivery = delivery;
  return message;
}

export function addGroup(
  world: World,
  wanted: { handle: string; name: string; members: readonly string[] },
): UserGroup {
  const group: UserGroup = {
    id: nextId(world, "S"),
    handle: wanted.handle,
    name: wanted.name,
    users: wanted.members.map((name) => findUser(world, name).id),
    createdAt: seconds(world.clock.now()) * 1_000,
  };
  world.groups.push(group);
  touch(world.changes, { kind: "group", id: group.id });
  return group;
}
