// The HTTP side: routes a request, lets faults and latency at it, logs the call, and answers. It never decides what a
// method may do; that is in the methods.

import type { IncomingMessage, ServerResponse } from "node:http";
import { isObject } from "../blocks/check.ts";
import { beginCall, endCall } from "../calls.ts";
import { notify } from "../changes.ts";
import { answerControl } from "../control/control.ts";
import { evict } from "../evict.ts";
import type { FaultSwitches } from "../fault-switches.ts";
import { type Fault, runHooks, takeFault, takeHooks } from "../faults.ts";
import { whyNotApp } from "../gate.ts";
import { nextNumber } from "../ids.ts";
import { keptLimits } from "../limits.ts";
import { realNowMs, sleepRealMs } from "../real-time.ts";
import { recordAnswer, recordCall } from "../records.ts";
import type { Json, World } from "../world.ts";
import { type Answer, jsonAnswer, send, textAnswer } from "./answer.ts";
import { readArgs, readBody, text } from "./args.ts";
import { methods } from "./methods.ts";
import { perform } from "./perform.ts";
import { ApiRefusal } from "./refusal.ts";
import { answerFile, answerResponseUrl, answerUpload } from "./side-doors.ts";

/** A request that was read: under which name faults and the log know it, and the deed. */
type Deed = { name: string; args: Json; run: () => Answer | Promise<Answer> };

function tokenOf(req: IncomingMessage, args: Json): string | null {
  const header = /^Bearer (\S+)$/i.exec(req.headers.authorization ?? "");
  return header?.[1] ?? text(args, "token");
}

function runMethod(world: World, name: string, args: Json, token: string | null): Answer {
  const method = methods.get(name);
  if (method === undefined) return jsonAnswer({ ok: false, error: "unknown_method", req_method: name });
  return perform(world, { name, method }, args, token);
}

