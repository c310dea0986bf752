// A YAML document as plain data, and where in the file each of its values stands. Follows aliases, but counts what it
// follows: a few lines of them can stand for billions of values, or for themselves.

import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from "yaml";
import { maxDepth, maxValues } from "./limits.ts";

/** Keys of maps, and indices of lists. */
export type Path = readonly (string | number)[];
/** Both count from 1. */
export type Place = { readonly line: number; readonly column: number };
/** A message that is whole but for where it stands. */
export type Remark = { readonly path: Path; readonly place: Place; readonly message: string };

export type Tree = {
  readonly value: unknown;
  /** Where this stands: a setting at its key, an entry at its value. What is not there stands where it should be. */
  placeOf(path: Path): Place;
  /** How the value is written: “4 hrs”, “a list”; null where it is no single value. */
  sourceOf(path: Path): string | null;
  /** What no settings file may hold. */
  readonly remarks: readonly Remark[];
  /** Not so where it was too much: then the rest was not looked at. */
  readonly isWhole: boolean;
};

type Walk = {
  lines: LineCounter;
  places: Map<string, Place>;
  sources: Map<string, string>;
  remarks: Remark[];
  /** What `&name` stands before, up to where the walk is. */
  anchors: Map<string, Node>;
  /** How many values may still come. */
  left: number;
  isTooDeep: boolean;
};

export const tooDeep = "this is deeper than any setting. See sitrep.example.yml for how it is written.";

/** YAML's own search for these takes minutes where a file has thousands of keys. */
const twice = (name: string): string => `“${name}” is here twice. Keep one of the two.`;

const keyOf = (path: Path): string => JSON.stringify(path);

function placeOfNode(node: Node | null, { lines }: Pick<Walk, "lines">): Place {
  const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function scalarOf(value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return String(value);
}

function remark(walk: Walk, path: Path, node: Node | null, message: string): null {
  walk.remarks.push({ path, place: walk.places.get(keyOf(path)) ?? placeOfNode(node, walk), message });
  return null;
}

/** Null where it cannot be a key of ours. */
function nameOfKey(key: unknown, path: Path, walk: Walk): string | null {
  const node = isScalar(key) ? key : null;
  if (node === null || node.value === null) {
    return remark(walk, path, null, "a key here is no name. Write a word and a colon.");
  }
  const name = typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
  if (name === "<<" || name === "__proto__") {
    return remark(walk, [...path, name], node, `“${name}” cannot be used here. Write the settings out.`);
  }
  return name;
}

function walkMap(pairs: readonly { key: unknown; value: unknown }[], at: At, walk: Walk): unknown {
  const map: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    const name = nameOfKey(key, at.path, walk);
    if (name === null) continue;
    const path = [...at.path, name];
    if (Object.hasOwn(map, name)) {
      if (isNode(key)) walk.remarks.push({ path, place: placeOfNode(key, walk), message: twice(name) });
      continue;
    }
    if (isScalar(key)) walk.places.set(keyOf(path), placeOfNode(key, walk));
    map[name] = plainOf(value, { ...at, path, depth: at.depth + 1 }, walk);
  }
  return map;
}

function walkList(items: readonly unknown[], at: At, walk: Walk): unknown[] {
  return items.map((item, index) => {
    const path = [...at.path, index];
    if (isNode(item)) walk.places.set(keyOf(path), placeOfNode(item, walk));
    return plainOf(item, { ...at, path, depth: at.depth + 1 }, walk);
  });
}

function walkAlias(alias: Alias, at: At, walk: Walk): unknown {
  const node = walk.anchors.get(alias.source);
  if (node !== undefined) return plainOf(node, { ...at, depth: at.depth + 1, isAliased: true }, walk);
  const message = `“*${alias.source}” stands for nothing. Write &${alias.source} before what it is to stand for.`;
  return remark(walk, at.path, alias, message);
}

/** `isAliased`: seen again, by an alias: what is named in it was named before. */
type At = { path: Path; depth: number; isAliased: boolean };

function plainOf(node: unknown, at: At, walk: Walk): unknown {
  const { path, depth, isAliased } = at;
  walk.left -= 1;
  if (walk.left < 0 || walk.isTooDeep || !isNode(node)) return null;
  if (depth > maxDepth) {
    walk.isTooDeep = true;
    return remark(walk, path, node, tooDeep);
  }
  if (isAlias(node)) return walkAlias(node, at, walk);
  if (node.anchor !== undefined && !isAliased) walk.anchors.set(node.anchor, node);
  if (isMap(node)) return walkMap(node.items, at, walk);
  if (isSeq(node)) return walkList(node.items, at, walk);
  const { value, source } = node;
  const written = typeof value === "string" ? value : (source ?? "");
  if (value !== null || written !== "") walk.sources.set(keyOf(path), written);
  return scalarOf(value);
}

/** The document has no errors of YAML's own. */
export function treeOf(document: Document.Parsed, lines: LineCounter): Tree {
  const walk: Walk = {
    lines,
    places: new Map(),
    sources: new Map(),
    remarks: [],
    anchors: new Map(),
    left: maxValues,
    isTooDeep: false,
  };
  const value = plainOf(document.contents, { path: [], depth: 0, isAliased: false }, walk);
  if (walk.left < 0) {
    const message = `there are more than ${maxValues} values, aliases counted. Write fewer.`;
    walk.remarks.push({ path: [], place: { line: 1, column: 1 }, message });
  }
  return {
    value,
    placeOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const place = walk.places.get(keyOf(path.slice(0, length)));
        if (place !== undefined) return place;
      }
      return placeOfNode(document.contents, walk);
    },
    sourceOf: (path) => walk.sources.get(keyOf(path)) ?? null,
    remarks: walk.remarks,
    isWhole: walk.left >= 0 && !walk.isTooDeep,
  };
}

/** What is at this path in plain data; undefined where there is nothing. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => entryOf(at, key), value);
}

function entryOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
