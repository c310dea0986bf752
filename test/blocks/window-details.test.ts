// What is typed after the times of an impact window.

import fc from "fast-check";
import { expect, test } from "vitest";
import { readWindowDetails, type WindowDetails } from "../../src/blocks/window-details.ts";
import { text } from "../support/arbitrary-incident.ts";

const known = ["Voice", "SMS - Long codes", "EU, Frankfurt", "Core / API: v2"];
const nothing: WindowDetails = { components: null, degree: null, isSlaEligible: null, note: null };

test.each<[string, Partial<WindowDetails>]>([
  ["", {}],
  ["Voice", { components: ["Voice"] }],
  ["Voice, API", { components: ["Voice", "API"] }],
  ["Voice , API,", { components: ["Voice", "API"] }],
  ["Voice: raised post-dial delay", { components: ["Voice"], note: "raised post-dial delay" }],
  ["Voice - raised: delay", { components: ["Voice"], note: "raised: delay" }],
  ["Voice — delay", { components: ["Voice"], note: "delay" }],
  [": delay", { note: "delay" }],
  ["- delay", { note: "delay" }],
  ["degraded", { degree: "degraded" }],
  ["partial outage", { degree: "partial outage" }],
  ["Voice partial", { components: ["Voice"], degree: "partial outage" }],
  ["major Voice, API", { components: ["Voice", "API"], degree: "major outage" }],
  ["Voice, API (degraded)", { components: ["Voice", "API"], degree: "degraded" }],
  ["Voice, API, degraded, not eligible", { components: ["Voice", "API"], degree: "degraded", isSlaEligible: false }],
  ["not eligible", { isSlaEligible: false }],
  ["Voice not SLA-eligible: planned", { components: ["Voice"], isSlaEligible: false, note: "planned" }],
  ["degraded not eligible Voice", { components: ["Voice"], degree: "degraded", isSlaEligible: false }],
  ["Voice eligible", { components: ["Voice"], isSlaEligible: true }],
  ["sms - long codes, Voice: delay", { components: ["sms - long codes", "Voice"], note: "delay" }],
  ["EU, Frankfurt, Voice", { components: ["EU, Frankfurt", "Voice"] }],
  ["Core / API: v2 degraded: slow", { components: ["Core / API: v2"], degree: "degraded", note: "slow" }],
  ["Back-office", { components: ["Back-office"] }],
  ["Majority", { components: ["Majority"] }],
  ["Group / Name, see https://status.example.com", { components: ["Group / Name", "see https://status.example.com"] }],
])("After the times, %j", (typed, expected) => {
  expect(readWindowDetails(typed, known, false)).toEqual({ ...nothing, ...expected });
});

test("After a colon or a dash right behind the times all is the note", () => {
  expect(readWindowDetails("degraded, Voice: slow", known, true)).toEqual({
    ...nothing,
    note: "degraded, Voice: slow",
  });
  expect(readWindowDetails("", known, true)).toEqual(nothing);
});

test("Whatever is typed is read without a component of nothing", () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), (typed, names) => {
      const { components, note } = readWindowDetails(typed, names, false);
      expect(components ?? ["a"]).not.toContain("");
      expect(note).not.toBe("");
    }),
    { numRuns: 500 },
  );
});
