// Whatever is done, by people or by the app: what a page has been told adds up to what a fresh page is shown. A deed
// that changes the world and tells nobody fails here.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { methods } from "../../src/workspace/api/methods.ts";
import { bareHost } from "../../src/workspace/client/host.ts";
import type { SeenMessage } from "../../src/workspace/client/seen.ts";
import type { PageState } from "../../src/workspace/page/state.ts";
import { startWorkspace, type Workspace } from "../../src/workspace/workspace.ts";
import { temporaryFolder } from "../support/folder.ts";
import { until } from "../support/until.ts";
import { calls, deeds, type Hand, looks } from "./support/any-deed.ts";
import { type Bench, openBench } from "./support/bolt.ts";
import { addressOf, messagesOf, openPage, snapshotOf, type TestPage } from "./support/page.ts";
import { openSocket } from "./support/socket.ts";

const everything = { ...deeds, ...calls };
const everyName = Object.keys(everything);
const everyScope = [
  "app_mentions:read bookmarks:read bookmarks:write canvases:read canvases:write channels:history channels:join",
  "channels:manage channels:read chat:write commands files:read files:write groups:history groups:read groups:write",
  "im:history im:read im:write mpim:history mpim:read mpim:write pins:read pins:write reactions:read reactions:write",
  "team:read usergroups:read users:read users:read.email chat:write.public",
].flatMap((line) => line.split(" "));

const manifest = {
  display_information: { name: "Sitrep" },
  features: {
    bot_user: { display_name: "sitrep" },
    app_home: { home_tab_enabled: true },
    slash_commands: [{ command: "/incident", description: "…" }],
    shortcuts: [
      { name: "Declare incident", callback_id: "declare", type: "global" },
      { name: "Add to timeline", callback_id: "note", type: "message" },
    ],
  },
  oauth_config: { scopes: { bot: everyScope } },
};

const page = { host: bareHost, firstPerson: null };

async function opened(stateFile: string): Promise<Bench> {
  const bench = await openBench({ manifest, stateFile, page });
  bench.workspace.addPerson({ name: "kim" });
  bench.workspace.addChannel({ name: "hush", isPrivate: true, members: ["sam", "kim", "bot"] });
  bench.workspace.person("sam").say("general", "begin");
  bench.workspace.person("sam").say("hush", "quietly");
  return bench;
}

