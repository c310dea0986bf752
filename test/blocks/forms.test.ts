// A form that is rendered and sent back as it was shown asks for what it was filled with.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type DeclareFormInitial, declareForm, readDeclareForm } from "../../src/blocks/declare-form.ts";
import { entryForm, readEntryForm } from "../../src/blocks/entry-form.ts";
import { formErrors } from "../../src/blocks/form-errors.ts";
import { listed } from "../../src/blocks/listed.ts";
import { errorView, loadingView, noticeView } from "../../src/blocks/notice-view.ts";
import { cancelForm, readReasonForm, renameForm, reopenForm } from "../../src/blocks/reason-form.ts";
import { readResolveForm, resolveForm } from "../../src/blocks/resolve-form.ts";
import { nextUpdateMinutes, readUpdateForm, updateForm } from "../../src/blocks/update-form.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { refuse } from "../../src/incident/refusal.ts";
import { cleanText, oneLine } from "../../src/incident/typed-text.ts";
import { statedStatuses } from "../../src/incident/words.ts";
import { nastyTexts, startsAt, text, toldIncident } from "../support/arbitrary-incident.ts";
import { usualCatalog, usualPolicy } from "../support/catalog.ts";
import { expectFineView } from "./expect-fine.ts";
import { valuesOf } from "./submitted.ts";

const seconds = fc.integer({ min: -100_000, max: 1_000 }).map((s) => startsAt + s * 1_000);
const userId = fc.constantFrom("U0SAM00001", "W0KIM00003");
const message = fc.record({
  channelId: fc.constant("C0GENERAL1"),
  ts: fc.constant("1772442000.000100"),
  authorId: fc.option(userId),
});
const incident = toldIncident.map((told) => told.incident);
const open = fc
  .array(incident.map(listed), { maxLength: 8, size: "small" })
  .map((all) => all.map((one, index) => ({ ...one, id: `incident-${index}` })));

/** What a declaration may hold, as the core would keep it: on one line, cleaned, commas only between components. */
const title = text.map((typed) => oneLine(cleanText(typed)).slice(0, 140).trim().toWellFormed());
const component = text.map((typed) =>
  oneLine(cleanText(typed).replaceAll(",", ";")).slice(0, 100).trim().toWellFormed(),
);
const body = text.map((typed) => cleanText(typed).slice(0, 3_000).toWellFormed());

const declaration: fc.Arbitrary<DeclareFormInitial> = fc.record({
  incidentId: fc.constant("01j00000000000000000000000"),
  title,
  severity: fc.constantFrom(...usualCatalog.severities.map(({ name }) => name)),
  status: fc.constantFrom(...statedStatuses),
  summary: body,
  components: fc.array(component, { maxLength: 5 }).map((all) => all.filter((name) => name !== "")),
  impactStartedAt: fc.option(seconds),
  commanderId: fc.option(userId),
  isPrivate: fc.boolean(),
  isDrill: fc.boolean(),
  from: fc.option(message),
  openIncidents: open,
});

test("A declaration that is rendered and sent back is the same declaration", () => {
  fc.assert(
    fc.property(declaration, (initial) => {
      const view = declareForm(initial, usualCatalog);
      expectFineView(view);
      const { incidentId, openIncidents: _open, ...asked } = initial;
      const read = readDeclareForm(valuesOf(view), view.private_metadata ?? "");
      expect(read).toEqual({ ok: true, incidentId, request: { type: "Declare", ...asked } });
    }),
    { numRuns: 300 },
  );
});

test("A declaration of anything at all is a form that Slack takes", () => {
  const anything = fc.record({ title: text, summary: text, components: fc.array(text, { maxLength: 60 }) });
  fc.assert(
    fc.property(declaration, anything, (initial, typed) =>
      expectFineView(declareForm({ ...initial, ...typed }, usualCatalog)),
    ),
    { numRuns: 200 },
  );
});

test("The declare form never names a private incident, and five open ones at most", () => {
  fc.assert(
    fc.property(declaration, incident, fc.integer({ min: 0, max: 9 }), (initial, one, count) => {
      const secret = { ...listed(one), id: "secret", title: "Ledger breach", isPrivate: true };
      const known = Array.from({ length: count }, (_, index) => ({
        ...listed(one),
        id: `known-${index}`,
        number: 100 + index,
        isPrivate: false,
      }));
      const shown = JSON.stringify(
        declareForm(
          { ...initial, title: "", summary: "", components: [], openIncidents: [secret, ...known] },
          usualCatalog,
        ),
      );
      expect(shown).not.toContain("Ledger breach");
      expect(shown.match(/INC-10\d/g) ?? []).toHaveLength(Math.min(count, 5));
      expect(shown.includes(`and ${count - 5} more`)).toBe(count > 5);
    }),
    { numRuns: 50 },
  );
});

