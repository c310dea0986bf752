// What no rule may complain about, however near it comes to what is banned.

export type GoodSnippet = readonly [path: string, text: string];

const file = "src/incident/events.ts";
const lines = (count: number): string => "// x\n".repeat(count);

/** A function that holds a suite is as long as its tests are many. */
const oneTest = `    test("y", () => {\n${lines(50)}    });\n`;
const contract = `export function contract(): void {\n  describe.each([1])("x", () => {\n${oneTest.repeat(3)}  });\n}`;

export const goodSnippets: readonly GoodSnippet[] = [
  // Floors
  [file, 'import { union } from "../time/intervals.ts";\nimport { a } from "./decide.ts";\nimport { z } from "zod";'],
  [file, 'import type { Clock } from "../clock.ts";\nimport type { Config } from "../config.ts";'],
  [file, 'import { type Config } from "../config.ts";'],
  ["src/blocks/card.ts", 'import type { View } from "@slack/types";\nimport { a } from "../incident/state.ts";'],
  ["src/blocks/card.ts", 'import { createHash } from "node:crypto";\nimport assert from "node:assert/strict";'],
  ["src/postmortem/facts.ts", 'import { a } from "../incident/state.ts";\nimport { b } from "../time/zone.ts";'],
  [
    "src/store/find.ts",
    'import { eq } from "drizzle-orm";\nimport type { Log } from "../log.ts";\nimport { Pool } from "pg";',
  ],
  ["src/store/sqlite/driver.ts", 'import Database from "better-sqlite3";\nimport { a } from "../find.ts";'],
  ["src/engine/tick.ts", 'import { a } from "../store/store.ts";\nimport { b } from "../blocks/card.ts";'],
  ["src/engine/tick.ts", 'import { virtualClock } from "../clock.ts";'],
  ["src/slack/app.ts", 'import { App } from "@slack/bolt";\nimport { a } from "../engine/handle.ts";'],
  ["src/web/server.ts", 'import { Hono } from "hono";\nimport { a } from "../store/store.ts";'],
  [
    "src/workspace/http.ts",
    'import { Hono } from "hono";\nimport { WebSocketServer } from "ws";\nimport { a } from "./b.ts";',
  ],
  ["src/cli/demo.ts", 'import { a } from "../workspace/workspace.ts";\nimport { realClock } from "../clock.ts";'],
  ["src/cli/list.ts", 'import pkg from "../../package.json" with { type: "json" };\nexport const a = pkg.name;'],
  ["src/main.ts", '// Why.\n// Never.\nimport { a } from "./cli/list.ts";\nimport { readConfig } from "./config.ts";'],
  ["src/config.ts", '// Why.\n// Never.\nimport { logLevels } from "./log.ts";\nexport const a = process.env;'],
  ["src/log.ts", '// Why.\n// Never.\nimport { pino } from "pino";\nimport type { Clock } from "./clock.ts";'],
  [
    "test/journey/a.test.ts",
    'import { a } from "../../src/workspace/workspace.ts";\nimport { b } from "../../src/main.ts";',
  ],
  ["test/store/a.test.ts", 'import { PGlite } from "@electric-sql/pglite";\nimport fc from "fast-check";'],
  // Sizes and names
  [file, lines(250)],
  ["test/incident/events.test.ts", lines(400)],
  [file, `export function long(): void {\n${lines(58)}}`],
  ["test/a.test.ts", `describe("x", () => {\n${oneTest.repeat(4)}});`],
  ["test/a.test.ts", `describe.each([1])("x", () => {\n  testRows([\n${lines(99)}  ]);\n});`],
  ["test/contract/store-contract.ts", contract],
  [file, `// See https://docs.slack.dev/${"x".repeat(120)}`],
  [file, `export const a = "${"😀".repeat(98)}";`],
  ["src/incident/follow-up2.ts", "export const a = 1;"],
  ["drizzle/sqlite.config.ts", "export default {};"],
  ["src/store/store.ts", "// Stores.\n// Never decides.\n\n// More.\nexport const a = 1;"],
  ["src/main.ts", "#!/usr/bin/env node\n// Why.\n// Never.\nexport const a = 1;"],
  // Syntax
  [file, "export class LateError extends Error {}\nclass Later extends LateError {}\nclass Last extends Later {}"],
  [file, "export type A = { any: string; enum: number };\nexport const any = (a: A): string => a.any;"],
  [file, "const a = 1;\nexport { a };\nexport type { B };\ntype B = 1;"],
  [file, 'declare global { interface Window { a: 1 } }\ndeclare module "a" { export const b: 1; }'],
  [file, "try { a(); } catch (error) { if (!(error instanceof RangeError)) throw error; }"],
  [file, "try { a(); } finally { b(); }"],
  [file, "await a().catch((error: unknown) => log.error({ error }, 'x'));\nexport const b = z.string().catch('x');"],
  [file, "// @ts-expect-error: the SDK's type forgets `errors`\na();"],
  [file, "// A to-do list is what hacks want."],
  // Words
  ["src/clock.ts", "// Why.\n// Never.\nexport const a = () => [Date.now(), Math.random(), setTimeout, new Date()];"],
  ["test/support/until.ts", "export const a = [performance.now(), setTimeout, process.env.CI];"],
  ["src/cli/list.ts", "console.log(1);\nprocess.exitCode = 1;"],
  [file, "export const a = new Date(0).toISOString() + new TZDate(0, 'UTC') + clock.now() + clock.random();"],
  [file, "// setTimeout, Date.now and process.env are banned\nexport const a = 'Date.now() setTimeout console';"],
  [file, "export const a = `process.env.X and Math.random()`;\nexport const c = /console|setTimeout/;"],
  [file, "export type Timers = { setTimeout(ms: number): void; console: 1 };\nexport const a = { performance: 1 };"],
  [file, "export const a = (b: { env: string; setInterval: number }) => b.env + b.setInterval;"],
  [file, "export const a = process.pid;\nexport type T = ReturnType<typeof setTimeout>;"],
  [
    file,
    "export const a = { Date: { now: 1 } };\nexport const constructor = a.constructor;\nexport const b = a.toString();",
  ],
  // Tests
  ["test/a.test.ts", 'import { expect, test } from "vitest";\ntest("only .skip( and vi.mock in a name", () => {});'],
  ["test/a.test.ts", '// Slack has no such method any more, see issue 12.\ntest.skip("x", () => {});'],
  ["test/a.test.ts", 'test.skipIf(isAbsent)("x", () => {});\nconst a = list.skip(1);'],
];
