// Severities, roles and components as settings of one's own have them.

import { expect, test } from "vitest";
import { readCommandLine } from "../../src/blocks/command-line.ts";
import { declareForm, readDeclareForm } from "../../src/blocks/declare-form.ts";
import { helpMessage } from "../../src/blocks/help.ts";
import type { Catalog } from "../../src/incident/catalog.ts";
import { catalogOf } from "../../src/settings/catalog.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { usualCatalog } from "../support/catalog.ts";
import { expectFineMessage, expectFineView } from "./expect-fine.ts";
import { valuesOf } from "./submitted.ts";

function catalogIn(text: string): Catalog {
  const reading = readSettings(text, "sitrep.yml");
  if (reading.kind === "problems") throw new Error(reading.problems.map(({ sentence }) => sentence).join("\n"));
  return catalogOf(reading.settings);
}

const named = (...names: string[]): Catalog =>
  catalogIn(`severities: { ${names.map((name) => `${name}: { meaning: "${name} it is" }`).join(", ")} }`);

const read = (typed: string, catalog: Catalog) => readCommandLine(typed, { channelIncident: true, catalog });
const severityOf = (typed: string, catalog: Catalog) => {
  const line = read(typed, catalog);
  if ("problem" in line) return line.problem;
  return "severity" in line ? [line.severity, "title" in line ? line.title : ""] : line.word;
};

const numbered = named("P1", "P2", "P3");
const worded = named("Critical", "High", "Low");
const mixed = named("SEV1", "P1", "S2");

test.each<[string, Catalog, unknown]>([
  ["declare P1 Checkout is failing", numbered, ["P1", "Checkout is failing"]],
  ["declare p2: Checkout", numbered, ["P2", "Checkout"]],
  ["declare sev 3 Checkout", numbered, ["P3", "Checkout"]],
  ["declare p9 board is dead", numbered, [null, "p9 board is dead"]],
  ["severity 1", numbered, ["P1", ""]],
  ["severity s2", numbered, ["P2", ""]],
  ["severity sev3", numbered, ["P3", ""]],
  ["severity P9", numbered, "“P9” is no severity. It can be P1, P2 or P3."],
  ["severity critical", worded, ["Critical", ""]],
  ["declare HIGH – Checkout", worded, ["High", "Checkout"]],
  ["declare Highway cameras are down", worded, [null, "Highway cameras are down"]],
  ["severity critcal", worded, "“critcal” is no severity. Did you mean Critical? It can be Critical, High or Low."],
  ["severity low we can wait", worded, "Type /incident severity Low alone, and say why with /incident update."],
  ["severity 1", worded, "“1” is no severity. It can be Critical, High or Low."],
  ["severity", worded, "Say which severity: Critical, High or Low, as in /incident severity High."],
  // Two have the number 1: neither is guessed.
  ["severity 1", mixed, "“1” is no severity. It can be SEV1, P1 or S2."],
  ["severity p1", mixed, ["P1", ""]],
  ["declare s2 uploads fail", mixed, ["S2", "uploads fail"]],
  ["declare s3 uploads fail", usualCatalog, [null, "s3 uploads fail"]],
  ["severity __proto__", worded, "“__proto__” is no severity. It can be Critical, High or Low."],
])("/incident %s", (typed, catalog, expected) => expect(severityOf(typed, catalog)).toEqual(expected));

test("A list is filtered by a severity of the settings", () => {
  expect(read("list all critical", worded)).toMatchObject({ scope: "all", severity: "Critical", component: "" });
  expect(read("list sev1", worded)).toMatchObject({ severity: null, component: "sev1" });
});

test("Where there is one role, a wrong one is answered with it", () => {
  const alone = catalogIn("roles: { commander: captain }");
  expect(read("role scribe <@U1>", alone)).toEqual({
    problem: "“scribe” is no role. There is one, commander: /incident role commander @sam.",
  });
  expect(read("role captain <@U1>", alone)).toMatchObject({ role: "commander", userId: "U1" });
});

test("The help fits a message with any settings, and names no severity that there is not", () => {
  for (const catalog of [usualCatalog, worded, named("Only")]) expectFineMessage(helpMessage(catalog));
  expect(JSON.stringify(helpMessage(worded))).not.toMatch(/sev\d/i);
});

const many = (groups: number, each: number, name = "x".repeat(40)): Catalog => {
  const names = Array.from({ length: groups }, (_, group) => `Group ${group}`);
  const all = names.flatMap((group) => Array.from({ length: each }, (_, index) => `${group} / ${name}${index}`));
  return catalogIn(`component_groups: [${names}]\ncomponents: { ${all.map((one) => `"${one}": `).join(", ")} }`);
};

const initial = {
  incidentId: "01j00000000000000000000000",
  title: "Checkout",
  severity: "SEV2",
  status: "investigating",
  summary: "",
  impactStartedAt: null,
  commanderId: null,
  isPrivate: false,
  isDrill: false,
  from: null,
  openIncidents: [],
} as const;

test.each([
  ["in groups", many(2, 50)],
  ["one group of all there may be", many(1, 100)],
  ["in none", catalogIn('components: { API: , "A, with a comma": }')],
])("Components to choose from, %s: what is chosen is what is declared", (_, catalog) => {
  const components = catalog.components.slice(0, 2).map(({ name }) => name);
  const view = declareForm({ ...initial, components }, catalog);
  expectFineView(view);
  expect(readDeclareForm(valuesOf(view), view.private_metadata ?? "")).toMatchObject({ request: { components } });
  const none = declareForm({ ...initial, components: ["Of another time"] }, catalog);
  expect(readDeclareForm(valuesOf(none), none.private_metadata ?? "")).toMatchObject({ request: { components: [] } });
});
