// Holds what the workspace sends against the keys and types that were recorded from Slack.

import { readFileSync } from "node:fs";

const fixtures = new URL("../../fixtures/slack/", import.meta.url);

export type MethodFacts = {
  json: boolean;
  /** T1 … T4, or "special". */
  tier: string;
  scopes: string[];
  required: string[];
  args: string[];
  errors: string[];
};

export const facts = JSON.parse(readFileSync(new URL("methods.json", fixtures), "utf8")) as {
  common: string[];
  methods: Record<string, MethodFacts>;
};

/** FACTS 4 names these for every method; the list scraped as "common" lacks them. */
const everywhere = [
  "invalid_auth",
  "invalid_arguments",
  "internal_error",
  "unknown_method",
  "invalid_json",
  "json_not_object",
];

export function isDocumented(method: string, error: string): boolean {
  return [...(facts.methods[method]?.errors ?? []), ...facts.common, ...everywhere].includes(error);
}

const loaded = new Map<string, Map<string, string[]>>();

/** @param file e.g. "api/chat.postMessage" or "events/MessagePayload". */
function keypaths(file: string): Map<string, string[]> {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const lines = readFileSync(new URL(`keypaths/${file}.tsv`, fixtures), "utf8").split("\n");
  const paths = new Map<string, string[]>();
  for (const line of lines) {
    const [path, types] = line.split("\t");
    if (path !== undefined && types !== undefined) paths.set(path, types.split(/[,|]/));
  }
  loaded.set(file, paths);
  return paths;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/**
 * What in `value` was never recorded there: "path: what is odd". Descends where the record has children; null passes
 * for anything. `allowed` are paths that Slack documents and the record lacks.
 */
export function oddities(file: string, value: unknown, allowed: readonly string[] = []): string[] {
  const paths = keypaths(file);
  const hasChildren = (path: string) =>
    [...paths.keys()].some((it) => it.startsWith(`${path}.`) || it.startsWith(`${path}[`));
  const found: string[] = [];
  const look = (path: string, inner: unknown) => {
    const key = path === "" ? "$" : path;
    if (allowed.includes(key)) return;
    const types = paths.get(key);
    if (types === undefined) {
      found.push(`${key}: never recorded`);
      return;
    }
    const type = typeOf(inner);
    if (type === "null") return;
    if (!types.includes(type)) found.push(`${key}: ${type}, recorded as ${types.join(" or ")}`);
    if (path !== "" && !hasChildren(path)) return;
    if (Array.isArray(inner)) for (const item of inner) look(`${path}[]`, item);
    else if (type === "object") for (const [name, it] of Object.entries(inner as object)) look(`${path}.${name}`, it);
  };
  look("", value);
  return found;
}
