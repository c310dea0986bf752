// What Slack says over a socket about the socket itself (FACTS 1.3).

import type { World } from "../world.ts";

const host = "applink-embedded";

/** @param lifeMs how long the link is to live. */
export function helloNote(world: World, connections: number, lifeMs: number): string {
  return JSON.stringify({
    type: "hello",
    num_connections: connections,
    debug_info: {
      host,
      started: new Date(world.app.installedAt).toISOString().replace("T", " ").slice(0, -1),
      build_number: 1,
      approximate_connection_time: Math.round(lifeMs / 1_000),
    },
    connection_info: { app_id: world.app.id },
  });
}

/** @param reason warning, refresh_requested, link_disabled or too_many_websockets. */
export function disconnectNote(world: World, connections: number, reason: string): string {
  return JSON.stringify({
    type: "disconnect",
    reason,
    num_connections: connections,
    debug_info: { host },
    connection_info: { app_id: world.app.id },
  });
}
