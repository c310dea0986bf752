// DESIGN.md's floors: an import goes down only, never sideways between rooms of one floor, never up; and which packages
// belong to which room.

import { posix } from "node:path";
import type { Node } from "oxc-parser";
import type { Finding, Source, SourceRule } from "./source.ts";

/** Ground for all: src/clock.ts, src/log.ts and (its types alone) src/config.ts. */
const ground = ["clock", "log", "config"];

const core = ["incident", "time"];
const first = ["store", "blocks", "postmortem", ...core];
const third = ["engine", ...first];

/** Which rooms each room may reach, beside itself and the ground. */
const reach: Readonly<Record<string, readonly string[]>> = {
  time: [],
  incident: ["time"],
  store: [],
  blocks: core,
  postmortem: core,
  settings: core,
  engine: first,
  slack: third,
  web: third,
  cli: ["slack", "web", "workspace", "settings", ...third],
  "compile-cache": [],
  bot: ["cli", "slack", "web", "settings", ...third],
  main: ["cli", "bot"],
  workspace: [],
  clock: [],
  log: [],
  config: [],
};

/** Pure: the same arguments, the same answer. Of Node they may have what computes and touches nothing. */
const pureRooms = ["time", "incident", "blocks", "postmortem", "settings"];
const pureBuiltins = ["node:assert", "node:assert/strict", "node:crypto", "node:util"];

type Owner = { rooms: readonly string[]; typesIn?: readonly string[]; instead: string };

const database: Owner = { rooms: ["store"], instead: "Ask the store for it; only store/ knows a database." };
const slackSdk: Owner = { rooms: ["slack"], instead: "Say it through the gateway; only slack/ knows Slack's SDK." };
const server: Owner = {
  rooms: ["web", "workspace"],
  instead: "Take a Request and give a Response; bot.ts mounts it on the server of web/.",
};

/** The packages that have one home. All others may be used in any room. */
const owners: Readonly<Record<string, Owner>> = {
  "drizzle-orm": database,
  "better-sqlite3": database,
  pg: database,
  postgres: database,
  "node:sqlite": database,
  "@slack/bolt": slackSdk,
  "@slack/web-api": slackSdk,
  "@slack/socket-mode": slackSdk,
  "@slack/logger": slackSdk,
  "@slack/oauth": slackSdk,
  "@slack/types": { rooms: ["slack"], typesIn: ["blocks"], instead: "Only slack/, and blocks/ by `import type`." },
  undici: slackSdk,
  hono: server,
  "@hono/node-server": server,
  ws: { rooms: ["workspace"], instead: "Slack's SDK brings its own socket; only the embedded workspace serves one." },
  pino: { rooms: ["log"], instead: 'Use `import type { Log } from "../log.ts"` and take a Log as an argument.' },
};

type Import = { specifier: string | null; offset: number; isType: boolean; names: readonly string[] };

function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : "";
}

function importOf(node: Node): Import | null {
  const offset = node.start;
  if (node.type === "ImportDeclaration") {
    const values = node.specifiers.filter((one) => one.type !== "ImportSpecifier" || one.importKind !== "type");
    const isType = node.importKind === "type" || (node.specifiers.length > 0 && values.length === 0);
    const names = values.map((one) => (one.type === "ImportSpecifier" ? nameOf(one.imported) : "*"));
    return { specifier: node.source.value, offset, isType, names };
  }
  if (node.type === "ExportAllDeclaration" || node.type === "ExportNamedDeclaration") {
    if (node.source === null) return null;
    const names = node.type === "ExportAllDeclaration" ? ["*"] : node.specifiers.map((one) => nameOf(one.local));
    return { specifier: node.source.value, offset, isType: node.exportKind === "type", names };
  }
  if (node.type === "TSImportType") return { specifier: node.source.value, offset, isType: true, names: [] };
  if (node.type === "ImportExpression") {
    const { source } = node;
    const specifier = source.type === "Literal" && typeof source.value === "string" ? source.value : null;
    return { specifier, offset, isType: false, names: ["*"] };
  }
  return null;
}

/** `src/store/sqlite/driver.ts` → `store`; `src/main.ts` → `main`; null outside src/. */
function roomOf(path: string): string | null {
  const [top, second = ""] = path.split("/");
  return top === "src" ? second.replace(/\.[a-z]+$/, "") : null;
}

