// DATABASE_URL → what it names. Says nothing of what is there; never shows a password.

import { fileURLToPath } from "node:url";
import { StoreUnusable } from "./unusable.ts";

export type Address =
  | { kind: "memory" }
  | { kind: "sqlite"; path: string }
  /** `shown` is the url without its password and options, for messages. */
  | { kind: "postgres"; url: string; shown: string };

const shapes = "Give a file's path, file:…, sqlite:…, :memory: or postgres://user:password@host/database.";

function postgresAddress(url: string): Address {
  if (!URL.canParse(url)) {
    throw new StoreUnusable(
      "The database address is not a valid postgres:// URL.",
      `Write special characters of the password as %XX. ${shapes}`,
    );
  }
  const { username, host, pathname } = new URL(url);
  return { kind: "postgres", url, shown: `postgres://${username}${username && "@"}${host}${pathname}` };
}

/** Throws StoreUnusable for an address that names neither a file nor a PostgreSQL database. */
export function parseAddress(url: string): Address {
  if (/^postgres(ql)?:\/\//i.test(url)) return postgresAddress(url);
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "file" && scheme !== "sqlite") {
    throw new StoreUnusable(`Sitrep cannot use a "${scheme}:" database.`, shapes);
  }
  if (url.startsWith("file:///")) return { kind: "sqlite", path: fileURLToPath(url) };
  // sqlite:///srv/x.db is absolute, sqlite://x.db and sqlite:x.db are relative: as other programs read them.
  const path = scheme === undefined ? url : url.slice(scheme.length + 1).replace(/^\/\//, "");
  if (path.trim() === "") throw new StoreUnusable("The database address is empty.", shapes);
  return path === ":memory:" ? { kind: "memory" } : { kind: "sqlite", path };
}
