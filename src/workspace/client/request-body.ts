// What a page sends.

import type { IncomingMessage } from "node:http";

/** @param mostBytes beyond, it is read to its end and not kept. Null: it was more than that. */
export async function readBody(req: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size <= mostBytes) chunks.push(chunk as Buffer);
  }
  return size > mostBytes ? null : Buffer.concat(chunks);
}
