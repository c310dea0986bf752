// A program of its own that calls a workspace as fast as it is answered: node caller.ts API_URL TOKEN SECONDS.
// Prints how many calls a second were answered with ok; a call that was not ends it.

import { Pool } from "undici";
import { realNow } from "../support/until.ts";

const together = 16;
const [apiUrl = "", token = "", seconds = ""] = process.argv.slice(2);
const pool = new Pool(new URL(apiUrl).origin, { connections: together });
const authorization = `Bearer ${token}`;

const text = (text: string) => ({ type: "mrkdwn", text });
const blocks = JSON.stringify([
  { type: "header", text: { type: "plain_text", text: "SEV2 · INC-1 Checkout is failing" } },
  { type: "section", text: text("*Update 3* The database has no connections left."), fields: [text("a"), text("b")] },
  { type: "context", elements: [text("sam · 09:10")] },
]);

async function call(method: string, args: Record<string, string>): Promise<Record<string, unknown>> {
  const { body } = await pool.request({
    path: `/api/${method}`,
    method: "POST",
    headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(args).toString(),
  });
  const answer = (await body.json()) as Record<string, unknown>;
  if (answer.ok !== true) throw new Error(`${method}: ${String(answer.error)}`);
  return answer;
}

let calls = 0;
const startedAt = realNow();

/** What a bot does most: posts, edits what it posted, looks at what is there. */
async function work(): Promise<void> {
  while (realNow() - startedAt < Number(seconds) * 1_000) {
    const { ts, channel } = await call("chat.postMessage", { channel: "incidents", text: "An update", blocks });
    await call("chat.update", { channel: String(channel), ts: String(ts), text: "An update, edited", blocks });
    await call("conversations.info", { channel: String(channel) });
    await call("auth.test", {});
    calls += 4;
  }
}

await Promise.all(Array.from({ length: together }, work));
process.stdout.write(String(calls / ((realNow() - startedAt) / 1_000)));
await pool.close();