/** Every message of a channel, threads included, as a fresh page would load them. */
async function freshMessages(workspace: Workspace, userId: string, channel: string): Promise<SeenMessage[]> {
  const { messages } = await messagesOf(workspace, userId, { channel });
  const all = new Map(messages.map((message) => [message.ts, message]));
  for (const { ts, thread } of messages) {
    if (thread === null) continue;
    const replies = await messagesOf(workspace, userId, { channel, thread: ts });
    for (const reply of replies.messages) all.set(reply.ts, reply);
  }
  return [...all.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function shown({ team, app, me, users, groups, channels, ephemerals, views, home }: PageState): object {
  const sorted = groups.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { team, app, me, users, groups: sorted, channels, ephemerals, views, home };
}

const byId = <T extends { id: string }>(all: readonly T[]): Record<string, T> =>
  Object.fromEntries(all.map((one) => [one.id, one]));

/** Compares what the page was told with what a new one is shown. */
async function hold(workspace: Workspace, page: TestPage): Promise<void> {
  const { me, since } = page.state();
  const snapshot = await snapshotOf(workspace, me, since);
  const { team, app, ephemerals, views, home } = snapshot;
  const [users, channels] = [byId(snapshot.users), byId(snapshot.channels)];
  expect(shown(page.state())).toEqual({
    team,
    app,
    me,
    users,
    groups: snapshot.groups,
    channels,
    ephemerals,
    views,
    home,
  });
  for (const [id, held] of Object.entries(page.state().messages)) {
    expect(held.messages, id).toEqual(await freshMessages(workspace, me, id));
  }
}

/** What is on disk is what a workspace would begin with after `kill -9` now; answers what its people would see. */
async function keptNow(bench: Bench, stateFile: string, userIds: readonly string[]): Promise<object[]> {
  const copy = `${stateFile}.copy`;
  copyFileSync(stateFile, copy);
  const workspace = await startWorkspace({ clock: bench.clock, manifest, stateFile: copy, page });
  try {
    return await seenByAll(workspace, userIds);
  } finally {
    await workspace.stop();
  }
}

const seenByAll = (workspace: Workspace, userIds: readonly string[]): Promise<object[]> =>
  Promise.all(userIds.map((userId) => seenBy(workspace, userId)));

async function seenBy(workspace: Workspace, userId: string): Promise<object> {
  const { clock, since, feedId, ephemerals, ...shown } = await snapshotOf(workspace, userId);
  const messages = [];
  for (const { id } of shown.channels) messages.push(await freshMessages(workspace, userId, id));
  const canvases = shown.channels.flatMap(({ canvasId }) => (canvasId === null ? [] : [canvasId]));
  const files = messages.flat().flatMap((message) => message.files.map(({ id }) => id));
  const documents = [];
  for (const file of [...canvases, ...files]) {
    const asked = new URLSearchParams({ as: userId, file });
    documents.push(await (await fetch(`${addressOf(workspace)}client/document?${asked}`)).json());
  }
  return { ...shown, messages, documents };
}

/** Waits until everything that has happened was told: a newcomer, whom all are told of, is the sign. */
async function settled(bench: Bench, pages: readonly TestPage[], sign: string): Promise<void> {
  await bench.workspace.idle();
  bench.workspace.addPerson({ name: sign });
  await until(() => pages.every((page) => page.raw().includes(sign)), { what: "the last change" });
}

async function play(
  bench: Bench,
  stateFile: string,
  names: readonly string[],
  numbers: readonly number[],
  every: number,
): Promise<void> {
  const socket = await openSocket(bench.workspace);
  let at = 0;
  const hand: Hand = {
    bench,
    socket,
    pick: (from) => {
      at += 1;
      const chosen = from[(numbers[at % numbers.length] ?? 0) % from.length];
      if (chosen === undefined) throw new Error("There is nothing to choose from.");
      return chosen;
    },
  };
  const pages: TestPage[] = [];
  for (const name of ["sam", "ada"]) {
    const page = await openPage(bench.workspace, bench.workspace.person(name).id);
    for (const id of Object.keys(page.state().channels)) await page.load(id);
    pages.push(page);
  }
  for (const [round, name] of names.entries()) {
    await everything[name as keyof typeof everything]?.(hand);
    if (round % every !== every - 1 && round !== names.length - 1) continue;
    await settled(bench, pages, `newcomer-${round}.`);
    for (const page of pages) await hold(bench.workspace, page);
    const ids = pages.map((page) => page.state().me);
    expect(await keptNow(bench, stateFile, ids)).toEqual(await seenByAll(bench.workspace, ids));
  }
  for (const page of pages) page.close();
  await socket.close();
}

test("every method that changes something is among those that are tried", () => {
  const changing = [...methods.keys()].filter((name) => !looks.test(name));
  expect(Object.keys(calls)).toEqual(expect.arrayContaining(changing));
});

const digits = [0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7];

/** @param every after so many deeds is compared. */
async function played(
  names: readonly string[],
  numbers: readonly number[],
  stateFile: string,
  every: number,
): Promise<void> {
  const bench = await opened(stateFile);
  try {
    await play(bench, stateFile, names, numbers, every);
  } finally {
    await bench.stop();
  }
}

test("each deed of people and each method of the app, one after the other", async () => {
  // In leaps, so that what undoes a deed does not come right after it.
  const names = [7, 11].flatMap((leap) => everyName.map((_, at) => everyName[(at * leap) % everyName.length] ?? ""));
  await played(names, digits, join(temporaryFolder(), "state.jsonl"), 3);
}, 60_000);

test("deeds at random", async () => {
  const folder = temporaryFolder();
  const names = fc.array(fc.constantFrom(...everyName), { minLength: 5, maxLength: 40 });
  const numbers = fc.array(fc.nat(99), { minLength: 20, maxLength: 60 });
  let runs = 0;
  const run = fc.asyncProperty(names, numbers, async (chosen, choices) => {
    runs += 1;
    await played(chosen, choices, join(folder, `state-${runs}.jsonl`), 5);
  });
  await fc.assert(run, { numRuns: 8, interruptAfterTimeLimit: 60_000 });
}, 90_000);
