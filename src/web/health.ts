// What a supervisor may ask: does the process live (/healthz), and can it do its work (/readyz).
// Tells states and ages, never a title, a name or a count of incidents.

import { Hono } from "hono";
import { saidSkew } from "../time/skew.ts";

/** Slack's pings arrive every few seconds; half a minute without a frame means that nobody could reach us. */
const longestSilenceMs = 30_000;

export type Vitals = {
  /** Epoch ms. */
  now(): number;
  /** Makes a real write and fails with a sentence where the store can't. */
  checkStore(): Promise<void>;
  /** When the last frame came from Slack (epoch ms); null before the first. */
  lastFrameAt(): number | null;
  /** Slack's clock minus what the host's shows, in ms; null before Slack has answered. */
  skewMs(): number | null;
};

type Check = { ok: boolean; detail: string };

async function storeCheck(vitals: Vitals): Promise<Check> {
  try {
    await vitals.checkStore();
    return { ok: true, detail: "writes" };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function slackCheck(vitals: Vitals): Check {
  const at = vitals.lastFrameAt();
  if (at === null) return { ok: false, detail: "no frame from Slack yet" };
  const ageMs = vitals.now() - at;
  return { ok: ageMs <= longestSilenceMs, detail: `last frame ${Math.round(ageMs / 1_000)} s ago` };
}

/** No reason not to be ready: what is written down and due goes by Slack's clock. But whoever looks should set it. */
function clockCheck(vitals: Vitals): Check & { skewMs: number | null } {
  const skewMs = vitals.skewMs();
  if (skewMs === null) return { ok: true, detail: "not yet compared with Slack's", skewMs };
  const said = saidSkew(skewMs);
  if (said === null) return { ok: true, detail: "agrees with Slack's", skewMs };
  return { ok: false, detail: `${said}: set the host's clock, e.g. with NTP`, skewMs };
}

/**
 * Routes GET /healthz (200 while the process lives) and GET /readyz (200 or 503 with what is wrong). A wrong clock of
 * the host's is said, and is no reason for 503.
 */
export function healthRoutes(vitals: Vitals): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ ok: true }));
  app.get("/readyz", async (context) => {
    const store = await storeCheck(vitals);
    const slack = slackCheck(vitals);
    const ok = store.ok && slack.ok;
    return context.json({ ok, store, slack, clock: clockCheck(vitals) }, ok ? 200 : 503);
  });
  return app;
}