test("A declaration without a severity says at the severity what to do", () => {
  fc.assert(
    fc.property(declaration, (initial) => {
      const view = declareForm({ ...initial, severity: null }, usualCatalog);
      expectFineView(view);
      const read = readDeclareForm(valuesOf(view), view.private_metadata ?? "");
      expect(read).toEqual({ ok: false, errors: { severity: "Choose a severity: it can be changed at any time." } });
    }),
    { numRuns: 20 },
  );
});

const now = startsAt + 3_600_000;

test("An update that is rendered and sent back is the same update, and changes no severity", () => {
  fc.assert(
    fc.property(
      incident,
      body,
      fc.option(fc.constantFrom(...nextUpdateMinutes)),
      fc.boolean(),
      (of, typed, minutes, alsoAnnounce) => {
        const view = updateForm(
          { incident: of, text: typed, nextUpdateInMinutes: minutes, alsoAnnounce },
          usualCatalog,
        );
        expectFineView(view);
        const read = readUpdateForm(valuesOf(view), view.private_metadata ?? "", { now, current: of });
        if (typed.trim() === "") {
          expect(read.ok).toBe(false);
          return;
        }
        const nextUpdateAt = minutes === null ? null : now + minutes * 60_000;
        const status = of.status === "canceled" ? null : of.status;
        const announced = alsoAnnounce && !of.isPrivate;
        const request = { type: "PostUpdate", text: typed, status, nextUpdateAt, alsoAnnounce: announced };
        expect(read).toEqual({ ok: true, incidentId: of.id, requests: [request] });
      },
    ),
    { numRuns: 200 },
  );
});

const anIncident = (): Incident => {
  const [told] = fc.sample(toldIncident, { numRuns: 1, seed: 5 });
  if (told === undefined) throw new Error("No incident was told.");
  return { ...told.incident, status: "investigating", severity: "SEV2", isPrivate: false };
};

const choose = (value: string) => ({ selected_option: { value, text: { type: "plain_text", text: value } } });

test("What the update form was not changed in does not undo what somebody else changed", () => {
  const of = anIncident();
  const view = updateForm({ incident: of, text: "Rolled back", alsoAnnounce: false }, usualCatalog);
  const current = { status: "monitoring", severity: "SEV1" } as const;
  const read = readUpdateForm(valuesOf(view), view.private_metadata ?? "", { now, current });
  expect(read).toMatchObject({ ok: true, requests: [{ type: "PostUpdate", status: null }] });
});

test("A status and a severity that are chosen in the update form are asked for", () => {
  const of = anIncident();
  const view = updateForm({ incident: of, text: "Rolled back", alsoAnnounce: false }, usualCatalog);
  const values = valuesOf(view, {
    status: choose("identified"),
    severity: choose("SEV1"),
    "next-update": choose("15"),
  });
  const read = readUpdateForm(values, view.private_metadata ?? "", { now, current: of });
  expect(read).toMatchObject({
    requests: [
      { type: "PostUpdate", status: "identified", nextUpdateAt: now + 15 * 60_000 },
      { type: "ChangeSeverity", severity: "SEV1" },
    ],
  });
});

test("A severity that somebody else chose already is not asked for again", () => {
  const of = anIncident();
  const view = updateForm({ incident: of, text: "Rolled back", alsoAnnounce: false }, usualCatalog);
  const values = valuesOf(view, { severity: choose("SEV1") });
  const read = readUpdateForm(values, view.private_metadata ?? "", { now, current: { ...of, severity: "SEV1" } });
  expect(read).toMatchObject({ requests: [{ type: "PostUpdate" }] });
});

test("The update form offers the next update that is usual at its severity", () => {
  const initial = (severity: "SEV1" | "SEV3"): string =>
    JSON.stringify(
      valuesOf(
        updateForm(
          { incident: { ...anIncident(), severity, policies: [usualPolicy(severity)] }, text: "", alsoAnnounce: false },
          usualCatalog,
        ),
      )["next-update"],
    );
  expect(initial("SEV1")).toContain("In 30 min");
  expect(initial("SEV3")).toContain("No promise");
});

test("A private incident's update form has no announcement", () => {
  const view = updateForm(
    { incident: { ...anIncident(), isPrivate: true }, text: "", alsoAnnounce: true },
    usualCatalog,
  );
  expect(JSON.stringify(view)).not.toContain("announce");
});

