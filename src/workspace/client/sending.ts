// How the doors answer: data is never kept by the browser, and nothing is taken for what it is not.

import type { ServerResponse } from "node:http";

const always = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function sendData(res: ServerResponse, body: object, status = 200): void {
  const text = Buffer.from(JSON.stringify(body));
  res.writeHead(status, {
    ...always,
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
  });
  res.end(text);
}

export function sendText(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { ...always, "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

/** A person's file: shown as the picture it is, or kept; never run. */
export function sendBytes(res: ServerResponse, type: string, name: string, bytes: Buffer): void {
  const isPicture = /^image\/(png|jpeg|gif)$/.test(type);
  const letters = encodeURIComponent(name).replaceAll(/['()*]/g, (it) => `%${it.charCodeAt(0).toString(16)}`);
  const named = `filename*=UTF-8''${letters}`;
  res.writeHead(200, {
    ...always,
    "content-type": isPicture ? type : "application/octet-stream",
    "content-disposition": `${isPicture ? "inline" : "attachment"}; ${named}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "content-length": bytes.length,
  });
  res.end(bytes);
}
