import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs, minuteMs, secondMs } from "../../src/time/duration.ts";
import { readTypedRange } from "../../src/time/typed-range.ts";
import { formatInstant, offsetOf } from "../../src/time/zone.ts";

const now = Date.parse("2026-11-22T18:53:52.123Z");
const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const oldest = Date.parse("1973-01-01T00:00:00Z");
const wholeMinutes = fc
  .integer({ min: oldest / minuteMs, max: Math.floor(now / minuteMs) - 3 * 1_440 })
  .map((minutes) => minutes * minuteMs);
/** Text that cannot be taken for more of a time: it begins with a word that is none. */
const texts = fc.string({ unit: "binary", maxLength: 40 }).map((text) => `x${text}`);
const middles = fc.constantFrom(" to ", " until ", " - ", " – ", ", to ");
const openers = fc.constantFrom("", "from ", "between ");

describe("a typed range", () => {
  it("of two formatted instants reads back as those, in any zone, and leaves the text byte for byte", () => {
    const lengths = fc.integer({ min: 0, max: 3 * 86_400 });
    fc.assert(
      fc.property(
        fc.record({ from: wholeMinutes, seconds: lengths, one: zones, other: zones, own: zones, text: texts }),
        fc.tuple(openers, middles),
        ({ from, seconds, one, other, own, text }, [opener, middle]) => {
          const to = from + seconds * secondMs;
          const typed = `${opener}${formatInstant(from, one)}${middle}${formatInstant(to, other)} ${text}`;
          expect(readTypedRange(typed, { now, zone: own })).toMatchObject({ ok: true, from, to, rest: text });
          const open = readTypedRange(`since ${formatInstant(from, one)} ${text}`, { now, zone: own });
          expect(open).toMatchObject({ ok: true, from, to: null, rest: text });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("whose end has no day is less than a day long, and is the range that was meant or asks about it", () => {
    let asked = 0;
    fc.assert(
      fc.property(wholeMinutes, fc.integer({ min: 0, max: 1_439 }), zones, texts, (from, minutes, zone, text) => {
        const to = from + minutes * minuteMs;
        // Over a change of the clocks the day may be longer or shorter: other tests have those.
        fc.pre(offsetOf(from - dayMs, zone) === offsetOf(to + dayMs, zone));
        const [start, end] = [formatInstant(from, zone, "minutes"), formatInstant(to, zone, "minutes")];
        const range = readTypedRange(`${start.slice(0, 16)} to ${end.slice(11, 16)} ${text}`, { now, zone });
        if (range.ok) expect(range).toMatchObject({ from, to, rest: text });
        else expect(range.choices).toContainEqual(expect.objectContaining({ from, to, rest: text }));
        asked += range.ok ? 0 : 1;
      }),
      { numRuns: 1_000 },
    );
    expect(asked).toBeLessThan(20);
  });

  it("has choices whose labels, typed, mean exactly that choice", () => {
    const typed = fc.constantFrom(
      "03/04 10:00 to 11:00",
      "03/04 10:00 to 03/05 11:00",
      "01:30 to 01:45",
      "10:25 IST to 12:00",
      "10:25 to 12:00 CST",
      "2025-11-02 00:30 to 01:15",
      "2025-11-02 01:15 to 01:20",
      "2025-03-09 02:15 to 04:20",
      "2025-03-09 01:15 to 02:20",
      "since 03/04 10:00",
      "since 2025-11-02 01:15",
      "11:07 to 11:54 Monday",
      "since 10:25-11:00",
      "last Friday 10:00 to 20 min ago",
    );
    const changing = fc.constantFrom("America/Los_Angeles", "America/New_York", "Europe/London", "Australia/Lord_Howe");
    let asked = 0;
    fc.assert(
      fc.property(typed, fc.oneof(changing, zones), texts, (start, zone, text) => {
        const range = readTypedRange(`${start} ${text}`, { now, zone });
        if (range.ok) return;
        for (const { label, from, to, rest } of range.choices) {
          asked += 1;
          expect(readTypedRange(`${label} ${rest}`, { now, zone })).toMatchObject({ ok: true, from, to, rest });
        }
      }),
      { numRuns: 500, seed: 20261122 },
    );
    expect(asked).toBeGreaterThan(100);
  });

  it("may be any text: it is read or refused with a sentence, and what is left is its end", () => {
    const words = fc.constantFrom(
      ..."10:25 11:07 00:20 to until - – — and from since between on onwards now yesterday Monday IST -03:00".split(
        " ",
      ),
      ..."ago 03/04 pm <!date T Z , 25:99 10:25-11:00 10:25-10:55 2021-03-14 Voice".split(" "),
      "5 min ago",
      "15 Sep",
      " ",
    );
    const lines = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join(" ")),
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(lines, zones, (line, zone) => {
        const range = readTypedRange(line, { now, zone });
        if (range.ok) {
          expect(line.endsWith(range.rest)).toBe(true);
          expect(range.from).toBeLessThanOrEqual(range.to ?? now);
          expect(range.to ?? now).toBeLessThanOrEqual(now);
          return;
        }
        expect(range.sentence).toMatch(/^[“TS].*\.$/s);
        for (const { from, to, rest } of range.choices) {
          expect(line.endsWith(rest)).toBe(true);
          expect(from).toBeLessThanOrEqual(to ?? now);
          expect(to ?? now).toBeLessThanOrEqual(now);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("is read in a line of any length without delay", { timeout: 1_000 }, () => {
    const spaces = " ".repeat(40_000);
    const lines = [
      spaces,
      `from${spaces}10:25`,
      `10:25${spaces}to${spaces}11:00`,
      `10:25${spaces}-${spaces}11:00`,
      `10:25${spaces},${spaces}x`,
      `10:25 to${spaces}`,
      `10:25 ${"to ".repeat(10_000)}`,
      `10:25${"-10:30".repeat(10_000)}`,
      `10:25 -${"-".repeat(40_000)}`,
      `5 min ago to ${"5 min ".repeat(10_000)}`,
      "since ".repeat(10_000),
    ];
    for (const line of lines) readTypedRange(line, { now, zone: "UTC" });
  });
});
