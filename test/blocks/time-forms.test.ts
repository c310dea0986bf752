// The forms about times: rendered and sent back they ask for what they were filled with.

import fc from "fast-check";
import { expect, test } from "vitest";
import { formErrors } from "../../src/blocks/form-errors.ts";
import { impactForm, readImpactForm, readRemoveWindowForm, removeWindowForm } from "../../src/blocks/impact-form.ts";
import { pauseForm, readReasonForm } from "../../src/blocks/reason-form.ts";
import { readTimesForm, timesForm } from "../../src/blocks/times-form.ts";
import { impactWindows } from "../../src/incident/impact.ts";
import type { Incident, WrittenWindow } from "../../src/incident/incident.ts";
import { refuse } from "../../src/incident/refusal.ts";
import { cleanText, oneLine } from "../../src/incident/typed-text.ts";
import { milestoneNames } from "../../src/incident/words.ts";
import { startsAt, text, toldIncident } from "../support/arbitrary-incident.ts";
import { expectFineView } from "./expect-fine.ts";
import { valuesOf } from "./submitted.ts";

const incident = toldIncident.map((told) => told.incident);
const instant = fc.integer({ min: -9_000_000, max: 1_000_000 }).map((ms) => startsAt + ms);

const component = text.map((typed) =>
  oneLine(cleanText(typed).replaceAll(",", ";")).slice(0, 100).trim().toWellFormed(),
);
const written: fc.Arbitrary<WrittenWindow> = fc.record({
  id: fc.integer({ min: 1, max: 100 }),
  from: instant,
  to: fc.option(instant),
  components: fc
    .array(component, { minLength: 1, maxLength: 4 })
    .map((all) => [...all, "Voice"].filter((one) => one !== "")),
  degree: fc.constantFrom("degraded", "partial outage", "major outage"),
  isSlaEligible: fc.boolean(),
  note: text.map((typed) => oneLine(cleanText(typed)).slice(0, 300).trim().toWellFormed()),
});
const withWindow = (of: Incident, window: WrittenWindow): Incident => ({
  ...of,
  windows: [window],
  windowCount: window.id,
});

test("A window that is opened to be changed and sent back as it was is the same, to the millisecond", () => {
  fc.assert(
    fc.property(incident, written, (of, window) => {
      const view = impactForm({ incident: withWindow(of, window), windowId: window.id });
      expectFineView(view);
      const { id: windowId, ...rest } = window;
      expect(readImpactForm(valuesOf(view), view.private_metadata ?? "")).toEqual({
        ok: true,
        incidentId: of.id,
        request: { type: "SetImpactWindow", windowId, ...rest },
      });
    }),
    { numRuns: 200 },
  );
});

test("The form of any incident's windows is one that Slack takes, and shows each with its menu", () => {
  fc.assert(
    fc.property(incident, (of) => {
      const view = impactForm({ incident: of, windowId: null });
      expectFineView(view);
      const shown = JSON.stringify(view).match(/"impact-window"/g) ?? [];
      expect(shown).toHaveLength(Math.min(20, of.windows.length));
      for (const { id } of of.windows) expectFineView(removeWindowForm({ incident: of, windowId: id }));
    }),
    { numRuns: 200 },
  );
});

test("With a hundred windows the form shows the newest twenty and says what changes the others", () => {
  fc.assert(
    fc.property(incident, written, (of, window) => {
      const windows = Array.from({ length: 100 }, (_, index) => ({ ...window, id: index + 1, from: startsAt + index }));
      const view = impactForm({ incident: { ...of, windows }, windowId: null });
      expectFineView(view);
      expect(JSON.stringify(view)).toContain("and 80 earlier: /incident impact 1 11:07 to 11:54 changes one");
    }),
    { numRuns: 20 },
  );
});

