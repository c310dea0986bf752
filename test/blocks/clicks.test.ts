// What the card shows comes back as what it showed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { card } from "../../src/blocks/card.ts";
import { readClick } from "../../src/blocks/click.ts";
import { impactForm } from "../../src/blocks/impact-form.ts";
import { menuMessage } from "../../src/blocks/list.ts";
import { said } from "../../src/blocks/said.ts";
import { showMessage } from "../../src/blocks/show.ts";
import { slaMessage } from "../../src/blocks/sla.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { isOpenStatus } from "../../src/incident/words.ts";
import { startsAt, toldIncident } from "../support/arbitrary-incident.ts";
import { usualCatalog } from "../support/catalog.ts";
import { story, zoe } from "./story.ts";

type Control = {
  type: string;
  action_id: string;
  value?: string;
  options?: { value: string; text: { text: string } }[];
  initial_option?: { value: string };
};

const controls = ({ blocks }: { blocks: unknown[] }): Control[] =>
  (blocks as { type: string; elements: Control[] }[]).flatMap((block) =>
    block.type === "actions" ? block.elements : [],
  );

/** Every click that a message offers, as Slack would send it. */
const clicks = (message: { blocks: unknown[] }): Record<string, unknown>[] =>
  controls(message).flatMap(({ action_id, value, options }): Record<string, unknown>[] =>
    options === undefined
      ? [{ type: "button", action_id, value }]
      : options.map((option) => ({ type: "static_select", action_id, selected_option: option })),
  );

test("Every click that a card or a list offers is understood, for that incident", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      const messages = [
        card(incident, usualCatalog),
        showMessage(incident, usualCatalog),
        slaMessage(incident, startsAt),
      ];
      for (const message of messages) {
        const read = clicks(message).map(readClick);
        expect(read).not.toContain(null);
        for (const click of read)
          if (click !== null && click.click !== "declare") expect(click.incidentId).toBe(incident.id);
      }
    }),
    { numRuns: 200 },
  );
  expect(clicks(menuMessage([], usualCatalog)).map(readClick)).toEqual([{ click: "declare" }]);
});

const offered = (incident: Incident): string[] =>
  clicks(card(incident, usualCatalog)).map((click) => readClick(click)?.click ?? "");

test("An open incident can be updated and resolved, an ended one reopened and exported", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      const names = offered(incident);
      expect(names.includes("post-update")).toBe(isOpenStatus(incident.status));
      expect(names.includes("resolve")).toBe(isOpenStatus(incident.status));
      expect(names.includes("reopen")).toBe(!isOpenStatus(incident.status));
      for (const always of ["export", "add-entry", "rename"]) expect(names).toContain(always);
    }),
    { numRuns: 200 },
  );
});

test("Taking command carries the commander that was seen", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      if (!isOpenStatus(incident.status)) return;
      const [take] = clicks(card(incident, usualCatalog))
        .map(readClick)
        .filter((click) => click?.click === "take-command");
      expect(take).toEqual({ click: "take-command", incidentId: incident.id, seenId: incident.commanderId });
    }),
    { numRuns: 200 },
  );
});

test("Without a commander there is a button to take command; with one it is in the menu", () => {
  fc.assert(
    fc.property(toldIncident, ({ incident }) => {
      if (!isOpenStatus(incident.status)) return;
      const isButton = controls(card(incident, usualCatalog)).some(({ action_id }) => action_id === "take-command");
      expect(isButton).toBe(incident.commanderId === null);
    }),
    { numRuns: 100 },
  );
});

const menus = (incident: Incident) => {
  const { blocks } = card(incident, usualCatalog);
  const block = blocks.find(({ block_id }) => block_id?.startsWith("card-menus"));
  return { blockId: block?.block_id, ...(block as { elements: Control[] } | undefined) };
};

test("The menus show how it stands, and are new ones when that changed", () => {
  const [told] = fc.sample(toldIncident, { numRuns: 1, seed: 5 });
  if (told === undefined) throw new Error("No incident was told.");
  const one: Incident = { ...told.incident, status: "investigating", severity: "SEV2" };
  const shown = menus(one).elements?.map(({ initial_option }) => initial_option?.value);
  expect(shown).toEqual([`${one.id}/SEV2`, `${one.id}/investigating`]);
  expect(menus({ ...one, title: "Another", version: 99 }).blockId).toBe(menus(one).blockId);
  expect(menus({ ...one, severity: "SEV1" }).blockId).not.toBe(menus(one).blockId);
  expect(menus({ ...one, status: "monitoring" }).blockId).not.toBe(menus(one).blockId);
});

test.each([
  null,
  {},
  { action_id: "post-update" },
  { action_id: "post-update", value: "" },
  { action_id: "nothing-of-ours", value: "abc" },
  { action_id: "__proto__", value: "abc" },
  { action_id: "change-severity", selected_option: { value: "abc/" } },
  { action_id: "change-status", selected_option: { value: "abc/fixed" } },
  { action_id: "more", selected_option: { value: "toString/abc" } },
  { action_id: "more", selected_option: { value: "rename" } },
])("What is no click of ours is none: %j", (action) => expect(readClick(action)).toBeNull());

test("Snoozing and stopping carry the promise that was seen", () => {
  const dueAt = startsAt + 20 * 60_000;
  const told = story([
    [5, zoe, { type: "PostUpdate", text: "a", status: null, nextUpdateAt: dueAt, alsoAnnounce: false }],
    [15.001, null, { type: "NoteTime" }],
  ]);
  const { id: incidentId } = told.incident;
  expect(clicks(said(...told.last("TimeNoted"), { place: "channel" })).map(readClick)).toEqual([
    { click: "take-command", incidentId, seenId: null },
    { click: "post-update", incidentId },
    { click: "snooze", incidentId, dueAt },
    { click: "stop-reminders", incidentId, dueAt },
    { click: "sla", incidentId },
  ]);
});

test("The menu of a window in its form says which window", () => {
  const window = { components: [], degree: "degraded" as const, isSlaEligible: true, note: "" };
  const { incident } = story([
    [5, zoe, { type: "SetImpactWindow", windowId: null, from: startsAt, to: null, ...window }],
    [5, zoe, { type: "SetImpactWindow", windowId: null, from: startsAt + 1, to: null, ...window }],
  ]);
  const blocks = impactForm({ incident, windowId: null }).blocks as { accessory?: Control }[];
  const menus = blocks.flatMap(({ accessory }) => (accessory === undefined ? [] : [accessory]));
  const values = menus.flatMap(({ action_id, options = [] }) =>
    options.map((option) => readClick({ type: "overflow", action_id, selected_option: option })),
  );
  const { id: incidentId } = incident;
  expect(values).toEqual(
    [1, 2].flatMap((windowId) => [
      { click: "edit-window", incidentId, windowId },
      { click: "remove-window", incidentId, windowId },
    ]),
  );
});

test("A value of a button that is none of ours is no click", () => {
  for (const value of ["", "id", "id/", "id/soon", "id/-1", "id/99999999999999999999"]) {
    expect(readClick({ type: "button", action_id: "snooze-update", value })).toBeNull();
    expect(readClick({ action_id: "impact-window", selected_option: { value } })).toBeNull();
  }
  expect(readClick({ action_id: "impact-window", selected_option: { value: "paint/id/1" } })).toBeNull();
});