test("A resolution, a reason and a title that are rendered and sent back are the same", () => {
  fc.assert(
    fc.property(incident, body, fc.option(seconds), (of, typed, impactEndedAt) => {
      const resolve = resolveForm({ incident: of, text: typed, impactEndedAt });
      expectFineView(resolve);
      expect(readResolveForm(valuesOf(resolve), resolve.private_metadata ?? "")).toEqual({
        ok: true,
        incidentId: of.id,
        request: { type: "Resolve", text: typed, impactEndedAt },
      });
      const reason = typed.slice(0, 1_000).toWellFormed();
      for (const [view, type] of [
        [reopenForm({ incident: of, text: reason }), "Reopen"],
        [cancelForm({ incident: of, text: reason }), "Cancel"],
      ] as const) {
        expectFineView(view);
        const id = type === "Reopen" ? "reopen-form" : "cancel-form";
        expect(view.callback_id).toBe(id);
        const read = readReasonForm(id, valuesOf(view), view.private_metadata ?? "");
        expect(read).toEqual({ ok: true, incidentId: of.id, request: { type, reason } });
      }
      const rename = renameForm({ incident: of, text: of.title });
      expectFineView(rename);
      const read = readReasonForm("rename-form", valuesOf(rename), rename.private_metadata ?? "");
      expect(read).toEqual({ ok: true, incidentId: of.id, request: { type: "Rename", title: of.title } });
    }),
    { numRuns: 200 },
  );
});

const fitsAlong = (words: string): boolean => words !== "" && JSON.stringify(words).length <= 2_600;

test("An entry that is rendered and sent back is the same, with the time at which it occurred", () => {
  fc.assert(
    fc.property(incident, body, seconds, fc.option(message), open, (of, typed, occurredAt, ref, others) => {
      const known = entryForm({ incident: of, occurredAt, text: typed, message: null });
      expectFineView(known);
      expect(readEntryForm(valuesOf(known), known.private_metadata ?? "")).toEqual({
        ok: true,
        incidentId: of.id,
        occurredAt,
        request: { type: "AddEntry", text: typed, message: null },
      });
      const picked = entryForm({ incident: others, occurredAt, text: typed, message: ref });
      expectFineView({ private_metadata: "", ...picked });
      const [first] = others;
      if (first === undefined) {
        expect(JSON.stringify(picked)).toContain("No incident is open");
        return;
      }
      const read = readEntryForm(valuesOf(picked, { incident: choose(first.id) }), picked.private_metadata ?? "");
      expect(read).toEqual({
        ok: true,
        incidentId: first.id,
        occurredAt,
        // A message's words go along with the form where private_metadata has room for them.
        request: { type: "AddEntry", text: ref === null || fitsAlong(typed) ? typed : null, message: ref },
      });
    }),
    { numRuns: 150 },
  );
});

test("An entry for which no incident was chosen says so at the menu", () => {
  const one = listed(anIncident());
  const view = entryForm({ incident: [one, { ...one, id: "other" }], occurredAt: now, text: "a", message: null });
  const read = readEntryForm(valuesOf(view), view.private_metadata ?? "");
  expect(read).toEqual({ ok: false, errors: { incident: "Choose the incident it belongs to." } });
});

test("A refusal stands at its field, and where the form has no such field at the first", () => {
  const view = declareForm(
    { ...fc.sample(declaration, { numRuns: 1, seed: 1 })[0] } as DeclareFormInitial,
    usualCatalog,
  );
  const values = valuesOf(view);
  expect(formErrors(refuse("future", "Not yet.", "impactStartedAt"), values)).toEqual({ "impact-started": "Not yet." });
  expect(formErrors(refuse("too-long", "Shorter.", "text"), values)).toEqual({ summary: "Shorter." });
  expect(formErrors(refuse("not-open", "It is over."), values)).toEqual({ title: "It is over." });
  expect(formErrors(refuse("missing", "Why?", "reason"), values)).toEqual({ title: "Why?" });
});

test("What is not a form of ours is a programmer's error, not an empty request", () => {
  expect(() => readResolveForm({}, "")).toThrow();
  expect(() => readResolveForm({}, '{"incidentId":""}')).toThrow();
  expect(() => readResolveForm({ text: { text: { value: 5 } } }, '{"incidentId":"a"}')).toThrow();
});

test.each(nastyTexts)("Views that only say something obey the limits: %#", (typed) => {
  for (const view of [
    noticeView("Add to timeline", typed || "a"),
    loadingView("Declare incident"),
    errorView(`a${typed}`),
  ]) {
    expectFineView(view);
  }
});
