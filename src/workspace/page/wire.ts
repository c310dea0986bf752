// What the page asks the workspace over HTTP. None of it rejects: a workspace that does not answer is null, or a
// sentence, since the feed says by itself that the line is down.

import type { Deed, Done, MessagePage, SeenDocument, Uploaded } from "../client/protocol.ts";

const unreachable: Done & { ok: false } = {
  ok: false,
  sentence: "The workspace does not answer. Look at the terminal where npm start runs.",
};

async function answerOf<T>(address: string, asked: RequestInit = {}): Promise<T | null> {
  try {
    const answer = await fetch(address, asked);
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true;
    return isJson ? ((await answer.json()) as T) : null;
  } catch (error) {
    // fetch throws TypeError for a line that broke; anything else is a defect of this page.
    if (error instanceof TypeError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `address` of `client/do`. A refusal is an answer too: one sentence. */
export async function sendDeed(address: string, deed: Deed): Promise<Done> {
  const headers = { "content-type": "application/json" };
  return (await answerOf<Done>(address, { method: "POST", headers, body: JSON.stringify(deed) })) ?? unreachable;
}

/** `address` of `client/file` with the name. */
export async function sendFile(address: string, file: Blob): Promise<Uploaded> {
  const headers = { "content-type": "application/octet-stream" };
  return (await answerOf<Uploaded>(address, { method: "POST", headers, body: file })) ?? unreachable;
}

/** `address` of `client/inspect`. False: that feed has ended. */
export async function askForRecords(address: string): Promise<boolean> {
  return (await answerOf<{ ok: boolean }>(address, { method: "POST" }))?.ok === true;
}

export const readMessages = (address: string): Promise<MessagePage | null> => answerOf(address);

export const readDocument = (address: string): Promise<SeenDocument | null> => answerOf(address);