/** What was posted to a response_url, for the inspector and for faults that look at it. */
function postedTo(body: Buffer): Json {
  try {
    const posted: unknown = JSON.parse(body.toString("utf8"));
    return isObject(posted) ? posted : {};
  } catch (error) {
    // It is refused where it is answered.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

async function readDeed(world: World, req: IncomingMessage, url: URL, body: Buffer): Promise<Deed> {
  const { pathname } = url;
  if (pathname.startsWith("/upload/")) {
    return { name: "upload", args: { bytes: body.length }, run: () => answerUpload(world, req, url, body) };
  }
  if (pathname.startsWith("/response/")) {
    return { name: "response_url", args: postedTo(body), run: () => answerResponseUrl(world, url, body) };
  }
  if (pathname.startsWith("/files/")) return { name: "file", args: {}, run: () => answerFile(world, req, url) };
  const name = pathname.slice("/api/".length);
  try {
    const args = await readArgs(req, url, body, methods.get(name)?.json ?? true);
    const token = tokenOf(req, args);
    delete args.token;
    return { name, args, run: () => runMethod(world, name, args, token) };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    const answer = jsonAnswer({ ok: false, error: error.code });
    return { name, args: {}, run: () => answer };
  }
}

/** What a fault answers in the place of the deed; null when the deed is still to be done. */
function insteadOf(fault: Fault | null): Answer | null {
  if (fault?.kind === "ratelimited") {
    return jsonAnswer({ ok: false, error: "ratelimited" }, 429, { "retry-after": String(fault.retryAfterS) });
  }
  if (fault?.kind === "status") return textAnswer("upstream connect error", fault.status);
  if (fault?.kind === "error") return jsonAnswer({ ok: false, error: fault.error });
  return null;
}

function outcomeOf(answer: Answer): string {
  if (answer.status !== 200) return `HTTP ${answer.status}`;
  const [, error] = /^\{"ok":false,"error":"([^"]+)"/.exec(answer.body) ?? [];
  return error ?? "ok";
}

/** Does the deed with what faults do to it. Answers null when the connection was destroyed instead. */
async function carryOut(
  world: World,
  deed: Deed,
  req: IncomingMessage,
): Promise<{ answer: Answer | null; outcome: string }> {
  const drop = (outcome: string) => {
    req.socket.destroy();
    return { answer: null, outcome };
  };
  const hooks = takeHooks(world, deed.name);
  const fault = takeFault(world, deed.name, deed.args);
  if (await runHooks(hooks, "before")) return drop("dropped before");
  if (fault?.kind === "reset") return drop("reset");
  if (fault?.kind === "timeout") {
    await sleepRealMs(fault.afterMs);
    return drop("timeout");
  }
  const instead = insteadOf(fault);
  if (instead !== null) return { answer: instead, outcome: outcomeOf(instead) };
  const answer = await deed.run();
  if (await runHooks(hooks, "after")) return drop("dropped after");
  if (fault?.kind === "answer lost") {
    await sleepRealMs(fault.afterMs);
    return drop("answer lost");
  }
  if (fault?.kind === "status after the deed") {
    return {
      answer: textAnswer("upstream request timeout", fault.status),
      outcome: `HTTP ${fault.status} after the deed`,
    };
  }
  if (fault?.kind === "slow") await sleepRealMs(fault.ms);
  return { answer, outcome: outcomeOf(answer) };
}

/** One call of the app: logged, delayed and hit by what faults there are. Null: the connection was cut instead. */
async function serveCall(
  world: World,
  req: IncomingMessage,
  url: URL,
  body: Buffer,
  startedAt: number,
): Promise<Answer | null> {
  const deed = await readDeed(world, req, url, body);
  const call = url.pathname.startsWith("/api/") ? beginCall(world, deed.name, startedAt) : null;
  if (call !== null) call.args = deed.args;
  // A file that somebody looks at is no call of the app.
  const record = deed.name === "file" ? null : recordCall(world, deed.name, deed.args, body.length, startedAt);
  const latency = world.faults.latencyMs() / 2;
  await sleepRealMs(latency);
  const { answer, outcome } = await carryOut(world, deed, req);
  await sleepRealMs(latency);
  if (call !== null) endCall(call, outcome);
  if (record !== null) recordAnswer(world, record, outcome, answer?.body ?? null);
  return answer;
}

/** What the request comes to; null: the connection was cut. What is at no address of Slack's is no call of the app. */
async function answerAt(
  world: World,
  switches: FaultSwitches,
  req: IncomingMessage,
  startedAt: number,
): Promise<Answer | null> {
  const url = new URL(req.url ?? "/", world.baseUrl);
  const body = await readBody(req);
  if (url.pathname.startsWith("/control/")) return answerControl(world, switches, req, url, body);
  const why = whyNotApp(req);
  if (why !== null) return textAnswer(why, 403);
  if (!/^\/(api|upload|response|files)\//.test(url.pathname)) return textAnswer("Not Found", 404);
  return serveCall(world, req, url, body, startedAt);
}

/** Serves one request to the end. The latency lies half before the deed and half after, as on a wire. */
export async function serve(
  world: World,
  switches: FaultSwitches,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const startedAt = realNowMs();
  world.requestsInFlight += 1;
  try {
    const answer = await answerAt(world, switches, req, startedAt);
    if (answer !== null) send(world, req, res, answer);
  } catch (error) {
    // A request that broke off is the client's affair; anything else is a defect of the workspace and must be seen.
    if (!req.socket.destroyed)
      send(world, req, res, jsonAnswer({ ok: false, error: "internal_error", detail: String(error) }, 500));
    if (!isBrokenOff(error)) throw error;
  } finally {
    world.requestsInFlight -= 1;
    notify(world.changes);
    if (!world.keepsCalls && nextNumber(world, "served") % keptLimits.everyRequests === 0) evict(world);
  }
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "ABORT_ERR");
}
