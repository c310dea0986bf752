// What a person can do about each refusal of Slack's, in one sentence.
// Every code has a hint: one that is not in the table gets the way to find out more.

const atSlack = "at api.slack.com/apps → your app";

const hints: Readonly<Record<string, string>> = {
  access_denied: "Sitrep may not do this here: ask a workspace admin to allow the app in this channel.",
  accesslimited: "The workspace limits from which networks its API is used: allow this host's address.",
  account_inactive: `The app was removed from the workspace or disabled: reinstall it ${atSlack} → Install App.`,
  app_access_restricted: "A workspace admin has restricted who may use the app: ask for an exception.",
  app_cannot_join_channel: "Apps can't be added to this channel: choose another one.",
  app_missing_action: `The app lacks a feature: compare its manifest ${atSlack} → App Manifest with manifest.yml.`,
  cannot_create_channel: "The workspace refuses to create this channel: ask a workspace admin.",
  cant_invite: "Slack does not let Sitrep invite this person: invite them by hand.",
  cant_update_message: "The message is not Sitrep's own, so it can't keep it up to date.",
  channel_is_limited_access: "The channel is limited to some people: choose another one, or invite Sitrep to it.",
  channel_not_found: "The channel does not exist, or is private and Sitrep is not in it: /invite Sitrep there.",
  edit_window_closed: "The workspace forbids edits after a while: an admin can lift that under Message Editing.",
  ekm_access_denied: "Workspace admins have suspended posting to this channel: ask them to lift it.",
  enterprise_is_restricted: "The organization restricts this method: ask an organization admin to allow the app.",
  external_channel_migrating: "The channel is being moved between organizations: try again when that is over.",
  file_type_not_allowed: "The workspace forbids this type of file: the text is posted in the thread instead.",
  file_upload_size_restricted: "The workspace limits the size of files: an admin can raise it.",
  file_uploads_disabled: "The workspace has files turned off: an admin can allow them under Settings → Permissions.",
  file_uploads_except_images_disabled: "The workspace allows images only: an admin can allow other files.",
  invalid_auth: `The bot token is not valid: copy it again from ${atSlack} → OAuth & Permissions into SLACK_BOT_TOKEN.`,
  invalid_blocks: "Slack refuses the layout of the message. This is a fault of Sitrep: please report it with the log.",
  is_archived: "The channel is archived: unarchive it to go on there.",
  is_inactive: "The channel is archived or frozen: unarchive it to go on there.",
  message_limit_exceeded: "The workspace has reached its limit of messages: an admin can see it under Billing.",
  message_not_found: "The message was deleted.",
  messages_tab_disabled: `People can't get direct messages from Sitrep: turn on ${atSlack} → App Home → Messages Tab.`,
  msg_blocks_too_long: "The message is too long for Slack. This is a fault of Sitrep: please report it with the log.",
  msg_too_long: "The message is too long for Slack. This is a fault of Sitrep: please report it with the log.",
  name_taken: "The name is taken, perhaps by an archived channel.",
  no_permission: "Sitrep lacks the permission for this: invite it to the channel, or ask a workspace admin.",
  not_allowed_token_type: `This needs the bot token (xoxb-): see ${atSlack} → OAuth & Permissions.`,
  not_authed: "No bot token was sent: set SLACK_BOT_TOKEN.",
  not_implemented: "This workspace does not have the feature.",
  not_in_channel: "Sitrep is not in the channel: /invite it there.",
  not_pinnable: "Slack does not let this message be pinned.",
  not_private: "Slack made the channel public although a private one was asked for: ask a workspace admin why.",
  org_login_required: "The workspace is being moved into an organization: it works again when that is over.",
  org_user_not_in_team: "This person is not in this workspace of the organization: an admin can add them.",
  permission_denied: "Sitrep lacks the permission for this: ask a workspace admin.",
  posting_to_channel_denied: "Sitrep may not post files here: ask a workspace admin, or choose another channel.",
  restricted_action:
    "A workspace preference forbids this to apps: an admin can change it under Settings → Permissions.",
  restricted_action_read_only_channel: "Only some people may post in this channel: let Sitrep post there.",
  restricted_action_thread_only_channel: "Only threads are allowed in this channel: choose another one.",
  storage_limit_reached: "The workspace has no room left for files: delete some, or have an admin raise the limit.",
  team_access_not_granted: "The app is not installed in this workspace: have an organization admin add it.",
  token_expired: `The bot token has expired: turn token rotation off ${atSlack} → OAuth & Permissions and reinstall.`,
  token_revoked: `The bot token was revoked: reinstall the app ${atSlack} → Install App, and set SLACK_BOT_TOKEN.`,
  too_long: "The text is too long for Slack. This is a fault of Sitrep: please report it with the log.",
  too_many_bookmarks: "The channel has no room for another bookmark: remove one.",
  too_many_members: "The channel has as many members as it can have.",
  too_many_pins: "The channel has no room for another pin: unpin something.",
  too_many_tabs: "The channel has no room for another tab: remove one.",
  two_factor_setup_required: "The workspace requires two-factor authentication first: see to it in Slack.",
  unknown_method: "Slack does not offer this here (a restricted or other environment): Sitrep goes on without it.",
  ura_max_channels: "This single-channel guest is in a channel already: invite somebody else.",
  user_is_restricted: "A guest may not do this: have a full member do it.",
  user_not_found: "Slack does not know this person.",
  user_not_visible: "This person is in another organization and can't be seen from here.",
};

const appToken = `copy it again from ${atSlack} → Basic Information → App-Level Tokens into SLACK_APP_TOKEN.`;

/** Socket Mode is opened with the app-level token, so what is wrong there is mended elsewhere. */
const socketHints: Readonly<Record<string, string>> = {
  account_inactive: `The app was removed or disabled: reinstall it, and ${appToken}`,
  forbidden_team: `Socket Mode is off for this app: turn it on ${atSlack} → Socket Mode.`,
  invalid_auth: `The app-level token is not valid: ${appToken}`,
  link_disabled: `Socket Mode was turned off: turn it on ${atSlack} → Socket Mode.`,
  not_allowed_token_type: `Socket Mode needs an app-level token (xapp-, scope connections:write): ${appToken}`,
  not_authed: `The app-level token is not valid: ${appToken}`,
  token_revoked: `The app-level token was revoked: make another one, and ${appToken}`,
};

const openMethod = "apps.connections.open";

/** The sentence for `code`. `needed` is what Slack says it lacks: the scope of missing_scope. */
export function hintFor(code: string, { method, needed }: { method: string; needed: string | null }): string {
  if (code === "missing_scope") {
    const scope = needed === null ? "the scope that it lacks (manifest.yml lists them all)" : `\`${needed}\``;
    return `Add ${scope} under OAuth & Permissions ${atSlack}, and reinstall the app.`;
  }
  if (method === openMethod && Object.hasOwn(socketHints, code)) return socketHints[code] ?? "";
  if (Object.hasOwn(hints, code)) return hints[code] ?? "";
  return `Slack answered "${code}": docs.slack.dev/reference/methods/${method} says what that means.`;
}