/** `drizzle-orm/pg-core` → `drizzle-orm`; `@slack/types/x` → `@slack/types`; `node:fs/promises` stays. */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function relativeProblem(room: string, target: string, found: Import): string | null {
  const to = roomOf(target);
  if (to === null) {
    if (target.endsWith(".json")) return null;
    return `src/ imports ${target}: the program stands without its tests and tools. Move what it needs into src/`;
  }
  if (to === room) return null;
  if (!(to in reach))
    return `${target} is in no room of DESIGN.md. Move it into one of ${Object.keys(reach).join(", ")}`;
  if (room === "workspace")
    return `workspace/ imports ${to}: it stands in for Slack and knows nothing of the bot. Define it in workspace/ too`;
  if (ground.includes(to)) return groundProblem(room, to, found);
  if (reach[room]?.includes(to) === true) return null;
  if (to === "workspace") return `${room} imports workspace/: only cli/ and tests reach it. Take an address instead`;
  return (
    `${room} imports ${to}: an import goes down only, never sideways, never up ` +
    "(4 main bot cli · 3 slack web · 2 engine · 1 store blocks postmortem settings · 0 incident, over time). " +
    "Move what both need down, or take it as an argument that bot.ts passes"
  );
}

function groundProblem(room: string, to: string, found: Import): string | null {
  if (found.isType || room === "main" || room === "cli") return null;
  if (to === "config" && !ground.includes(room)) {
    return (
      `${room} imports config.ts for more than its types: only main.ts and cli/ read the configuration. ` +
      "Use `import type` and take the Config as an argument"
    );
  }
  if (to === "clock" && found.names.some((name) => name === "realClock" || name === "*")) {
    return `${room} makes its own clock: then a test cannot move the time. Take a Clock as an argument`;
  }
  return null;
}

function packageProblem(room: string, specifier: string, isType: boolean): string | null {
  const owner = owners[packageOf(specifier)];
  if (owner === undefined || owner.rooms.includes(room)) return null;
  if (isType && owner.typesIn?.includes(room) === true) return null;
  return `${room} imports ${specifier}, whose home is ${owner.rooms.join(", ")}. ${owner.instead}`;
}

function importFindings(source: Source, room: string, found: Import): Finding[] {
  const { specifier, offset } = found;
  if (specifier === null) {
    return [source.finding(offset, "floor", "an import of a computed name cannot be checked. Write its name out.")];
  }
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(source.path), specifier);
    const problem = relativeProblem(room, target, found);
    return problem === null ? [] : [source.finding(offset, "floor", `${problem}.`)];
  }
  const problem = packageProblem(room, specifier, found.isType);
  if (problem !== null) return [source.finding(offset, "package", problem)];
  if (specifier.startsWith("node:") && pureRooms.includes(room) && !pureBuiltins.includes(specifier)) {
    const message = `${room} is pure and imports ${specifier}. Do it in a room above and pass the result in.`;
    return [source.finding(offset, "pure", message)];
  }
  return [];
}

/** The floors and the homes of packages. Only for what is in src/: tests may reach everything. */
export const floors: SourceRule = (source) => {
  const room = roomOf(source.path);
  if (room === null) return [];
  if (!(room in reach)) {
    const message = `${room} is no room of DESIGN.md. Move the file into one of ${Object.keys(reach).join(", ")}.`;
    return [source.finding(0, "floor", message)];
  }
  return importsOf(source).flatMap((found) => importFindings(source, room, found));
};

function importsOf(source: Source): Import[] {
  return source.nodes.map(({ node }) => importOf(node)).filter((found) => found !== null);
}

/** src/ runs where development's packages are not installed. */
export function dependencies(declared: readonly string[]): SourceRule {
  return (source) => {
    if (!source.path.startsWith("src/")) return [];
    return importsOf(source).flatMap(({ specifier, offset }) => {
      if (specifier === null || /^(\.|node:)/.test(specifier)) return [];
      const name = packageOf(specifier);
      if (declared.includes(name)) return [];
      const message = `${name} is not among package.json's "dependencies". Add it there, or do without it in src/.`;
      return [source.finding(offset, "package", message)];
    });
  };
}
