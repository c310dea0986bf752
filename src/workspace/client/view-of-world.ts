// What one person's page is sent: everything at first, and then each thing that was touched and that they may see.

import type { Touched } from "../changes.ts";
import { maySee } from "../deeds/membership.ts";
import { stackOf } from "../deeds/views.ts";
import type { Channel, World } from "../world.ts";
import type { PageHost } from "./host.ts";
import type { Change, Snapshot } from "./protocol.ts";
import type { SeenClock, SeenView } from "./seen.ts";
import {
  seenApp,
  seenChannel,
  seenEphemeral,
  seenGroup,
  seenMessage,
  seenUser,
  seenView,
  slackbot,
} from "./seen-of.ts";

/** Of one page: whom it acts as, and what it was sent. */
export type Viewer = {
  userId: string;
  /** Which of their windows it is: it alone sees the forms that were opened from it. Null: it sees all. */
  client: string | null;
  /** Ids of the channels it knows of: it is told of their end, and of no other's. */
  known: Set<string>;
  /** What was shown to this person alone before this ts is gone, as after a reload of Slack's client. */
  since: string;
  /** Names this feed among those of the workspace. */
  feedId: string;
};

/** The workspace's clock where no host steers it: it may stand still, so the page is told that it does. */
function ownClock(world: World): SeenClock {
  const now = world.clock.now();
  return { now, realAt: now, rate: 1, isControllable: false };
}

export const seenClock = (world: World, host: PageHost): SeenClock => host.clock?.state() ?? ownClock(world);

function seenViews(world: World, { userId, client }: Viewer): SeenView[] {
  return stackOf(world, userId).flatMap((id) => {
    const view = world.views.get(id);
    if (view === undefined) return [];
    const isElsewhere = view.client !== null && client !== null && view.client !== client;
    return isElsewhere ? [] : [seenView(world, view)];
  });
}

function seenHome(world: World, userId: string): SeenView | null {
  const view = world.views.get(world.homes.get(userId) ?? "");
  return view === undefined ? null : seenView(world, view);
}

/** Everything that this person sees, but the messages: they are loaded channel by channel. */
export function snapshotFor(world: World, host: PageHost, viewer: Viewer): Snapshot {
  const { userId } = viewer;
  const channels = [...world.channels.values()].filter((channel) => maySee(channel, userId));
  for (const { id } of channels) viewer.known.add(id);
  const ephemerals = world.ephemerals.filter((it) => it.userId === userId && !it.isDeleted && it.ts > viewer.since);
  return {
    team: { id: world.team.id, name: world.team.name, domain: world.team.domain },
    app: seenApp(world),
    me: userId,
    users: [...[...world.users.values()].map(seenUser), slackbot],
    groups: world.groups.map(seenGroup),
    channels: channels.map((channel) => seenChannel(world, channel, userId)),
    ephemerals: ephemerals.map((one) => seenEphemeral(world, one)),
    views: seenViews(world, viewer),
    home: seenHome(world, userId),
    clock: seenClock(world, host),
    stories: [...host.stories],
    replay: host.replay(),
    isReadOnly: host.isReadOnly(),
    since: viewer.since,
    feedId: viewer.feedId,
  };
}

function channelChange(world: World, viewer: Viewer, id: string): Change[] {
  const channel = world.channels.get(id);
  if (channel !== undefined && maySee(channel, viewer.userId)) {
    viewer.known.add(id);
    return [{ type: "channel", channel: seenChannel(world, channel, viewer.userId) }];
  }
  return viewer.known.delete(id) ? [{ type: "channel gone", id }] : [];
}

function messageChange(world: World, viewer: Viewer, channel: Channel | undefined, ts: string): Change[] {
  if (channel === undefined || !maySee(channel, viewer.userId)) return [];
  const message = channel.messageByTs.get(ts);
  if (message === undefined) return [{ type: "message gone", channelId: channel.id, ts }];
  return [{ type: "message", message: seenMessage(world, channel, message, viewer.userId) }];
}

function fileChanges(world: World, viewer: Viewer, id: string): Change[] {
  const shares = world.files.get(id)?.shares ?? [];
  return shares.flatMap(({ channelId, ts }) => messageChange(world, viewer, world.channels.get(channelId), ts));
}

function viewChange(world: World, viewer: Viewer, id: string): Change[] {
  const { userId } = viewer;
  const view = world.views.get(id);
  if (view === undefined || view.userId !== userId) return [];
  return view.type === "home"
    ? [{ type: "home", home: seenHome(world, userId) }]
    : [{ type: "views", views: seenViews(world, viewer) }];
}

function ephemeralChange(world: World, viewer: Viewer, touched: Touched & { kind: "ephemeral" }): Change[] {
  if (touched.userId !== viewer.userId || touched.ts <= viewer.since) return [];
  const found = world.ephemerals.find(({ ts, userId }) => ts === touched.ts && userId === touched.userId);
  if (found === undefined || found.isDeleted) return [{ type: "ephemeral gone", ts: touched.ts }];
  return [{ type: "ephemeral", ephemeral: seenEphemeral(world, found) }];
}

/** What this page is told of one thing that was touched; nothing of what its person may not see. */
export function changesFor(world: World, viewer: Viewer, touched: Touched): Change[] {
  const { userId } = viewer;
  switch (touched.kind) {
    case "message": {
      const channel = world.channels.get(touched.channelId);
      // A pin is shown with its message's first words.
      const isPinned = channel?.pins.some(({ ts }) => ts === touched.ts) === true;
      const pins = isPinned ? channelChange(world, viewer, touched.channelId) : [];
      return [...messageChange(world, viewer, channel, touched.ts), ...pins];
    }
    case "channel":
      return channelChange(world, viewer, touched.id);
    case "latest":
      return channelChange(world, viewer, touched.channelId);
    case "read":
    case "unread":
      return touched.userId === userId ? channelChange(world, viewer, touched.channelId) : [];
    case "user": {
      const user = world.users.get(touched.id);
      return user === undefined ? [] : [{ type: "user", user: seenUser(user) }];
    }
    case "group": {
      const group = world.groups.find(({ id }) => id === touched.id);
      return group === undefined ? [] : [{ type: "group", group: seenGroup(group) }];
    }
    case "file":
      return fileChanges(world, viewer, touched.id);
    case "canvas":
      return [];
    case "view":
      return viewChange(world, viewer, touched.id);
    case "stack":
      return touched.userId === userId ? [{ type: "views", views: seenViews(world, viewer) }] : [];
    case "home":
      return touched.userId === userId ? [{ type: "home", home: seenHome(world, userId) }] : [];
    case "ephemeral":
      return ephemeralChange(world, viewer, touched);
  }
}

/** Changes that say the same of the same thing: only the last is sent. */
export function keyOf(change: Change): string {
  switch (change.type) {
    case "channel":
      return `channel ${change.channel.id}`;
    case "channel gone":
      return `channel ${change.id}`;
    case "message":
      return `message ${change.message.channelId} ${change.message.ts}`;
    case "message gone":
      return `message ${change.channelId} ${change.ts}`;
    case "ephemeral":
      return `ephemeral ${change.ephemeral.ts}`;
    case "ephemeral gone":
      return `ephemeral ${change.ts}`;
    case "user":
      return `user ${change.user.id}`;
    case "group":
      return `group ${change.group.id}`;
    case "record":
      return `record ${change.record.id}`;
    default:
      return change.type;
  }
}
