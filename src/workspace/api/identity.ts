// auth.test, apps.connections.open, team.info, bots.info: who the app is, and where its sockets are opened.

import { renderBotProfile } from "../deeds/render.ts";
import { nextWord } from "../ids.ts";
import { text } from "./args.ts";
import { type Method, method } from "./method.ts";
import { ApiRefusal } from "./refusal.ts";

export const identityMethods: Record<string, Method> = {
  // The app-level token may ask too, and is told of the app alone.
  "auth.test": method({ tokens: ["bot", "app"] }, ({ world, token }) => {
    if (token === "app") return { app_id: world.app.id, app_name: world.app.name };
    return {
      url: world.team.url,
      team: world.team.name,
      user: world.users.get(world.app.botUserId)?.name ?? "",
      team_id: world.team.id,
      user_id: world.app.botUserId,
      bot_id: world.app.botId,
      is_enterprise_install: false,
    };
  }),

  "apps.connections.open": method({ tokens: ["app"] }, ({ world }) => {
    const ticket = nextWord(world, "ticket");
    world.tickets.add(ticket);
    return { url: `${world.baseUrl.replace("http:", "ws:")}/link/?ticket=${ticket}&app_id=${world.app.id}` };
  }),

  "team.info": method({ scopes: ["team:read"] }, ({ world, args }) => {
    const wanted = text(args, "team");
    if (wanted === null && text(args, "domain") !== null) throw new ApiRefusal("team_not_on_enterprise");
    if (wanted !== null && wanted !== world.team.id) throw new ApiRefusal("team_not_found");
    const { id, name, url, domain } = world.team;
    return { team: { id, name, url, domain, email_domain: "", icon: { image_default: true }, is_verified: false } };
  }),

  "bots.info": method({ scopes: ["users:read"], json: false }, ({ world, args }) => {
    const bot = text(args, "bot");
    if (bot === null) throw new ApiRefusal("missing_argument");
    if (bot !== world.app.botId) throw new ApiRefusal("bot_not_found");
    const { team_id: _team, ...profile } = renderBotProfile(world);
    return { bot: { ...profile, user_id: world.app.botUserId } };
  }),
};
