// The composition root: the one file that knows every room. It puts the bot together, starts it and stops it, in the
// order that loses nothing. It decides nothing.

import type { StartBot } from "./cli/command.ts";
import { createEngine } from "./engine/engine.ts";
import { createUpkeep } from "./engine/upkeep.ts";
import { catalogOf } from "./settings/catalog.ts";
import { announceInOf, namedIn } from "./settings/named.ts";
import { connectSlack } from "./slack/connect.ts";
import { createHomes } from "./slack/homes.ts";
import { registerListeners } from "./slack/listen/register.ts";
import { openStore } from "./store/store.ts";

export const startBot: StartBot = async ({ config, settings, clock, wireClock, log }) => {
  const store = await openStore(config.databaseUrl, { log });
  const slack = connectSlack({ config, named: namedIn(settings), clock, wireClock, log });
  // Spans of the bot's own go by the host's clock, which nobody corrects; what people see or wait for by Slack's.
  const homes = createHomes({ clock, log });
  const catalog = catalogOf(settings);
  const { exportZone, channelTemplate } = settings;
  const ways = { catalog, channelTemplate, announceIn: announceInOf(settings), exportZone };
  const { gateway, people, skewMs, answered } = slack;
  const inSlacksTime = { clock: slack.clock, log };
  const onCommit = homes.changed;
  const engine = createEngine({ ...inSlacksTime, ...ways, store, gateway, onCommit, ready: answered });
  const upkeep = createUpkeep({ ...inSlacksTime, store, skewMs });
  const checkStore = () => store.checkWritable(slack.clock.now());
  const vitals = { now: clock.now, checkStore, lastFrameAt: slack.lastFrameAt, skewMs };
  const closeRest = async (): Promise<void> => {
    await slack.close();
    await store.close();
  };
  try {
    const { port } = config;
    // Without a port there is nothing to serve, and no server to carry.
    const web =
      port === null
        ? null
        : await (await import("./web/server.ts")).startWeb({ port, vitals, slackDoor: slack.handle });
    await engine.start();
    slack.onCorrected(engine.wake);
    void answered.then(upkeep.start);
    slack.start((app) => registerListeners(app, { ...inSlacksTime, engine, catalog, people, homes, skewMs }));
    return {
      engine,
      slack,
      port: web?.port ?? null,
      async stop() {
        // First nothing more comes in, then what is held is finished, then everything is closed.
        const from = wireClock.now();
        await slack.stop();
        homes.stop();
        // A clock that is set while we wait must not make the wait longer.
        await engine.stop(Math.max(0, wireClock.now() - from));
        await upkeep.stop();
        await web?.stop();
        await closeRest();
      },
    };
  } catch (error) {
    await closeRest();
    throw error;
  }
};
