// App Home: drawn when somebody opens it.

import type { App } from "@slack/bolt";
import { homeView } from "../../blocks/home.ts";
import { maxEndedInHome, maxOpenInHome } from "../../blocks/limits.ts";
import { worstFirst } from "../../blocks/listed.ts";
import type { IncidentRow } from "../../store/incident-rows.ts";
import type { Asker, Desk } from "./desk.ts";
import { maxFiltered, maxListed } from "./limits.ts";
import { listedRow, upToDate } from "./listed-row.ts";

/** What this person may see, as it is now. */
async function freshHome(desk: Desk, asker: Asker) {
  const open = await desk.engine.find.list({ open: true, limit: maxFiltered }, asker);
  const ended = await desk.engine.find.list({ open: false, limit: maxListed }, asker);
  const row = (found: IncidentRow) => listedRow(found, desk.catalog);
  return homeView(
    await upToDate(desk, asker, worstFirst(open.map(row), desk.catalog), maxOpenInHome),
    await upToDate(desk, asker, ended.map(row), maxEndedInHome),
    desk.catalog,
  );
}

export function listenToHome(app: App, desk: Desk): void {
  app.event("app_home_opened", async ({ event, body, client }) => {
    if (event.tab !== "home") return;
    const asker = { teamId: body.team_id, userId: event.user, channelId: null };
    await desk.homes.opened(asker.userId, async () => {
      await client.views.publish({ user_id: asker.userId, view: await freshHome(desk, asker) });
    });
  });
}
