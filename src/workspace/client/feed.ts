// The feeds: what is touched in the workspace is collected for some milliseconds and told to every open page, to each
// what its person may see. A page that does not read is dropped; it never holds the workspace.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Touched } from "../changes.ts";
import { lastEventTs } from "../ids.ts";
import { afterRealMs, everyRealMs } from "../real-time.ts";
import { onRecord, seenRecords } from "../records.ts";
import type { World } from "../world.ts";
import { clientOf } from "./client-of.ts";
import type { HostChange, PageHost } from "./host.ts";
import { aliveEveryMs, collectMs, feedWaitingBytes } from "./limits.ts";
import type { Change } from "./protocol.ts";
import { changesFor, keyOf, seenClock, snapshotFor, type Viewer } from "./view-of-world.ts";

type Feed = Viewer & { res: ServerResponse; withRecords: boolean };

type Hub = {
  world: World;
  host: PageHost;
  feeds: Set<Feed>;
  /** How many were opened so far. */
  opened: number;
  /** What was touched since the last telling, each thing once, in the order of the first touch. */
  touched: Map<string, Touched>;
  /** What the host told, and records: the same for every page. */
  common: Map<string, Change>;
  /** Null: nothing is waiting to be told. */
  cancelTelling: (() => void) | null;
  /** Ends what runs only while a page is open. */
  rest: (() => void) | null;
};

export type Feeds = {
  /** Answers with the feed and keeps it open. */
  open(req: IncomingMessage, res: ServerResponse, query: URLSearchParams, userId: string): void;
  /** Has a feed of this person tell of records too, or no longer. False: there is no such feed any more. */
  inspect(userId: string, feedId: string, isOn: boolean): boolean;
  count(): number;
  stop(): void;
};

function send(feed: Feed, changes: readonly Change[], id: string | null = null): void {
  if (changes.length === 0) return;
  // Asked before it is written to: the first snapshot may be large, and has had no time to go.
  if (feed.res.writableLength > feedWaitingBytes) {
    feed.res.destroy();
    return;
  }
  const head = id === null ? "" : `id: ${id}\n`;
  feed.res.write(`${head}data: ${JSON.stringify(changes)}\n\n`);
}

/** The last word on each thing, where the first one stood. */
function once(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [keyOf(change), change])).values()];
}

function tell(hub: Hub): void {
  hub.cancelTelling = null;
  hub.world.keep();
  const touched = [...hub.touched.values()];
  const common = [...hub.common.values()];
  hub.touched.clear();
  hub.common.clear();
  for (const feed of hub.feeds) {
    const own = touched.flatMap((one) => changesFor(hub.world, feed, one));
    const shared = feed.withRecords ? common : common.filter(({ type }) => type !== "record");
    send(feed, once([...own, ...shared]));
  }
}

function tellSoon(hub: Hub): void {
  hub.cancelTelling ??= afterRealMs(collectMs, () => tell(hub));
}

function hostChange({ world, host }: Hub, what: HostChange): Change {
  if (what === "clock") return { type: "clock", clock: seenClock(world, host) };
  if (what === "replay") return { type: "replay", replay: host.replay() };
  return { type: "read only", isReadOnly: host.isReadOnly() };
}

function collect(hub: Hub, change: Change): void {
  hub.common.set(keyOf(change), change);
  tellSoon(hub);
}

/** Begins to listen, when the first page opens; returns what ends it, when the last one is gone. */
function wake(hub: Hub): () => void {
  const { changes } = hub.world;
  const watcher = (touched: Touched) => {
    hub.touched.set(Object.values(touched).join(" "), touched);
    tellSoon(hub);
  };
  changes.watchers.add(watcher);
  const ends = [
    () => void changes.watchers.delete(watcher),
    hub.host.subscribe((what) => collect(hub, hostChange(hub, what))),
    everyRealMs(aliveEveryMs, () => {
      for (const { res } of hub.feeds) res.write(": alive\n\n");
    }),
  ];
  return () => {
    for (const end of ends) end();
    hub.cancelTelling?.();
    hub.cancelTelling = null;
    hub.touched.clear();
    hub.common.clear();
  };
}

function close(hub: Hub, feed: Feed): void {
  if (!hub.feeds.delete(feed) || hub.feeds.size > 0) return;
  hub.rest?.();
  hub.rest = null;
}

const recordChanges = (world: World): Change[] => seenRecords(world).map((record) => ({ type: "record", record }));

/** What went over the wire until now is told at once, what follows as it happens: without a new snapshot. */
function inspect(hub: Hub, userId: string, feedId: string, isOn: boolean): boolean {
  const feed = [...hub.feeds].find((one) => one.feedId === feedId && one.userId === userId);
  if (feed === undefined) return false;
  if (isOn) send(feed, recordChanges(hub.world));
  feed.withRecords = isOn;
  return true;
}

const isTs = (text: string | null | undefined): text is string => /^\d{1,12}\.\d{6}$/.test(text ?? "");

function open(hub: Hub, req: IncomingMessage, res: ServerResponse, query: URLSearchParams, userId: string): void {
  const { world, host } = hub;
  // The browser itself says with which id it broke off; the page says it when it opens another feed.
  const broken = [req.headers["last-event-id"], query.get("since")].find((it) => isTs(it as string | null));
  const since = typeof broken === "string" ? broken : lastEventTs(world);
  hub.opened += 1;
  const withRecords = query.get("records") === "1";
  const feed: Feed = {
    userId,
    client: clientOf(query),
    known: new Set(),
    since,
    feedId: String(hub.opened),
    res,
    withRecords,
  };
  res.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  res.on("close", () => close(hub, feed));
  res.on("error", () => close(hub, feed));
  res.write("retry: 500\n\n");
  hub.rest ??= wake(hub);
  const records = withRecords ? recordChanges(world) : [];
  send(feed, [{ type: "snapshot", snapshot: snapshotFor(world, host, feed) }, ...records], since);
  hub.feeds.add(feed);
}

/** The feeds of a workspace; nothing runs while no page is open. */
export function openFeeds(world: World, host: PageHost): Feeds {
  const hub: Hub = {
    world,
    host,
    feeds: new Set(),
    opened: 0,
    touched: new Map(),
    common: new Map(),
    cancelTelling: null,
    rest: null,
  };
  // Rendering a record costs something at each call, so it is done only while somebody inspects.
  let endRecords: (() => void) | null = null;
  const follow = () => {
    const isInspected = [...hub.feeds].some(({ withRecords }) => withRecords);
    if (isInspected) endRecords ??= onRecord(world, (record) => collect(hub, { type: "record", record }));
    else {
      endRecords?.();
      endRecords = null;
    }
  };
  return {
    open: (req, res, query, userId) => {
      open(hub, req, res, query, userId);
      res.on("close", follow);
      follow();
    },
    inspect: (userId, feedId, isOn) => {
      const isDone = inspect(hub, userId, feedId, isOn);
      follow();
      return isDone;
    },
    count: () => hub.feeds.size,
    stop: () => {
      for (const feed of [...hub.feeds]) {
        close(hub, feed);
        feed.res.destroy();
      }
      follow();
    },
  };
}
