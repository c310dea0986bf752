// A page without a browser: a feed that is read as the page reads it, and deeds that are sent as the page sends them.

import { onTestFinished } from "vitest";
import type { Change, Deed, Done, MessagePage, Snapshot, Uploaded } from "../../../src/workspace/client/protocol.ts";
import { changed, type PageState, withPage } from "../../../src/workspace/page/state.ts";
import type { Workspace } from "../../../src/workspace/workspace.ts";
import { until } from "../../support/until.ts";

export type TestPage = {
  /** Built of the feed alone, as the page builds it. */
  state(): PageState;
  /** Everything that came, as text. */
  raw(): string;
  changes: Change[];
  /** The id of the last event that had one. */
  lastId(): string;
  do(deed: Deed): Promise<Done>;
  /** Loads the newest messages of a channel into the state. */
  load(channelId: string): Promise<void>;
  close(): void;
};

type Options = { root?: string; client?: string; records?: boolean; since?: string; lastEventId?: string };

export function addressOf(workspace: Workspace, root = ""): string {
  if (workspace.page === null) throw new Error("The workspace was started without a page.");
  return `${workspace.page.address}${root}`;
}

export async function deed(workspace: Workspace, userId: string, what: Deed, root = "", client = ""): Promise<Done> {
  const answer = await fetch(`${addressOf(workspace, root)}client/do?as=${userId}&client=${client}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
  });
  return (await answer.json()) as Done;
}

/** A file from this person's machine. */
export async function upload(
  workspace: Workspace,
  userId: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uploaded> {
  const query = new URLSearchParams({ as: userId, name });
  const answer = await fetch(`${addressOf(workspace)}client/file?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: bytes,
  });
  return (await answer.json()) as Uploaded;
}

export async function messagesOf(
  workspace: Workspace,
  userId: string,
  query: Record<string, string>,
  root = "",
): Promise<MessagePage> {
  const asked = new URLSearchParams({ as: userId, ...query });
  return (await (await fetch(`${addressOf(workspace, root)}client/messages?${asked}`)).json()) as MessagePage;
}

/** Takes a feed's events as they come. A feed ends when the test closes it or the workspace stops. */
function readFeed(answer: Response, onChange: (change: Change) => void): { raw(): string; lastId(): string } {
  let raw = "";
  let rest = "";
  let lastId = "";
  const take = (event: string): void => {
    for (const line of event.split("\n")) {
      if (line.startsWith("id: ")) lastId = line.slice(4);
      if (!line.startsWith("data: ")) continue;
      for (const change of JSON.parse(line.slice(6)) as Change[]) onChange(change);
    }
  };
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      raw += text;
      const events = (rest + text).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) take(event);
    }
  };
  read().catch((error: unknown) => {
    raw += `\nended: ${String(error)}`;
  });
  return { raw: () => raw, lastId: () => lastId };
}

/** Resolves when the snapshot is there. Closed when the test has finished. */
export async function openPage(workspace: Workspace, userId: string, options: Options = {}): Promise<TestPage> {
  const { root = "", client = "", records = false, since, lastEventId } = options;
  const query = new URLSearchParams({
    as: userId,
    client,
    ...(records ? { records: "1" } : {}),
    ...(since === undefined ? {} : { since }),
  });
  const stop = new AbortController();
  const answer = await fetch(`${addressOf(workspace, root)}client/feed?${query}`, {
    signal: stop.signal,
    headers: lastEventId === undefined ? {} : { "last-event-id": lastEventId },
  });
  let state: PageState | null = null;
  const changes: Change[] = [];
  const feed = readFeed(answer, (change) => {
    changes.push(change);
    state = changed(state, change);
  });
  const page: TestPage = {
    state: () => {
      if (state === null) throw new Error("No snapshot has come yet.");
      return state;
    },
    raw: feed.raw,
    changes,
    lastId: feed.lastId,
    do: (what) => deed(workspace, userId, what, root, client),
    load: async (channelId) => {
      const found = await messagesOf(workspace, userId, { channel: channelId }, root);
      state = withPage(page.state(), channelId, found);
    },
    close: () => stop.abort(),
  };
  onTestFinished(() => page.close());
  await until(() => state !== null, { what: "the snapshot" });
  return page;
}

/** What a fresh page is shown now. */
export async function snapshotOf(workspace: Workspace, userId: string, since?: string): Promise<Snapshot> {
  const page = await openPage(workspace, userId, since === undefined ? {} : { since });
  page.close();
  const [first] = page.changes;
  if (first?.type !== "snapshot") throw new Error("A feed has to begin with a snapshot.");
  return first.snapshot;
}
