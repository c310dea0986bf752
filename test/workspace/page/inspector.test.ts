// What the inspector makes of the records, without a browser.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wavesOf } from "../../../src/workspace/calls.ts";
import type { SeenRecord } from "../../../src/workspace/client/seen-record.ts";
import { barOf, gestureGroups, waveNumbers } from "../../../src/workspace/page/inspector/gesture-group.ts";
import { branchSummary, isOpenAtFirst, jsonNode } from "../../../src/workspace/page/inspector/json-node.ts";
import { listKey } from "../../../src/workspace/page/inspector/list-keys.ts";
import { type RecordFilter, rowsOfRecords } from "../../../src/workspace/page/inspector/record-filter.ts";
import { ackOf, costOf, deliveryOf, shownMs, toneOf } from "../../../src/workspace/page/inspector/record-words.ts";

type Call = Extract<SeenRecord, { kind: "call" }>;
type Envelope = Extract<SeenRecord, { kind: "envelope" }>;

const base = { at: 0, realStartMs: 0, realEndMs: 1, gestureId: null };

const call = (id: number, method: string, more: Partial<Call> = {}): Call => {
  return { ...base, id, kind: "call", method, args: {}, answer: null, outcome: "ok", ...more };
};

const envelope = (id: number, what: string, more: Partial<Envelope> = {}): Envelope => {
  const envelopeType = what.startsWith("event ") ? "events_api" : "interactive";
  const gestureId = envelopeType === "interactive" ? id : null;
  const sent = { envelopeId: `e${id}`, payload: {}, answer: null, attempt: 0, socket: 0, cost: null };
  return { ...base, id, gestureId, kind: "envelope", what, envelopeType, ...sent, outcome: "acked", ...more };
};

const all: RecordFilter = { text: "", kind: "all", clearedUpTo: 0, folded: new Set() };

const records: SeenRecord[] = [
  envelope(1, "click post_update"),
  call(2, "views.open", {
    gestureId: 1,
    realStartMs: 2,
    realEndMs: 5,
    args: { view_id: "V1", view: { title: "Post" } },
  }),
  envelope(3, "event pin_added"),
  envelope(4, "form update"),
  call(5, "chat.update", { gestureId: 1, realStartMs: 6, realEndMs: 8, outcome: "message_not_found" }),
  call(6, "chat.postMessage", { gestureId: 4, answer: { ok: true, ts: "1700000000.000200" } }),
];

/** As one reads the list: a call under a click is indented. */
const told = (found: readonly SeenRecord[], filter: Partial<RecordFilter> = {}): string[] =>
  rowsOfRecords(found, { ...all, ...filter }).map((row) => {
    const name = row.record.kind === "call" ? row.record.method : row.record.what;
    return row.type === "member" && row.axis !== null ? `  ${name}` : name;
  });

describe("The inspector's list", () => {
  test("puts each call under its click, whatever came between", () => {
    expect(told(records)).toEqual([
      "click post_update",
      "  views.open",
      "  chat.update",
      "event pin_added",
      "form update",
      "  chat.postMessage",
    ]);
  });

  test("shows a call alone when its click has been dropped", () => {
    expect(told(records.slice(1))).toContain("views.open");
    expect(told(records.slice(1))).not.toContain("  views.open");
  });

  test.each([
    ["calls", ["click post_update", "  views.open", "  chat.update", "form update", "  chat.postMessage"]],
    ["clicks", ["click post_update", "form update"]],
    ["events", ["event pin_added"]],
    ["errors", ["click post_update", "  chat.update"]],
  ] as const)("of kind %s keeps the click above what was found", (kind, rows) => {
    expect(told(records, { kind })).toEqual(rows);
  });

  test.each([
    ["VIEWS.open", ["click post_update", "  views.open"]],
    ["message_not_found", ["click post_update", "  chat.update"]],
    ["v1", ["click post_update", "  views.open"]],
    ["1700000000.000200", ["form update", "  chat.postMessage"]],
    ["e3", ["event pin_added"]],
    ["post_update", ["click post_update", "  views.open", "  chat.update"]],
    ["nothing of the kind", []],
  ])("finds %s by method, error or id; a click that is found brings its calls", (text, rows) => {
    expect(told(records, { text })).toEqual(rows);
  });

  test("folds the calls of a click away", () => {
    expect(told(records, { folded: new Set([1]) })).not.toContain("  views.open");
    expect(told(records, { folded: new Set([1]) })).toContain("click post_update");
  });

  test("leaves out what was cleared, until the workspace counts anew", () => {
    expect(told(records, { clearedUpTo: 5 })).toEqual(["chat.postMessage"]);
    expect(told(records.slice(0, 1), { clearedUpTo: 500 })).toEqual(["click post_update"]);
  });
});

