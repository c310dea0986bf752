// Reads from the app's manifest what Slack would enforce: scopes, events, commands, shortcuts.

import { z } from "zod";

const manifestShape = z.looseObject({
  display_information: z.looseObject({
    name: z.string().min(1).max(35),
    background_color: z.string().optional(),
  }),
  features: z.looseObject({
    bot_user: z.looseObject({ display_name: z.string().min(1).max(80) }).optional(),
    app_home: z
      .looseObject({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(true),
        messages_tab_read_only_enabled: z.boolean().default(false),
      })
      .optional(),
    slash_commands: z
      .array(
        z.looseObject({
          command: z.string().startsWith("/").max(32),
          should_escape: z.boolean().default(false),
          description: z.string().default(""),
          usage_hint: z.string().default(""),
        }),
      )
      .default([]),
    shortcuts: z
      .array(
        z.looseObject({
          name: z.string().max(24),
          callback_id: z.string(),
          type: z.enum(["global", "message"]),
          description: z.string().default(""),
        }),
      )
      .default([]),
  }),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).default([]) }) }),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({
          bot_events: z.array(z.string()).default([]),
          metadata_subscriptions: z.array(z.looseObject({ app_id: z.string(), event_type: z.string() })).default([]),
        })
        .optional(),
    })
    .default({}),
});

export type Manifest = {
  appName: string;
  botName: string;
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  /** Which metadata is told of; an app_id of "*" stands for all apps. */
  metadata: readonly { appId: string; eventType: string }[];
  commands: ReadonlyMap<string, { shouldEscape: boolean; description: string; usageHint: string }>;
  shortcuts: ReadonlyMap<string, { name: string; type: "global" | "message"; description: string }>;
  hasHomeTab: boolean;
  /** Whether the app may write to people; where the manifest is silent, it may (our assumption). */
  hasMessagesTab: boolean;
  /** messages_tab_read_only_enabled: people can't write to it. */
  isMessagesTabReadOnly: boolean;
  /** background_color, as in CSS. */
  color: string;
};

/** @param manifest the parsed content of manifest.yml. Throws a ZodError that names the place when it is not one. */
export function readManifest(manifest: unknown): Manifest {
  const read = manifestShape.parse(manifest);
  return {
    appName: read.display_information.name,
    botName: read.features.bot_user?.display_name ?? read.display_information.name,
    scopes: new Set(read.oauth_config.scopes.bot),
    events: new Set(read.settings.event_subscriptions?.bot_events ?? []),
    metadata: (read.settings.event_subscriptions?.metadata_subscriptions ?? []).map((it) => ({
      appId: it.app_id,
      eventType: it.event_type,
    })),
    commands: new Map(
      read.features.slash_commands.map((it) => [
        it.command,
        { shouldEscape: it.should_escape, description: it.description, usageHint: it.usage_hint },
      ]),
    ),
    shortcuts: new Map(
      read.features.shortcuts.map((it) => [
        it.callback_id,
        { name: it.name, type: it.type, description: it.description },
      ]),
    ),
    hasHomeTab: read.features.app_home?.home_tab_enabled ?? false,
    hasMessagesTab: read.features.app_home?.messages_tab_enabled ?? true,
    isMessagesTabReadOnly: read.features.app_home?.messages_tab_read_only_enabled ?? false,
    color: read.display_information.background_color ?? "#4a154b",
  };
}

/** The scopes without which an event is not delivered; any one is enough (FACTS 5). */
const eventScopes: Record<string, readonly string[]> = {
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  app_mention: ["app_mentions:read"],
  message_metadata_posted: ["metadata.message:read"],
  message_metadata_updated: ["metadata.message:read"],
  message_metadata_deleted: ["metadata.message:read"],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  pin_added: ["pins:read"],
  pin_removed: ["pins:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  channel_created: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_archive: ["channels:read"],
  channel_unarchive: ["channels:read"],
  channel_left: ["channels:read"],
  channel_deleted: ["channels:read"],
  group_rename: ["groups:read"],
  group_archive: ["groups:read"],
  group_unarchive: ["groups:read"],
  group_left: ["groups:read"],
  group_deleted: ["groups:read"],
  file_shared: ["files:read"],
  file_created: ["files:read"],
  user_change: ["users:read"],
  team_join: ["users:read"],
};

/** Is the event subscribed to, and does the app hold a scope that lets it see it? */
export function hears(manifest: Manifest, subscription: string): boolean {
  if (!manifest.events.has(subscription)) return false;
  const scopes = eventScopes[subscription];
  return scopes === undefined || scopes.some((scope) => manifest.scopes.has(scope));
}
