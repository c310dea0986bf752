// State → what Slack's API and events show of it. The keys are those of the recorded answers (keypaths/).

import { seconds } from "../ids.ts";
import type { Channel, FileRecord, Json, User, World } from "../world.ts";

export function permalink(world: World, channelId: string, ts: string, threadTs: string | null = null): string {
  const thread = threadTs === null || threadTs === ts ? "" : `?thread_ts=${threadTs}&cid=${channelId}`;
  return `${world.team.url}archives/${channelId}/p${ts.replace(".", "")}${thread}`;
}

export function renderBotProfile(world: World): Json {
  const image = `${world.team.url}img/bot_48.png`;
  return {
    id: world.app.botId,
    deleted: false,
    name: world.app.name,
    updated: seconds(world.app.installedAt),
    app_id: world.app.id,
    icons: { image_36: image, image_48: image, image_72: image },
    team_id: world.team.id,
  };
}

/** Is a file's processing over, so that its mimetype is known? */
export function isProcessed(world: World, file: FileRecord, processingMs: number): boolean {
  if (file.completedAt === null) return false;
  return world.clock.now() >= file.completedAt + processingMs || file.polls >= 2;
}

const mimetypes: Record<string, [string, string, string]> = {
  md: ["text/markdown", "markdown", "Markdown (raw)"],
  txt: ["text/plain", "text", "Plain Text"],
  json: ["application/json", "json", "JSON"],
  csv: ["text/csv", "csv", "CSV"],
  png: ["image/png", "png", "PNG"],
  jpg: ["image/jpeg", "jpg", "JPEG"],
  gif: ["image/gif", "gif", "GIF"],
};

export function renderFile(world: World, file: FileRecord, processed: boolean): Json {
  const extension = file.name.split(".").at(-1)?.toLowerCase() ?? "";
  const [mimetype, filetype, pretty] = mimetypes[extension] ?? ["application/octet-stream", "binary", "Binary"];
  const address = `${world.baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`;
  const shared = file.shares.map((share) => share.channelId);
  const of = (kind: string) => shared.filter((id) => world.channels.get(id)?.kind === kind);
  return {
    id: file.id,
    created: seconds(file.createdAt),
    timestamp: seconds(file.createdAt),
    name: file.name,
    title: file.title,
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
    mimetype: processed ? mimetype : "",
    filetype: processed ? filetype : "",
    pretty_type: processed ? pretty : "",
    user: file.user,
    user_team: world.team.id,
    editable: false,
    size: file.size,
    mode: mimetype.startsWith("text/") ? "snippet" : "hosted",
    is_external: false,
    external_type: "",
    is_public: of("public").length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: `${world.team.url}files/${file.user}/${file.id}`,
    comments_count: 0,
    is_starred: false,
    channels: of("public"),
    groups: [...of("private"), ...of("mpim")],
    ims: of("im"),
    has_rich_preview: false,
    file_access: "visible",
  };
}

const note = (it: { value: string; creator: string; lastSet: number }) => ({
  value: it.value,
  creator: it.creator,
  last_set: it.lastSet,
});

/** @param asMember the user whose membership is_member tells; null leaves it out. */
export function renderChannel(world: World, channel: Channel, asMember: string | null): Json {
  if (channel.kind === "im") {
    return {
      id: channel.id,
      created: seconds(channel.createdAt),
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      context_team_id: world.team.id,
      updated: channel.updatedAt,
      user: [...channel.members].find((id) => id !== world.app.botUserId) ?? world.app.botUserId,
    };
  }
  const isPrivate = channel.kind !== "public";
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: channel.kind === "mpim",
    is_private: isPrivate,
    created: seconds(channel.createdAt),
    is_archived: channel.isArchived,
    is_general: channel.isGeneral,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: world.team.id,
    updated: channel.updatedAt,
    creator: channel.creator,
    is_ext_shared: false,
    shared_team_ids: [world.team.id],
    pending_connected_team_ids: [],
    ...(asMember === null ? {} : { is_member: channel.members.has(asMember) }),
    topic: note(channel.topic),
    purpose: note(channel.purpose),
    previous_names: [...channel.previousNames],
  };
}

/** The zone's offset from UTC in seconds at an instant, as users.info shows it. */
function offsetSeconds(tz: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: tz, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (hours === undefined || minutes === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}

export function renderUser(world: World, user: User): Json {
  const image = `${world.team.url}img/${user.id}_72.png`;
  const showsEmail = world.manifest.scopes.has("users:read.email") && !user.isBot;
  return {
    id: user.id,
    team_id: world.team.id,
    name: user.name,
    deleted: user.isDeleted,
    color: "9f69e7",
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, world.clock.now()),
    profile: {
      avatar_hash: user.id.toLowerCase(),
      title: "",
      phone: "",
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.isBot ? "" : user.displayName,
      display_name_normalized: user.isBot ? "" : user.displayName,
      status_text: "",
      status_emoji: "",
      status_expiration: 0,
      image_72: image,
      team: world.team.id,
      ...(showsEmail ? { email: user.email } : {}),
      ...(user.isBot ? { bot_id: world.app.botId, api_app_id: world.app.id, always_active: true } : {}),
    },
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: seconds(user.updatedAt),
  };
}
