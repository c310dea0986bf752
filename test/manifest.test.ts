// manifest.yml against Slack's schema, against what the program listens to, and against what it calls: neither less
// than it needs nor more than it uses.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "@slack/bolt";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { z } from "zod";
import { callbacks, shortcuts } from "../src/blocks/ids.ts";
import type { Desk } from "../src/slack/listen/desk.ts";
import { registerListeners } from "../src/slack/listen/register.ts";
import { declare, formOf, newest, openStage, type } from "./journey/support/stage.ts";
import { manifest } from "./support/manifest.ts";

const inFixtures = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/slack/${name}`, import.meta.url), "utf8"));

const ours = z
  .object({
    features: z.object({
      app_home: z.object({ messages_tab_enabled: z.boolean() }),
      slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })),
      shortcuts: z.array(z.object({ type: z.enum(["global", "message"]), callback_id: z.string() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.boolean() }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(manifest);
const scopes = ours.oauth_config.scopes.bot;

test("The manifest is one that Slack takes, and a wrong one would be noticed", () => {
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
    inFixtures("manifest.schema.2.0.0.json") as object,
  );
  validate(manifest);
  expect(validate.errors ?? []).toEqual([]);
  const wrong = { ...(manifest as object), display_information: { name: "x".repeat(36) }, slash_commands: [] };
  expect(validate(wrong)).toBe(false);
});

/** What a listener was registered for, as the app is told it. */
type Heard = { commands: string[]; events: string[]; shortcuts: string[]; views: string[]; actions: number };

/** An app that only writes down what is registered. */
function heard(): Heard {
  const found: Heard = { commands: [], events: [], shortcuts: [], views: [], actions: 0 };
  const app = {
    command: (name: string) => found.commands.push(name),
    event: (name: string) => found.events.push(name),
    shortcut: ({ callback_id, type: kind }: { callback_id: string; type: string }) =>
      found.shortcuts.push(`${kind === "message_action" ? "message" : "global"} ${callback_id}`),
    view: (id: string) => found.views.push(id),
    action: () => {
      found.actions += 1;
    },
  };
  registerListeners(app as unknown as App, {} as Desk);
  return found;
}

const sorted = (words: readonly string[]): string[] => [...words].sort();

test("Each command, shortcut and event of the manifest has its listener, and each listener is in the manifest", () => {
  const listens = heard();
  const { features, settings } = ours;
  expect(sorted(listens.commands)).toEqual(sorted(features.slash_commands.map(({ command }) => command)));
  expect(sorted(listens.shortcuts)).toEqual(
    sorted(features.shortcuts.map(({ type: kind, callback_id }) => `${kind} ${callback_id}`)),
  );
  expect(sorted(listens.events)).toEqual(sorted(settings.event_subscriptions.bot_events));
  expect(new Set(listens.events).size).toBe(listens.events.length);
  expect(sorted(Object.values(shortcuts))).toEqual(sorted(features.shortcuts.map(({ callback_id }) => callback_id)));
});

test("Every form has a listener, and so have clicks; Slack is told to send them", () => {
  const listens = heard();
  const forms = Object.values(callbacks).filter((id) => id !== callbacks.notice);
  expect(sorted(listens.views)).toEqual(sorted(forms));
  expect(listens.actions).toBe(1);
  expect(ours.settings.interactivity.is_enabled).toBe(true);
});

test("Typed text arrives escaped, as it is read; people can be written to", () => {
  expect(ours.features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true);
  expect(ours.features.app_home.messages_tab_enabled).toBe(true);
  expect(ours.settings.socket_mode_enabled).toBe(true);
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** `clients.read.users.info(` and `client.views.open(`: "users.info", "views.open". */
const callShape = /\bclients?\s*\.\s*(?:(?:read|write)\s*\.\s*)?([a-z]+(?:\s*\.\s*[a-zA-Z]+)+)\s*\(/g;

const calledInSource = new Set(
  sourcesIn(new URL("../src/slack", import.meta.url).pathname).flatMap((source) =>
    Array.from(source.matchAll(callShape), (match) => (match[1] ?? "").replace(/\s+/g, "")),
  ),
);

/** The SDK's own, with the app-level token, which has a scope of its own (connections:write). */
const calledBySdk = ["apps.connections.open"];
/** Called where something went wrong, or another configuration wants it; test/slack/ has their tests. */
const seldomCalled = new Set(["conversations.archive", "conversations.info", "usergroups.list"]);

/** People do everything that there is, so that everything is called. */
async function callsOfALife(): Promise<Set<string>> {
  const stage = await openStage();
  try {
    const { sam, ada, workspace } = stage;
    // Answers that are lost make the bot look for what it may have made.
    workspace.faults.add("conversations.create", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    workspace.faults.add("bookmarks.add", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    await sam.command("/incident declare sev2 Everything", { channel: "general" });
    await stage.pass(60_000);
    const played = newest(stage);
    workspace.faults.add("chat.postMessage", { kind: "answer lost", afterMs: 0 }, { times: 1 });
    await type(stage, sam, "update Looking", played.channel);
    await stage.pass(60_000);
    await sam.openHome();
    const form = await formOf(sam, "update", played.channel);
    await form.close();
    const parent = ada.say("general", "Not read");
    await (await ada.messageShortcut("add_to_timeline", "general", parent.ts)).openedForm();
    const message = sam.say(played.channel, "Read me");
    const reply = sam.say(played.channel, "And me", { threadTs: message.ts });
    sam.react(played.channel, message.ts, "pushpin");
    sam.react(played.channel, reply.ts, "pushpin");
    await stage.pass(5_000);
    await type(stage, sam, "impact since just now", played.channel);
    await (await (await formOf(sam, "impact", played.channel)).press("window-1", "Edit")).openedForm();
    await type(stage, sam, "export", played.channel);
    await declare(stage, ada, "sev3 Another");
    return new Set(workspace.calls.map(({ method }) => method).filter((method) => method.includes(".")));
  } finally {
    await stage.stop();
  }
}

test("The source names every method that a life of incidents calls, and hardly any other", async () => {
  const called = await callsOfALife();
  expect(sorted([...called].filter((method) => !calledInSource.has(method) && !calledBySdk.includes(method)))).toEqual(
    [],
  );
  expect(sorted([...calledInSource].filter((method) => !called.has(method)))).toEqual(sorted([...seldomCalled]));
});

const known = z
  .object({ methods: z.record(z.string(), z.object({ scopes: z.array(z.string()) })) })
  .parse(inFixtures("methods.json")).methods;

const scopesOf = (method: string): string[] => {
  const found = known[method];
  if (found === undefined) throw new Error(`test/fixtures/slack/methods.json says nothing of ${method}: add it there.`);
  return found.scopes;
};

/** An incident's channel may be public or private: what is called for either needs the scope of each. */
const kinds = ["channels:", "groups:"];

test("Each method that is called has the scopes that it needs, for public and for private channels", () => {
  expect(calledInSource.size).toBeGreaterThan(15);
  for (const method of calledInSource) {
    const any = scopesOf(method);
    if (any.length === 0) continue;
    expect([method, any.some((scope) => scopes.includes(scope))]).toEqual([method, true]);
    const byKind = kinds.filter((kind) => any.some((scope) => scope.startsWith(kind)));
    if (byKind.length < kinds.length) continue;
    for (const kind of kinds) {
      const isThere = any.some((scope) => scope.startsWith(kind) && scopes.includes(scope));
      expect([method, kind, isThere]).toEqual([method, kind, true]);
    }
  }
});

/** The scope of which each event needs one (FACTS 5; Slack's reference leaves the archive and left events out). */
const eventScopes: Record<string, string[]> = {
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  pin_added: ["pins:read"],
  pin_removed: ["pins:read"],
  channel_archive: ["channels:read"],
  channel_unarchive: ["channels:read"],
  channel_deleted: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_left: ["channels:read"],
  group_archive: ["groups:read"],
  group_unarchive: ["groups:read"],
  group_deleted: ["groups:read"],
  group_rename: ["groups:read"],
  group_left: ["groups:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  app_home_opened: [],
};

test("Each event has the scopes without which Slack would not send it", () => {
  for (const event of ours.settings.event_subscriptions.bot_events) {
    expect([event, eventScopes[event]?.filter((scope) => !scopes.includes(scope))]).toEqual([event, []]);
  }
});

/** What needs a scope without a method or an event of its own. */
const featureScopes: Record<string, string> = { commands: "slash commands and shortcuts" };

test("No scope is asked for that nothing uses", () => {
  const used = new Set([
    ...[...calledInSource].flatMap(scopesOf),
    ...ours.settings.event_subscriptions.bot_events.flatMap((event) => eventScopes[event] ?? []),
    ...Object.keys(featureScopes),
  ]);
  expect(scopes.filter((scope) => !used.has(scope))).toEqual([]);
  expect(new Set(scopes).size).toBe(scopes.length);
});
