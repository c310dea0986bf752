// The page's doors: which request gets which file, feed, page of history or deed. Says who may come in; what a person
// may see and do is said further in.

import type { IncomingMessage, ServerResponse } from "node:http";
import { maySee } from "../deeds/membership.ts";
import { CannotDo } from "../people/cannot-do.ts";
import type { World } from "../world.ts";
import { carryOut } from "./carry-out.ts";
import { clientOf } from "./client-of.ts";
import { answerDocument, answerFile } from "./documents.ts";
import { type Feeds, openFeeds } from "./feed.ts";
import { isJson, isOwnHost, isOwnOrigin } from "./guard.ts";
import type { Door, PageHost, PageOptions } from "./host.ts";
import { contentPolicy, pageHtml } from "./html.ts";
import { bodyBytes, pageMessages, threadMessages } from "./limits.ts";
import { type PageFile, pageFile } from "./page-files.ts";
import type { Done, MessagePage } from "./protocol.ts";
import { readBody } from "./request-body.ts";
import { seenMessage } from "./seen-of.ts";
import { sendData, sendText } from "./sending.ts";
import { answerUpload } from "./uploads.ts";

type Asked = { req: IncomingMessage; res: ServerResponse; query: URLSearchParams };

/** By whom the page is used: whom it names, or else the first person there is. */
function actingPerson(world: World, options: PageOptions, named: string | null): string {
  const isPerson = (id: string) => world.users.get(id)?.isBot === false;
  if (named !== null && isPerson(named)) return named;
  const first = [...world.users.values()].find(({ id, name, isBot }) => {
    return !isBot && (options.firstPerson === null || id === options.firstPerson || name === options.firstPerson);
  });
  const any = first ?? [...world.users.values()].find(({ isBot }) => !isBot);
  if (any === undefined) throw new CannotDo("There is no person in this workspace: add one before the page is opened.");
  return any.id;
}

function sendPageFile({ req, res }: Asked, file: PageFile): void {
  const accepted = req.headers["accept-encoding"] ?? "";
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
  const body = file.body(encoding);
  const headers = { etag: file.etag, "cache-control": "no-cache", vary: "accept-encoding" };
  if (req.headers["if-none-match"] === file.etag) {
    res.writeHead(304, headers).end();
    return;
  }
  res.writeHead(200, {
    ...headers,
    "content-type": file.type,
    "x-content-type-options": "nosniff",
    "content-length": body.length,
    ...(encoding === null ? {} : { "content-encoding": encoding }),
  });
  res.end(req.method === "HEAD" ? undefined : body);
}

function sendPage(world: World, { req, res }: Asked): void {
  res.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy": contentPolicy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
  });
  res.end(req.method === "HEAD" ? undefined : pageHtml(world.team.name, world.manifest.color));
}

/** A permalink's path leads to the page, which has the place after its #. */
function sendToPlace({ res, query }: Asked, path: string): void {
  const [, , channelId = "", message] = path.split("/");
  const thread = query.get("thread_ts");
  const parts = [channelId, ...(thread === null ? [] : [`t${thread}`]), ...(message === undefined ? [] : [message])];
  const up = "../".repeat(path.split("/").length - 2);
  res.writeHead(302, { location: `${up}#${parts.map(encodeURIComponent).join("/")}` }).end();
}

function messagesOf(world: World, userId: string, query: URLSearchParams): MessagePage {
  const channel = world.channels.get(query.get("channel") ?? "");
  if (channel === undefined || !maySee(channel, userId)) throw new CannotDo("There is no such channel to look into.");
  const before = query.get("before");
  const thread = query.get("thread");
  const parent = channel.messageByTs.get(thread ?? "");
  const all =
    thread === null
      ? channel.messages.filter(({ ts, threadTs, subtype }) => {
          return threadTs === null || threadTs === ts || subtype === "thread_broadcast";
        })
      : [...(parent === undefined ? [] : [parent]), ...(channel.threads.get(thread) ?? [])];
  const older = before === null ? all : all.filter(({ ts }) => ts < before);
  const most = thread === null ? pageMessages : threadMessages;
  const shown = older.slice(-most).map((message) => seenMessage(world, channel, message, userId));
  return { messages: shown, hasMore: older.length > most };
}

