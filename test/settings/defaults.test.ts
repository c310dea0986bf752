import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { targetNames } from "../../src/incident/policy.ts";
import { defaultSettings } from "../../src/settings/effective.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { minuteMs } from "../../src/time/duration.ts";
import { currentSchema, root, schemaFile } from "./schema-file.ts";

const example = readFileSync(join(root, "sitrep.example.yml"), "utf8");

describe("The defaults", () => {
  const { severities, calendars, roles, nudges, ...others } = defaultSettings();

  test("are the table of PRODUCT.md", () => {
    const rows = targetNames.map((name) => severities.map(({ policy }) => policy.targets[name]?.said ?? "none"));
    expect(severities.map(({ name, mark }) => `${name} ${mark}`)).toEqual(["SEV1 🔴", "SEV2 🟠", "SEV3 🟡", "SEV4 🔵"]);
    expect(rows).toEqual([
      ["5 min", "15 min", "1 h working", "1 day working"],
      ["15 min", "30 min", "2 h working", "none"],
      ["30 min", "60 min", "4 h working", "none"],
      ["1 h", "4 h", "none", "none"],
      ["4 h", "8 h", "3 days working", "10 days working"],
      ["5 days working", "5 days working", "none", "none"],
    ]);
    // In hours: a working day has 8.
    const lengths = targetNames.map((name) =>
      severities.map(({ policy }) => (policy.targets[name]?.withinMs ?? 0) / minuteMs),
    );
    expect(lengths).toEqual([
      [5, 15, 60, 480],
      [15, 30, 120, 0],
      [30, 60, 240, 0],
      [60, 240, 0, 0],
      [240, 480, 24 * 60, 80 * 60],
      [40 * 60, 40 * 60, 0, 0],
    ]);
  });

  test("work from Monday to Friday, from 9 to 17 in UTC, without holidays", () => {
    const office = [{ from: 540, to: 1020 }];
    const week = [[], office, office, office, office, office, []];
    expect(calendars).toEqual([
      { name: "working", calendar: { zone: "UTC", week, holidays: new Set() }, holidays: [] },
    ]);
  });

  test("have the roles, the weights and the nudges of PRODUCT.md, and tell nobody", () => {
    expect(roles.map(({ name }) => name)).toEqual([
      "incident commander",
      "communications lead",
      "scribe",
      "operations lead",
    ]);
    expect(nudges).toEqual({ warnBeforeMs: 5 * minuteMs, snoozeMs: 15 * minuteMs, escalateAt: 1.5 });
    expect(others).toEqual({
      announceIn: [],
      componentGroups: [],
      components: [],
      availability: {
        zone: "UTC",
        target: 0.999,
        weights: { degraded: 0, "partial outage": 0.3, "major outage": 1 },
        creditTiers: [],
      },
      channelTemplate: "inc-{number}-{title}",
      exportZone: "UTC",
    });
    expect(severities.flatMap(({ announceIn, escalateTo }) => [...announceIn, ...escalateTo])).toEqual([]);
  });

  test("are what an empty file asks for, and what sitrep.example.yml spells out", () => {
    const settings = defaultSettings();
    expect(readSettings("", "sitrep.yml")).toEqual({ kind: "settings", settings });
    expect(readSettings(example, "sitrep.example.yml")).toEqual({ kind: "settings", settings });
  });
});

/** Every key that a JSON Schema knows, with the keys above it; a name that people give is "*". */
function keysOf(schema: unknown, above = ""): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema as Record<string, object>;
  const own = Object.entries(properties).flatMap(([key, inner]) => [
    `${above}${key}`,
    ...keysOf(inner, `${above}${key}.`),
  ]);
  const inner = [...Object.values(anyOf), items].flatMap((one) => keysOf(one, above));
  return [...new Set([...own, ...inner, ...keysOf(additionalProperties, `${above}*.`)])];
}

/** Every key in a file, in the same form. */
function keysIn(value: unknown, schema: readonly string[], above = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysIn(one, schema, above));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = schema.includes(above + key) ? above + key : `${above}*`;
    return [path, ...keysIn(inner, schema, `${path}.`)];
  });
}

describe("sitrep.example.yml", () => {
  const known = keysOf(currentSchema());
  /** Comments of two spaces or more are examples, of what may stand in the empty section above them. */
  const spelledOut = example.replace(/: (?:\{\}|\[\])(?=[^\n]*\n# {2})/g, ":").replace(/^#(?= {2})/gm, "");

  test("spells out every setting there is", () => {
    const present = keysIn(parse(spelledOut), known);
    expect(known.length).toBeGreaterThan(35);
    expect(known.filter((path) => !present.includes(path))).toEqual([]);
  });

  test("writes out, not only in comments, each that needs no name and no entry to be in", () => {
    const present = keysIn(parse(example), known);
    const absent = known.filter((path) => !present.includes(path) && !path.includes("*"));
    expect(absent).toEqual(["availability.credits.below", "availability.credits.credit"]);
  });

  test("has comments that are right: what they show can be read", () => {
    const reading = readSettings(spelledOut, "sitrep.example.yml");
    if (reading.kind === "problems") throw new Error(reading.problems.map(({ sentence }) => sentence).join("\n"));
    const { components, componentGroups, severities, availability } = reading.settings;
    expect([componentGroups.length, components.length, availability.creditTiers.length]).toEqual([1, 2, 2]);
    expect(severities[0]).toMatchObject({ announceIn: { length: 2 }, escalateTo: { length: 3 } });
  });
});

describe("sitrep.schema.json", () => {
  const validate = new Ajv2020({ allErrors: true }).compile(currentSchema());

  test("is current (otherwise: node test/settings/schema-file.ts, npm run format)", () => {
    expect(JSON.parse(readFileSync(schemaFile, "utf8"))).toEqual(currentSchema());
  });

  test("takes the example, and an empty file", () => {
    expect([validate(parse(example)), validate({})]).toEqual([true, true]);
  });

  test.each([
    ["an unknown key", { chanel_name: "inc-{number}" }],
    ["an unknown key of a severity", { severities: { SEV1: { resolv: "4 h" } } }],
    ["a duration that is none", { severities: { SEV1: { resolve: "4 hrs" } } }],
    ["hours that are none", { calendars: { uk: { hours: ["9-17"] } } }],
    ["a word that is not one of ours", { components: { API: { impact: "partial" } } }],
    ["a weight above 1", { availability: { weights: { degraded: 30 } } }],
    ["a list for a map", { roles: ["commander"] }],
  ])("marks %s", (_, file) => {
    expect(validate(file)).toBe(false);
  });
});
