// App Home as a view: what it holds, and Slack's limits.

import fc from "fast-check";
import { expect, test } from "vitest";
import { homeView } from "../../src/blocks/home.ts";
import { menuMessage } from "../../src/blocks/list.ts";
import { listed } from "../../src/blocks/listed.ts";
import { problemsOfView } from "../../src/workspace/blocks/validate.ts";
import type { World } from "../../src/workspace/world.ts";
import { toldIncident } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";

const world = { files: new Map() } as unknown as World;
const incident = toldIncident.map((told) => listed(told.incident));

test("Any home obeys the limits of a home, and holds at most twenty incidents", () => {
  fc.assert(
    fc.property(fc.array(incident, { maxLength: 40, size: "large" }), (all) => {
      const view = homeView(all, all, usualCatalog);
      expect(problemsOfView(world, JSON.parse(JSON.stringify(view)), ["home"])).toEqual([]);
      const lines = view.blocks.filter(({ type }) => type === "rich_text");
      expect(lines.length).toBe(Math.min(all.length, 15) + (all.length > 15 ? 1 : 0) + Math.min(all.length, 5));
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test("Its button comes first, and says what there is to do where nothing has happened yet", () => {
  expect(homeView([], [], usualCatalog)).toMatchObject({
    type: "home",
    blocks: [
      { type: "actions", elements: [{ type: "button", text: { text: "Declare incident" } }] },
      { type: "header", text: { text: "No incident is open" } },
      { type: "context" },
    ],
  });
});

test("Of what is open the worst comes first, and of equals the newest", () => {
  const [one] = fc.sample(incident, { numRuns: 1, seed: 5 });
  if (one === undefined) throw new Error("No incident was told.");
  const severity = (number: number, severity: "SEV1" | "SEV2" | "SEV3") => ({
    ...one,
    number,
    severity,
    title: "Slow",
    status: "investigating" as const,
    endedAt: null,
  });
  const open = [severity(4, "SEV3"), severity(3, "SEV2"), severity(2, "SEV1"), severity(1, "SEV2")];
  const order = (shown: unknown): string[] => JSON.stringify(shown).match(/INC-\d/g) ?? [];
  expect(order(homeView(open, [], usualCatalog).blocks)).toEqual(["INC-2", "INC-3", "INC-1", "INC-4"]);
  expect(order(menuMessage(open, usualCatalog).blocks)).toEqual(["INC-2", "INC-3", "INC-1", "INC-4"]);
});
