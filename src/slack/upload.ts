// A file in a channel, in Slack's three steps (FACTS 9), by hand: only the last is seen by anybody, so only there
// may the outcome be unknown; filesUploadV2 would not say which step failed.

import { Buffer } from "node:buffer";
import type { FetchFunction } from "@slack/web-api";
import type { Gateway, Outcome, Upload } from "../engine/gateway.ts";
import { type Call, need } from "./call.ts";
import { AnswerError } from "./outcome.ts";
import type { WebClients } from "./web-clients.ts";

export type UploadParts = { clients: WebClients; call: Call; fetch: FetchFunction };

/** The bytes as they are: the address takes them raw as well as in a form (FACTS 9). A string goes out as UTF-8. */
async function send(fetch: FetchFunction, url: string, body: string): Promise<void> {
  const headers = { "content-type": "application/octet-stream" };
  const answer = await fetch(url, { method: "POST", headers, body, redirect: "error" });
  const said = await answer.text();
  // "OK - 1234", or with status 200 an error of the API's own: the file is not there then.
  if (/^\s*\{\s*"ok"\s*:\s*false/.test(said))
    throw new AnswerError(`the upload's address answered ${said.slice(0, 80)}`);
  if (!answer.ok) throw new AnswerError(`the upload's address answered HTTP ${answer.status}`);
}

async function upload(
  { clients, call, fetch }: UploadParts,
  { channelId, filename, title, content, comment }: Upload,
): Promise<Outcome<null>> {
  // A lone surrogate has no UTF-8, and the length has to be that of what is sent.
  const body = content.toWellFormed();
  const ticket = await call({
    method: "files.getUploadURLExternal",
    repeat: "harmless",
    run: async () => {
      const answer = await clients.write.files.getUploadURLExternal({ filename, length: Buffer.byteLength(body) });
      return { url: need(answer.upload_url, "upload_url"), fileId: need(answer.file_id, "file_id") };
    },
  });
  if (ticket.outcome !== "done") return ticket;
  const { url, fileId } = ticket.answer;
  const sent = await call({
    method: "files.getUploadURLExternal",
    repeat: "harmless",
    run: () => send(fetch, url, body),
  });
  if (sent.outcome !== "done") return sent;
  return await call({
    method: "files.completeUploadExternal",
    repeat: "seen",
    run: async () => {
      await clients.write.files.completeUploadExternal({
        files: [{ id: fileId, title }],
        channel_id: channelId,
        initial_comment: comment,
      });
      return null;
    },
  });
}

export const uploadCalls = (parts: UploadParts): Pick<Gateway, "upload"> => ({
  upload: (file) => upload(parts, file),
});