test("Before a window was written the form begins with what the declaration tells", () => {
  fc.assert(
    fc.property(incident, instant, (of, from) => {
      const declared = { ...of, windows: [], impactStartedAt: from, impactEndedAt: null };
      const view = impactForm({ incident: declared, windowId: null });
      const read = readImpactForm(valuesOf(view), view.private_metadata ?? "");
      expect(read).toMatchObject({ ok: true, request: { windowId: null, from, to: null } });
      expect(impactWindows(declared)).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});

test("A window without a start says at its field what to do", () => {
  fc.assert(
    fc.property(incident, (of) => {
      const view = impactForm({ incident: { ...of, windows: [], impactStartedAt: null }, windowId: null });
      expect(readImpactForm(valuesOf(view), view.private_metadata ?? "")).toEqual({
        ok: false,
        errors: { from: "Say when impact began." },
      });
    }),
    { numRuns: 10 },
  );
});

test("A window that is removed is named, with the reason that was given", () => {
  fc.assert(
    fc.property(incident, written, (of, window) => {
      const view = removeWindowForm({ incident: withWindow(of, window), windowId: window.id });
      expectFineView(view);
      const values = valuesOf(view, { reason: { value: "Nobody noticed" } });
      expect(readRemoveWindowForm(values, view.private_metadata ?? "")).toEqual({
        ok: true,
        incidentId: of.id,
        request: { type: "RemoveImpactWindow", windowId: window.id, reason: "Nobody noticed" },
      });
    }),
    { numRuns: 50 },
  );
});

test("A time that was typed, and only lacks its reason, is kept by the form that asks for it", () => {
  const at = fc.oneof(instant, fc.constant("unknown" as const));
  fc.assert(
    fc.property(incident, fc.constantFrom(...milestoneNames), at, (of, milestone, typed) => {
      const view = timesForm({ incident: of, milestone, at: typed, isReasonAsked: true });
      expectFineView(view);
      const values = valuesOf(view, { reason: { value: "The alert says so" } });
      expect(readTimesForm(values, view.private_metadata ?? "")).toEqual({
        ok: true,
        incidentId: of.id,
        request: {
          type: "SetMilestone",
          milestone,
          at: typed === "unknown" ? null : typed,
          reason: "The alert says so",
        },
      });
    }),
    { numRuns: 200 },
  );
});

test("The form of times shows all nine, and says what it lacks", () => {
  fc.assert(
    fc.property(incident, (of) => {
      const view = timesForm({ incident: of, milestone: null, at: null, isReasonAsked: false });
      expectFineView(view);
      for (const name of ["Impact started", "Detected", "Mitigated", "Postmortem published"]) {
        expect(JSON.stringify(view)).toContain(name);
      }
      const read = (changes: Parameters<typeof valuesOf>[1]) =>
        readTimesForm(valuesOf(view, changes), view.private_metadata ?? "");
      const detected = { milestone: { selected_option: { value: "detected" } } };
      expect(read({})).toEqual({ ok: false, errors: { milestone: "Choose which time it is." } });
      expect(read(detected)).toEqual({
        ok: false,
        errors: { at: "Give the time, or tick that it is unknown." },
      });
      expect(
        read({
          ...detected,
          at: { selected_date_time: startsAt / 1_000 },
          unknown: { selected_options: [{ value: "unknown" }] },
        }),
      ).toEqual({ ok: false, errors: { at: "Either the time or unknown: clear one of the two." } });
    }),
    { numRuns: 50 },
  );
});

test("A pause is asked for with its reason, and says what it stops", () => {
  fc.assert(
    fc.property(incident, text, (of, reason) => {
      const view = pauseForm({ incident: of, text: reason, hint: "Until then these stand still: mitigate, resolve" });
      expectFineView(view);
      const typed = cleanText(reason).slice(0, 1_000).toWellFormed();
      const read = readReasonForm("pause-form", valuesOf(view), view.private_metadata ?? "");
      expect(read).toMatchObject({ ok: true, incidentId: of.id, request: { type: "PauseClocks" } });
      if (reason.length < 1_000 && read.ok) expect(read.request).toEqual({ type: "PauseClocks", reason: typed });
    }),
    { numRuns: 100 },
  );
});

test("What the core refuses of a time stands at its field", () => {
  const values = { from: {}, to: {}, note: {}, components: {}, at: {}, reason: {} };
  for (const field of ["from", "to", "note", "components", "at", "reason"] as const) {
    expect(formErrors(refuse("missing", "Mend it.", field), values)).toEqual({ [field]: "Mend it." });
  }
});
