// What a Web API method is to the server: what it needs, and the function that does it.

import { maySee } from "../deeds/membership.ts";
import type { Channel, ChannelKind, FileRecord, Json, World } from "../world.ts";
import { text } from "./args.ts";
import { ApiRefusal } from "./refusal.ts";

/** "none": the method is called without a token, and looks at none. */
export type TokenKind = "bot" | "app" | "none";

export type ApiCall = { world: World; args: Json; token: TokenKind };

export type Method = {
  /** Any one of these is enough; none: no scope is needed (methods.tsv). */
  scopes: readonly string[];
  /** Whether a JSON body is read (methods.tsv). */
  json: boolean;
  /** Refused as invalid_arguments when absent. Methods with a code of their own for it check by themselves. */
  required: readonly string[];
  /** Which tokens; nearly all take the bot's alone. */
  tokens: readonly TokenKind[];
  /** Does the deed and answers what is sent beside `ok: true`; throws ApiRefusal. */
  run: (call: ApiCall) => Json;
};

type Needs = Partial<Pick<Method, "scopes" | "json" | "required" | "tokens">>;

export function method(needs: Needs, run: Method["run"]): Method {
  return { scopes: [], json: true, required: [], tokens: ["bot"], ...needs, run };
}

function missingScope(world: World, needed: readonly string[]): ApiRefusal {
  return new ApiRefusal("missing_scope", { needed: needed.join(","), provided: [...world.manifest.scopes].join(",") });
}

export function requireScope(world: World, anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => world.manifest.scopes.has(scope))) return;
  throw missingScope(world, anyOf);
}

type ByKind = Record<ChannelKind, readonly string[]>;

/** The scope a call needs depends on the kind of conversation it is about. */
export const scopesByKind = {
  read: { public: ["channels:read"], private: ["groups:read"], im: ["im:read"], mpim: ["mpim:read"] },
  history: {
    public: ["channels:history"],
    private: ["groups:history"],
    im: ["im:history"],
    mpim: ["mpim:history"],
  },
  manage: { public: ["channels:manage"], private: ["groups:write"], im: ["im:write"], mpim: ["mpim:write"] },
  topic: {
    public: ["channels:write.topic", "channels:manage"],
    private: ["groups:write.topic", "groups:write"],
    im: ["im:write.topic", "im:write"],
    mpim: ["mpim:write.topic", "mpim:write"],
  },
  invite: {
    public: ["channels:write.invites", "channels:manage"],
    private: ["groups:write.invites", "groups:write"],
    im: ["im:write"],
    mpim: ["mpim:write"],
  },
} as const satisfies Record<string, ByKind>;

export function anyScope(kind: keyof typeof scopesByKind): readonly string[] {
  return Object.values(scopesByKind[kind]).flat();
}

export function isBotIn(world: World, channel: Channel): boolean {
  return channel.members.has(world.app.botUserId);
}

/**
 * A completed file that is the app's own, or was shared where the app can look. One that a person has shared nowhere
 * came with a form: the app that was sent the form sees it, and nobody else learns its id.
 */
export function isFileSeen(world: World, file: FileRecord): boolean {
  if (file.completedAt === null) return false;
  if (file.user === world.app.botUserId || file.shares.length === 0) return true;
  return file.shares.some(({ channelId }) => {
    const channel = world.channels.get(channelId);
    return channel !== undefined && maySee(channel, world.app.botUserId);
  });
}

/** The channel by id, or channel_not_found; a private one that the bot is not in is not revealed (FACTS 4). */
export function channelById(call: ApiCall, key = "channel"): Channel {
  const channel = call.world.channels.get(text(call.args, key) ?? "");
  if (channel === undefined) throw new ApiRefusal("channel_not_found");
  if (channel.kind !== "public" && !isBotIn(call.world, channel)) throw new ApiRefusal("channel_not_found");
  return channel;
}

/** The channel by id, with the scopes that its kind needs and the bot in it. */
export function channelOfBot(call: ApiCall, scopes: ByKind | null, key = "channel"): Channel {
  const channel = channelById(call, key);
  if (scopes !== null) requireScope(call.world, scopes[channel.kind]);
  if (!isBotIn(call.world, channel)) throw new ApiRefusal("not_in_channel");
  return channel;
}

export function refuseArchived(channel: Channel, code = "is_archived"): void {
  if (channel.isArchived) throw new ApiRefusal(code);
}

/** For what can be done in channels alone, not in direct conversations. */
export function refuseDirect(channel: Channel): void {
  if (channel.kind === "im" || channel.kind === "mpim") throw new ApiRefusal("method_not_supported_for_channel_type");
}
