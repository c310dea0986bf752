// A real Bolt app and a real WebClient on an embedded workspace, for this room's own tests.

import { App, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { type VirtualClock, virtualClock } from "../../../src/clock.ts";
import { startWorkspace, type Workspace, type WorkspaceOptions } from "../../../src/workspace/workspace.ts";

const startAt = Date.parse("2026-03-02T10:00:00Z");

const silence = () => {};

export const quiet: Logger = {
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  setLevel: silence,
  getLevel: () => LogLevel.ERROR,
  setName: silence,
};

const allEvents = [
  "app_home_opened",
  "app_mention",
  "channel_archive",
  "channel_created",
  "channel_left",
  "channel_rename",
  "channel_unarchive",
  "file_shared",
  "group_archive",
  "group_rename",
  "member_joined_channel",
  "member_left_channel",
  "message.channels",
  "message.groups",
  "message.im",
  "message.mpim",
  "pin_added",
  "pin_removed",
  "reaction_added",
  "reaction_removed",
];

export const allScopes = [
  "app_mentions:read",
  "bookmarks:read",
  "bookmarks:write",
  "canvases:read",
  "canvases:write",
  "channels:history",
  "channels:join",
  "channels:manage",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "groups:write",
  "im:history",
  "im:read",
  "im:write",
  "mpim:history",
  "mpim:read",
  "mpim:write",
  "pins:read",
  "pins:write",
  "reactions:read",
  "reactions:write",
  "team:read",
  "usergroups:read",
  "users:read",
  "users:read.email",
];

export function manifestWith(
  changes: { scopes?: readonly string[]; events?: readonly string[]; shouldEscape?: boolean } = {},
) {
  return {
    display_information: { name: "Sitrep" },
    features: {
      bot_user: { display_name: "sitrep" },
      app_home: { home_tab_enabled: true },
      slash_commands: [{ command: "/incident", description: "…", should_escape: changes.shouldEscape ?? true }],
      shortcuts: [
        { name: "Declare incident", callback_id: "declare", type: "global", description: "…" },
        { name: "Add to timeline", callback_id: "note", type: "message", description: "…" },
      ],
    },
    oauth_config: { scopes: { bot: [...(changes.scopes ?? allScopes)] } },
    settings: { event_subscriptions: { bot_events: [...(changes.events ?? allEvents)] } },
  };
}

export type Bench = { clock: VirtualClock; workspace: Workspace; client: WebClient; stop: () => Promise<void> };

/** A workspace with @sam and @ada, both in #general with the bot, and a client that never retries. */
export async function openBench(options: Partial<WorkspaceOptions> = {}): Promise<Bench> {
  const clock = virtualClock(startAt);
  const workspace = await startWorkspace({ clock, manifest: manifestWith(), ...options });
  workspace.addPerson({ name: "sam", realName: "Sam Vimes", tz: "Europe/London" });
  workspace.addPerson({ name: "ada", realName: "Ada King", isAdmin: true });
  workspace.addChannel({ name: "general", members: ["sam", "ada", "bot"] });
  return { clock, workspace, client: clientOf(workspace), stop: () => workspace.stop() };
}

export function clientOf(workspace: Workspace, token = workspace.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
}

/** Bolt over its own SocketModeReceiver, connected when this resolves; `listen` registers the listeners. */
export async function startApp(workspace: Workspace, listen: (app: App) => void): Promise<() => Promise<void>> {
  const clientOptions = { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    logger: quiet,
    installerOptions: { clientOptions },
    clientPingTimeout: 1_000,
  });
  const app = new App({ token: workspace.botToken, receiver, clientOptions, logger: quiet, convoStore: false });
  listen(app);
  await app.start();
  return async () => {
    await app.stop();
    await workspace.until("the app's sockets closed", () => workspace.connections() === 0);
  };
}
