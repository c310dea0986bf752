// The tier of each method (slack-api-ref, as in the fixtures' methods.json, against which a test holds it).

/** Calls a minute: T2 20 and more, T3 50, T4 100; "special" are the methods with limits of their own (FACTS 2). */
export type Tier = "T2" | "T3" | "T4" | "special";

const methodsByTier: Record<Tier, string> = {
  T2: `bookmarks.add bookmarks.edit bookmarks.remove canvases.create conversations.archive
    conversations.canvases.create conversations.create conversations.list conversations.rename
    conversations.setPurpose conversations.setTopic conversations.unarchive pins.add pins.list pins.remove
    reactions.remove usergroups.list usergroups.users.list users.list`,
  T3: `apps.connections.open bookmarks.list bots.info canvases.edit canvases.sections.lookup chat.delete chat.update
    conversations.history conversations.info conversations.invite conversations.join conversations.kick
    conversations.leave conversations.open conversations.replies reactions.add reactions.get team.info
    users.conversations users.lookupByEmail`,
  T4: `chat.postEphemeral conversations.members files.completeUploadExternal files.getUploadURLExternal files.info
    users.info views.open views.publish views.push views.update`,
  // blocks.validate has "special rate limits", of which Slack says no more.
  special: "auth.test blocks.validate chat.getPermalink chat.postMessage",
};

const tiers = new Map<string, Tier>(
  (Object.keys(methodsByTier) as Tier[]).flatMap((tier) =>
    methodsByTier[tier].split(/\s+/).map((method): [string, Tier] => [method, tier]),
  ),
);

/** The method's tier; the strictest for one that is not in the table. */
export function tierOf(method: string): Tier {
  return tiers.get(method) ?? "T2";
}
