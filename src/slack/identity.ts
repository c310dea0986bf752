// Who we are in Slack: the workspace and the bot's user, from auth.test. Asked until known, then kept.

import type { WebClient } from "@slack/web-api";
import type { Outcome } from "../engine/gateway.ts";
import { type Call, need } from "./call.ts";

export type Identity = {
  teamId: string;
  /** Ends with a slash: https://team.slack.com/ */
  teamUrl: string;
  botUserId: string;
  botId: string;
};

export type IdentityKeeper = {
  known(): Identity | null;
  /** The identity, asked of Slack unless it is known. Callers at the same time share one call. */
  ask(): Promise<Outcome<Identity>>;
};

export function createIdentity(read: WebClient, call: Call): IdentityKeeper {
  let known: Identity | null = null;
  let asking: Promise<Outcome<Identity>> | null = null;

  const askSlack = async (): Promise<Outcome<Identity>> => {
    const outcome = await call<Identity>({
      method: "auth.test",
      repeat: "harmless",
      run: async () => {
        const answer = await read.auth.test();
        const url = need(answer.url, "the workspace's address");
        return {
          teamId: need(answer.team_id, "team_id"),
          teamUrl: url.endsWith("/") ? url : `${url}/`,
          botUserId: need(answer.user_id, "user_id"),
          botId: need(answer.bot_id, "bot_id (is SLACK_BOT_TOKEN a bot's token?)"),
        };
      },
    });
    if (outcome.outcome === "done") known = outcome.answer;
    return outcome;
  };

  return {
    known: () => known,
    async ask() {
      if (known !== null) return { outcome: "done", answer: known };
      asking ??= askSlack().finally(() => {
        asking = null;
      });
      return await asking;
    },
  };
}