describe("A click's axis", () => {
  const [group] = gestureGroups(records);

  test("goes from the click to the last answer, and each bar has its share of it", () => {
    expect(group?.axis).toEqual({ startMs: 0, endMs: 8 });
    const axis = { startMs: 0, endMs: 8 };
    expect(barOf(call(2, "views.open", { realStartMs: 2, realEndMs: 6 }), axis)).toEqual({
      shareFrom: 0.25,
      shareWide: 0.5,
    });
    expect(barOf(call(2, "views.open", { realEndMs: null }), axis).shareWide).toBeNull();
  });

  test("has as many waves as the workspace counts, with the same calls in each", () => {
    const span = fc.tuple(fc.nat(50), fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), (spans) => {
        const calls = spans
          .map(([from, ms], at) => {
            return call(at + 1, "chat.update", { realStartMs: from, realEndMs: ms === null ? null : from + ms });
          })
          .sort((a, b) => a.realStartMs - b.realStartMs || a.id - b.id);
        const expected = wavesOf(calls).flatMap((wave, at) => wave.map(({ id }) => [id, at + 1] as const));
        expect([...waveNumbers(calls)].sort(([a], [b]) => a - b)).toEqual(expected.sort(([a], [b]) => a - b));
      }),
    );
  });
});

describe("The list's keys", () => {
  const rows = rowsOfRecords(records, all);
  const selects = (key: string, at: number) => listKey(key, rows, at, 3)?.select ?? null;

  test("go up and down and stop at the ends", () => {
    expect([selects("ArrowDown", -1), selects("ArrowDown", 0), selects("ArrowDown", 5)]).toEqual([1, 2, 6]);
    expect([selects("ArrowUp", -1), selects("ArrowUp", 0), selects("End", 0), selects("Home", 5)]).toEqual([
      6, 1, 6, 1,
    ]);
    expect([selects("PageDown", 0), selects("PageUp", 5)]).toEqual([3, 5]);
  });

  test("fold and unfold a click, and go between it and its calls", () => {
    expect(listKey("ArrowLeft", rows, 0, 3)).toEqual({ select: null, fold: 1 });
    expect(selects("ArrowLeft", 2)).toBe(1);
    expect(selects("ArrowRight", 0)).toBe(2);
    const folded = rowsOfRecords(records, { ...all, folded: new Set([1]) });
    expect(listKey("ArrowRight", folded, 0, 3)).toEqual({ select: null, fold: 1 });
    expect(listKey("ArrowLeft", folded, 0, 3)).toBeNull();
  });

  test("do nothing that is not the list's, and nothing in an empty one", () => {
    expect(listKey("a", rows, 0, 3)).toBeNull();
    expect(listKey("ArrowDown", [], -1, 3)).toBeNull();
  });
});

describe("A record's words", () => {
  test("say what a click cost and how it was acknowledged", () => {
    const click = envelope(1, "click post_update", { realEndMs: 4, cost: { calls: 3, waves: 1, ms: 41.3 } });
    expect(costOf(click)).toBe("3 calls · 1 wave · 41 ms");
    expect(ackOf(click)).toBe("acked 4 ms");
    expect(costOf(envelope(1, "click x", { cost: { calls: 0, waves: 0, ms: 4 } }))).toBe("");
    expect([shownMs(0.26), shownMs(9.96), shownMs(3_000), shownMs(12_340)]).toEqual([
      "0.3 ms",
      "10 ms",
      "3000 ms",
      "12.3 s",
    ]);
  });

  test("tell good from bad from what is still under way", () => {
    const tones = ["ok", "acked", "ratelimited", "operation_timeout", null].map((outcome) => {
      return toneOf(call(1, "chat.update", { outcome }));
    });
    expect(tones).toEqual(["good", "good", "bad", "bad", "open"]);
  });

  test("say over which connection an envelope went, and that it was sent again", () => {
    expect(deliveryOf(envelope(1, "event pin_added", { socket: 1, attempt: 2 }))).toBe("connection 2, attempt 3");
    expect(deliveryOf(envelope(1, "event pin_added", { socket: null }))).toBe("");
  });
});

describe("A value as a tree", () => {
  test("opens text that holds JSON, and leaves other text as it is", () => {
    expect(jsonNode('[{"type":"section"}]')).toMatchObject({ type: "branch", open: "[", wasText: true });
    expect(jsonNode("[draft] not JSON")).toEqual({ type: "leaf", text: '"[draft] not JSON"', tone: "text" });
    expect(jsonNode("42")).toMatchObject({ type: "leaf", text: '"42"' });
    expect([jsonNode(42), jsonNode(null)]).toMatchObject([{ tone: "number" }, { text: "null", tone: "word" }]);
  });

  test("says in a few words what is folded away", () => {
    const summary = (value: unknown) => {
      const node = jsonNode(value);
      return node.type === "branch" ? branchSummary(node) : "";
    };
    expect(summary({ a: 1, b: 2, c: 3, d: 4, e: 5 })).toBe("a, b, c, d, …");
    expect([summary([1]), summary([1, 2])]).toEqual(["1 entry", "2 entries"]);
    expect([isOpenAtFirst(0, 99), isOpenAtFirst(2, 13), isOpenAtFirst(3, 1)]).toEqual([true, false, false]);
  });
});
