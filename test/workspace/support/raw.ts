// Calls a method without the SDK, so that a test decides about body, token and encoding.

import type { Workspace } from "../../../src/workspace/workspace.ts";

export type Answer = {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { ok: boolean; error?: string };
};

type How = { as?: "form" | "json" | "get" | "multipart"; token?: string | null; tokenIn?: "header" | "body" };

const plain = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Objects are sent as JSON strings in a form, as the SDK does. */
export async function call(workspace: Workspace, method: string, args: object = {}, how: How = {}): Promise<Answer> {
  const { as = "form", tokenIn = "header", token = workspace.botToken } = how;
  const headers: Record<string, string> = {};
  const all: Record<string, unknown> = { ...args };
  if (token !== null && tokenIn === "header") headers.authorization = `Bearer ${token}`;
  if (token !== null && tokenIn === "body") all.token = token;
  const fields = Object.entries(all).map(([key, value]): [string, string] => [key, plain(value)]);
  let url = `${workspace.apiUrl}${method}`;
  let body: string | URLSearchParams | FormData | null = null;
  if (as === "get") url = `${url}?${new URLSearchParams(fields)}`;
  if (as === "form") body = new URLSearchParams(fields);
  if (as === "multipart") {
    body = new FormData();
    for (const [key, value] of fields) body.append(key, value);
  }
  if (as === "json") {
    body = JSON.stringify(all);
    headers["content-type"] = "application/json; charset=utf-8";
  }
  const res = await fetch(url, { method: as === "get" ? "GET" : "POST", headers, body });
  const answer = (await res.json()) as Answer["body"];
  return { status: res.status, headers: res.headers, body: answer };
}
