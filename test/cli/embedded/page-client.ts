// What a page in the browser asks of the embedded workspace, without a browser.

import type {
  Change,
  Deed,
  Done,
  MessagePage,
  SeenDocument,
  Snapshot,
} from "../../../src/workspace/client/protocol.ts";
import type { SeenChannel } from "../../../src/workspace/client/seen.ts";

export type PageClient = {
  /** What a page that is opened now is shown. */
  snapshot(as?: string): Promise<Snapshot>;
  /** Every change that the feed tells until `done` says that it was enough. */
  changesUntil(done: (change: Change) => boolean): Promise<Change[]>;
  /** Does it; throws the sentence that the person is shown instead. */
  act(deed: Deed, as?: string): Promise<Done>;
  channel(name: string): Promise<SeenChannel>;
  messages(channelId: string): Promise<MessagePage["messages"]>;
  document(fileId: string): Promise<SeenDocument>;
};

const asking = (as: string | undefined): Record<string, string> => (as === undefined ? {} : { as });

/** Reads the feed until `done` says that it was enough. */
async function readFeed(address: string, done: (change: Change) => boolean): Promise<Change[]> {
  const controller = new AbortController();
  const answer = await fetch(address, { signal: controller.signal });
  const told: Change[] = [];
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      const events = (text + decoder.decode(part.value, { stream: true })).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const [, data] = /^data: (.*)$/m.exec(event) ?? [];
        const changes = data === undefined ? [] : (JSON.parse(data) as Change[]);
        told.push(...changes);
        if (changes.some(done)) return told;
      }
    }
  } finally {
    // Nothing is waited for: what is still on its way is of no interest.
    controller.abort();
  }
  throw new Error(`The feed of ${address} ended early: ${answer.status} ${text.slice(0, 200)}`);
}

async function firstSnapshot(address: string): Promise<Snapshot> {
  const [first] = await readFeed(address, ({ type }) => type === "snapshot");
  if (first?.type !== "snapshot") throw new Error("The feed did not begin with a snapshot.");
  return first.snapshot;
}

/** @param address the page's, with "/" at its end. */
export function pageClient(address: string): PageClient {
  const at = (path: string, query: Record<string, string>) => `${address}client/${path}?${new URLSearchParams(query)}`;
  const read = async <T>(path: string, query: Record<string, string>): Promise<T> =>
    (await (await fetch(at(path, query))).json()) as T;
  const client: PageClient = {
    snapshot: (as) => firstSnapshot(at("feed", asking(as))),
    changesUntil: (done) => readFeed(at("feed", {}), done),
    async act(deed, as) {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(at("do", asking(as)), { method: "POST", headers, body: JSON.stringify(deed) });
      const done = (await answer.json()) as Done;
      if (!done.ok) throw new Error(done.sentence);
      return done;
    },
    async channel(name) {
      const { channels } = await client.snapshot();
      const found = channels.find((channel) => channel.name === name);
      if (found === undefined) throw new Error(`There is no #${name}: ${channels.map((it) => it.name).join(", ")}`);
      return found;
    },
    messages: async (channel) => (await read<MessagePage>("messages", { channel })).messages,
    document: (file) => read("document", { file }),
  };
  return client;
}
