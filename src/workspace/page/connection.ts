// The page's line to the workspace: the feed that tells of changes, the deeds, and what is loaded when it is looked at.
// One per page. Holds the state and tells those who draw.

import type { Change, Deed, Done, MessagePage, SeenDocument, Uploaded } from "../client/protocol.ts";
import { windowName } from "./kept.ts";
import { after, realNow } from "./real-time.ts";
import { changed, type PageState, withLoading, withPage, withThread } from "./state.ts";
import { askForRecords, readDocument, readMessages, sendDeed, sendFile } from "./wire.ts";

export type Connection = {
  /** Null until the first snapshot has come. */
  state(): PageState | null;
  /** False while the feed is down: it comes back by itself, with a new snapshot. */
  isUp(): boolean;
  /** Calls `draw` after each change; the function returned ends that. */
  subscribe(draw: () => void): () => void;
  /** Never rejects: what went wrong on the way is a sentence too. */
  act(deed: Deed): Promise<Done>;
  /** Loads the newest messages of a channel, or those before what is there. */
  load(channelId: string, before: string | null): Promise<void>;
  loadThread(channelId: string, threadTs: string): Promise<void>;
  document(fileId: string): Promise<SeenDocument | null>;
  /** Brings a file of the person's own into the workspace, where nobody sees it yet. Never rejects. */
  upload(file: File): Promise<Uploaded>;
  /** Acts as somebody else from now on. */
  become(userId: string): void;
  /** Has the feed tell of calls and envelopes too, or no longer. */
  inspect(isOn: boolean): void;
  /** Changes the state by hand, for what the feed does not tell. */
  change(change: (state: PageState) => PageState): void;
};

/** The line itself: whom it acts as, whether it is up, and what it knows. */
type Line = {
  root: string;
  /** Names this window: a form opens in the one in which its person clicked. */
  client: string;
  acting: string | null;
  state: PageState | null;
  isUp: boolean;
  withRecords: boolean;
  source: EventSource | null;
  drawers: Set<() => void>;
  /** Done when the feed has been told of the inspector's last opening or closing. */
  inspecting: Promise<void>;
  /** Calls off the next attempt to open the feed. */
  again: (() => void) | null;
};

/** How soon a feed that broke is opened anew; real. */
const againMs = 1_000;

/** How long the answer to a deed waits at most for the feed to tell of the channel that it names; real. */
const toldWithinMs = 2_000;

function tell(line: Line): void {
  for (const draw of [...line.drawers]) draw();
}

function change(line: Line, how: (state: PageState) => PageState): void {
  if (line.state === null) return;
  line.state = how(line.state);
  tell(line);
}

function address({ root, client, acting }: Line, path: string, query: Record<string, string> = {}): string {
  const asked = new URLSearchParams({ client, ...(acting === null ? {} : { as: acting }), ...query });
  return `${root}client/${path}?${asked}`;
}

/** Opens the feed anew; what comes first is a whole snapshot. */
function listen(line: Line): void {
  line.source?.close();
  line.again?.();
  line.again = null;
  // What was shown to one person alone is kept as long as the page is: a feed that is opened anew says since when.
  const since = line.state?.since;
  const query = { ...(line.withRecords ? { records: "1" } : {}), ...(since === undefined ? {} : { since }) };
  const source = new EventSource(address(line, "feed", query));
  line.source = source;
  source.addEventListener("message", ({ data }) => {
    line.isUp = true;
    for (const one of JSON.parse(data) as Change[]) line.state = changed(line.state, one);
    line.acting = line.state?.me ?? line.acting;
    tell(line);
  });
  source.addEventListener("error", () => {
    line.isUp = false;
    tell(line);
    // Opened anew by hand: the browser would ask as it did first, and not at all after an answer that is no feed.
    source.close();
    line.again?.();
    line.again = after(againMs, () => listen(line));
  });
}

/**
 * A page that was left may be kept for the browser's back, with its feed: a few of those, and the browser has no
 * connection left for this server (it takes six).
 */
function restWhileLeft(line: Line): void {
  addEventListener("pagehide", () => {
    line.source?.close();
    line.again?.();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) listen(line);
  });
}

/** By a word to the feed that is open: a new one would have to load all messages anew. */
async function tellInspecting(line: Line, isOn: boolean): Promise<void> {
  const feed = line.state?.feedId;
  const query = { feed: feed ?? "", records: isOn ? "1" : "0" };
  const isDone = feed !== undefined && (await askForRecords(address(line, "inspect", query)));
  // A feed that broke meanwhile is opened anew by itself, and says then what it wants.
  if (!isDone && line.isUp && line.state?.feedId === feed) listen(line);
}

async function load(line: Line, query: Record<string, string>, put: typeof withPage): Promise<void> {
  const { acting } = line;
  const snapshots = line.state?.snapshots;
  const found: MessagePage | null = await readMessages(address(line, "messages", query));
  // What another person may read has no place in this one's state; what was asked for before the line broke none in
  // what came after: between the two there may be others.
  const isTimely = line.acting === acting && line.state?.snapshots === snapshots;
  if (found !== null && isTimely) change(line, (state) => put(state, query.channel ?? "", found));
}

/**
 * A conversation that a deed has opened is told of by the feed too, which may come later than the deed's answer: who
 * went there at once would find nothing, and be led to #general.
 */
function untilTold(line: Line, channelId: string): Promise<void> {
  const isTold = (): boolean => line.state?.channels[channelId] !== undefined;
  if (isTold()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      line.drawers.delete(look);
      giveUp();
      resolve();
    };
    const look = (): void => void (isTold() && end());
    const giveUp = after(toldWithinMs, end);
    line.drawers.add(look);
  });
}

async function act(line: Line, deed: Deed): Promise<Done> {
  const done = await sendDeed(address(line, "do"), deed);
  if (done.ok && done.channelId !== undefined) await untilTold(line, done.channelId);
  return done;
}

/**
 * @param root where the workspace's client doors are: "" for `client/…` beside the page, so that a replay's page uses
 * its own. @param me the person to begin as; null: whoever the workspace proposes.
 */
export function connect(root: string, me: string | null): Connection {
  const line: Line = {
    root,
    client: windowName(realNow().toString(36)),
    acting: me,
    state: null,
    isUp: false,
    withRecords: false,
    source: null,
    drawers: new Set(),
    inspecting: Promise.resolve(),
    again: null,
  };
  listen(line);
  restWhileLeft(line);
  return {
    state: () => line.state,
    isUp: () => line.isUp,
    subscribe(draw) {
      line.drawers.add(draw);
      return () => void line.drawers.delete(draw);
    },
    act: (deed) => act(line, deed),
    load(channel, before) {
      change(line, (state) => withLoading(state, channel));
      return load(line, { channel, ...(before === null ? {} : { before }) }, withPage);
    },
    loadThread(channel, thread) {
      change(line, (state) => withLoading(state, channel));
      return load(line, { channel, thread }, withThread);
    },
    upload: (file) => sendFile(address(line, "file", { name: file.name }), file),
    document: (file) => readDocument(address(line, "document", { file })),
    become(userId) {
      line.acting = userId;
      listen(line);
    },
    inspect(isOn) {
      if (line.withRecords === isOn) return;
      line.withRecords = isOn;
      if (!isOn) change(line, (state) => ({ ...state, records: [] }));
      // One after the other: the last word has to be the last that is heard.
      line.inspecting = line.inspecting.then(() => tellInspecting(line, isOn));
    },
    change: (how) => change(line, how),
  };
}
