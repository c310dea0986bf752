// Reads a call's arguments from query, form, JSON or multipart, and gives them out by type.

import type { IncomingMessage } from "node:http";
import type { Json } from "../world.ts";
import { ApiRefusal } from "./refusal.ts";

export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Slack's text is UTF-8, which has no lone surrogates; here they become U+FFFD, wherever they stand in a value. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.isWellFormed() ? value : value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wellFormed(inner)]));
  }
  return value;
}

function readJson(body: Buffer): Json {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiRefusal("invalid_json");
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new ApiRefusal("json_not_object");
  }
  return wellFormed(parsed) as Json;
}

export async function readMultipart(contentType: string, body: Buffer): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
}

/**
 * @param readsJson whether the method reads a JSON body at all (methods.tsv); where it does not, the body is as good as
 * absent. Errors: invalid_json, json_not_object, invalid_form_data, invalid_post_type.
 */
export async function readArgs(req: IncomingMessage, url: URL, body: Buffer, readsJson: boolean): Promise<Json> {
  const args: Json = {};
  // Apps made since 2021 cannot send their token in the query (Slack's changelog of November 2020): it is not read.
  for (const [key, value] of url.searchParams) if (key !== "token") args[key] = value;
  if (req.method === "GET" || body.length === 0) return args;
  const contentType = req.headers["content-type"] ?? "";
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    for (const [key, value] of new URLSearchParams(body.toString("utf8"))) args[key] = value;
  } else if (contentType.startsWith("application/json")) {
    if (readsJson) Object.assign(args, readJson(body));
  } else if (contentType.startsWith("multipart/form-data")) {
    try {
      for (const [key, value] of await readMultipart(contentType, body)) args[key] = value;
    } catch (error) {
      if (error instanceof TypeError) throw new ApiRefusal("invalid_form_data");
      throw error;
    }
  } else {
    throw new ApiRefusal(contentType === "" ? "missing_post_type" : "invalid_post_type");
  }
  return args;
}

/** The argument as text; null when absent or empty. */
export function text(args: Json, key: string): string | null {
  const value = args[key];
  if (typeof value === "string") return value === "" ? null : value;
  if (typeof value === "number") return String(value);
  return null;
}

/** Whether the argument is there, of whatever type; an empty text is as good as none. */
export function isGiven(args: Json, key: string): boolean {
  const value = args[key];
  return value !== undefined && value !== null && value !== "";
}

export function flag(args: Json, key: string): boolean {
  const value = args[key];
  return value === true || value === "true" || value === "1" || value === 1;
}

/** The argument as a whole number; null when absent, NaN when it is none. */
export function number(args: Json, key: string): number | null {
  const value = args[key];
  if (value === undefined || value === null || value === "") return null;
  const read = Number(value);
  return Number.isInteger(read) ? read : Number.NaN;
}

/**
 * A structured argument: given as it is (JSON body) or as a JSON string (form). Undefined when absent or unreadable.
 */
export function structure(args: Json, key: string): { given: boolean; value: unknown } {
  const raw = args[key];
  if (!isGiven(args, key)) return { given: false, value: undefined };
  if (typeof raw !== "string") return { given: true, value: raw };
  try {
    return { given: true, value: wellFormed(JSON.parse(raw)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { given: true, value: undefined };
    throw error;
  }
}

/** A list given as an array or as text with commas. */
export function list(args: Json, key: string): string[] {
  const value = args[key];
  const parts = Array.isArray(value) ? value.map(String) : typeof value === "string" ? value.split(",") : [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