async function answerDeed(world: World, host: PageHost, userId: string, { req, res, query }: Asked): Promise<void> {
  if (!isJson(req)) return sendText(res, 415, "Send JSON, with the header content-type: application/json.");
  const body = await readBody(req, bodyBytes);
  if (body === null) return sendText(res, 413, `A deed has at most ${bodyBytes} bytes.`);
  const done: Done = await carryOut(world, host, { userId, client: clientOf(query) }, body.toString("utf8"));
  world.keep();
  sendData(res, done);
}

function answerInspect(feeds: Feeds, userId: string, { res, query }: Asked): void {
  const isDone = feeds.inspect(userId, query.get("feed") ?? "", query.get("records") === "1");
  if (!isDone) throw new CannotDo("This feed has ended: open another.");
  sendData(res, { ok: true });
}

async function answerPage(world: World, asked: Asked, path: string): Promise<void> {
  const { req, res } = asked;
  const file = path.startsWith("/page/") ? await pageFile(path.slice("/page/".length)) : null;
  if (req.method !== "GET" && req.method !== "HEAD") sendText(res, 405, "Pages are read.");
  else if (path === "/") sendPage(world, asked);
  else if (path.startsWith("/archives/")) sendToPlace(asked, path);
  else if (file === null) sendText(res, 404, "There is no such file.");
  else sendPageFile(asked, file);
}

export type PageDoor = { door: Door; stop(): void };

/** The doors of one workspace. `stop` ends its feeds. */
export function pageDoor(world: World, options: PageOptions): PageDoor {
  const { host } = options;
  const feeds = openFeeds(world, host);
  const answerData = async (asked: Asked, path: string): Promise<void> => {
    const { req, res, query } = asked;
    const userId = actingPerson(world, options, query.get("as"));
    if (path === "/client/do" || req.method === "POST") {
      if (req.method !== "POST") return sendText(res, 405, "Deeds are posted.");
      if (path === "/client/do") return answerDeed(world, host, userId, asked);
      if (path === "/client/file") return answerUpload(world, host, userId, asked);
      if (path === "/client/inspect") return answerInspect(feeds, userId, asked);
    }
    if (req.method !== "GET") return sendText(res, 405, "Only deeds and files are posted.");
    if (path === "/client/feed") return feeds.open(req, res, query, userId);
    if (path === "/client/messages") return sendData(res, messagesOf(world, userId, query));
    if (path === "/client/document") return answerDocument(world, userId, query, res);
    if (path === "/client/file") return answerFile(world, userId, query, res);
    return sendText(res, 404, "There is nothing here.");
  };
  const door: Door = async (req, res, path) => {
    const isData = path.startsWith("/client/");
    if (!isData && path !== "/" && !/^\/(page|archives)\//.test(path)) return false;
    const asked = { req, res, query: new URL(req.url ?? "/", "http://localhost").searchParams };
    if (!isOwnHost(req)) sendText(res, 403, "Open the page as localhost or 127.0.0.1.");
    else if (isData && !isOwnOrigin(req)) sendText(res, 403, "A page from elsewhere may not use the workspace.");
    else await answering(res, () => (isData ? answerData(asked, path) : answerPage(world, asked, path)));
    return true;
  };
  return { door, stop: feeds.stop };
}

/** A refusal is a sentence; a request that broke off is the browser's affair; anything else is a defect. */
async function answering(res: ServerResponse, run: () => Promise<void> | void): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (res.destroyed) return;
    if (error instanceof CannotDo) {
      sendData(res, { ok: false, sentence: error.message }, 404);
      return;
    }
    process.emitWarning(error instanceof Error ? error : String(error));
    if (res.headersSent) res.destroy();
    else sendData(res, { ok: false, sentence: `The workspace has a defect here: ${String(error)}` }, 500);
  }
}
