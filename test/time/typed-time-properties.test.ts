import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../src/time/duration.ts";
import { readTypedTime } from "../../src/time/typed-time.ts";
import { formatInstant } from "../../src/time/zone.ts";

const now = Date.parse("2026-11-22T18:53:52.123Z");
const oldest = Date.parse("1900-01-01T00:00:00Z");
const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const changing = fc.constantFrom("Europe/London", "America/Los_Angeles", "America/Sao_Paulo", "Australia/Lord_Howe");
const wholeSeconds = fc
  .integer({ min: oldest / 1_000, max: Math.floor(now / 1_000) })
  .map((seconds) => seconds * 1_000);
/** Text that cannot be taken for more of a time: it begins with a word that is none. */
const texts = fc.string({ unit: "binary", maxLength: 40 }).map((text) => `x${text}`);

describe("a typed time", () => {
  it("that is a formatted instant reads back as that instant, in any zone, and leaves the text byte for byte", () => {
    fc.assert(
      fc.property(wholeSeconds, zones, zones, texts, (at, written, own, text) => {
        const time = readTypedTime(`${formatInstant(at, written)} ${text}`, { now, zone: own });
        expect(time).toMatchObject({ ok: true, at, rest: text });
      }),
      { numRuns: 1_000 },
    );
  });

  it("without its offset reads back too, or is asked about with that instant among the choices", () => {
    let asked = 0;
    const nearChange = fc
      .tuple(fc.integer({ min: 1995, max: 2025 }), fc.constantFrom("03-14", "04-04", "10-03", "10-31", "11-07"))
      .chain(([year, day]) => fc.integer({ min: -10 * 1440, max: 10 * 1440 }).map((shift) => ({ year, day, shift })))
      .map(({ year, day, shift }) => Date.parse(`${year}-${day}T00:00:00Z`) + shift * minuteMs);
    fc.assert(
      fc.property(fc.oneof(nearChange, wholeSeconds), fc.oneof(changing, zones), texts, (at, zone, text) => {
        const time = readTypedTime(`${formatInstant(at, zone).slice(0, 19)} ${text}`, { now, zone });
        if (time.ok) {
          expect(time).toMatchObject({ at, rest: text });
          return;
        }
        asked += 1;
        expect(time.code).toBe("ambiguous");
        expect(time.choices).toContainEqual({ label: expect.any(String), at, rest: text });
      }),
      { numRuns: 3_000, seed: 20261122 },
    );
    expect(asked).toBeGreaterThan(0);
  });

  it("has choices whose labels, typed, mean exactly that choice", () => {
    const typed = fc.constantFrom(
      "03/04 10:00",
      "01:30",
      "10:25 IST",
      "10:25 CST",
      "2025-11-02 01:15",
      "10:25 Monday",
      "10:25-11:00",
    );
    fc.assert(
      fc.property(typed, zones, texts, (start, zone, text) => {
        const time = readTypedTime(`${start} ${text}`, { now, zone });
        if (time.ok) return;
        for (const { label, at, rest } of time.choices) {
          expect(readTypedTime(`${label} ${rest}`, { now, zone })).toMatchObject({ ok: true, at, rest });
        }
      }),
    );
  });

  it("counted back is exact", () => {
    const counts = fc.record({
      days: fc.nat(30),
      hours: fc.nat(50),
      minutes: fc.nat(500),
      seconds: fc.nat(500),
      joint: fc.constantFrom(" ", ", ", " and "),
    });
    fc.assert(
      fc.property(counts, texts, ({ days, hours, minutes, seconds, joint }, text) => {
        const phrase = [`${days} days`, `${hours}h`, `${minutes} min`, `${seconds} s`].join(joint);
        const time = readTypedTime(`${phrase} ago ${text}`, { now, zone: "Europe/London" });
        const ms = days * dayMs + hours * hourMs + minutes * minuteMs + seconds * 1_000;
        expect(time).toMatchObject({ ok: true, at: now - ms, rest: text });
      }),
    );
  });

  it("is the same whatever the host's own zone", () => {
    const lines = ["01:30 x", "10:25 x", "20 min ago x", "Monday 14:00 x", "2026-03-29 01:30 x", "15 Sep 10:40 PST x"];
    const context = { now, zone: "Europe/London" };
    const here = lines.map((line) => readTypedTime(line, context));
    const program = `
      import { readTypedTime } from ${JSON.stringify(new URL("../../src/time/typed-time.ts", import.meta.url).href)};
      const read = (line) => readTypedTime(line, ${JSON.stringify(context)});
      process.stdout.write(JSON.stringify(${JSON.stringify(lines)}.map(read)));`;
    for (const TZ of ["America/Los_Angeles", "Australia/Lord_Howe"]) {
      const told = execFileSync(process.execPath, ["--input-type=module", "-e", program], { env: { TZ } });
      expect(JSON.parse(told.toString())).toEqual(here);
    }
  });

  it("with tenths of a unit is exact too", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.constantFrom<[string, number]>(["h", hourMs], ["min", minuteMs], ["days", dayMs]),
        (tenths, [unit, ms]) => {
          const time = readTypedTime(`${(tenths / 10).toFixed(1)} ${unit} ago x`, { now, zone: "UTC" });
          if (unit === "days" && tenths % 10 === 0) expect(time).toMatchObject({ ok: false, code: "unreadable" });
          else expect(time).toMatchObject({ ok: true, at: now - (tenths * ms) / 10 });
        },
      ),
    );
  });

  it("of day without a date is never in the future, and never more than a day old", () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), zones, wholeSeconds, (hour, minute, zone, at) => {
        const time = readTypedTime(`${hour}:${String(minute).padStart(2, "0")} x`, { now: at, zone });
        if (!time.ok) {
          expect(["ambiguous", "gap"]).toContain(time.code);
          return;
        }
        expect(time.at).toBeLessThanOrEqual(at);
        // A day has 25 h at most, but for the few that a zone once had twice.
        expect(time.at).toBeGreaterThan(at - 49 * hourMs);
      }),
      { numRuns: 1_000 },
    );
  });

  it("may be any text: it is read or refused with a sentence, and what is left is its end", () => {
    const words = fc.constantFrom(
      "10:25",
      "yesterday",
      "on",
      "Monday",
      "IST",
      "-03:00",
      "ago",
      "5 min",
      "03/04",
      "15 Sep",
      "pm",
      "<!date",
      "T",
      "Z",
      " ",
      ",",
    );
    const lines = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 6 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(lines, zones, (line, zone) => {
        const time = readTypedTime(line, { now, zone });
        if (time.ok) {
          expect(line.endsWith(time.rest)).toBe(true);
          expect(time.at).toBeLessThanOrEqual(now);
        } else {
          expect(time.sentence).toMatch(/^[“TS].*\.$/s);
          for (const { at, rest } of time.choices) {
            expect(line.endsWith(rest)).toBe(true);
            expect(at).toBeLessThanOrEqual(now);
          }
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("is read in a line of any length without delay", { timeout: 1_000 }, () => {
    const lines = [
      " ".repeat(40_000),
      `10:25${" ".repeat(40_000)}x`,
      `yesterday${" ".repeat(40_000)}x`,
      "1".repeat(40_000),
      `5 ${"min ".repeat(10_000)}ago`,
      `5${" ".repeat(40_000)}min`,
      `5 min${" ".repeat(40_000)}!`,
      `5 min,${" ".repeat(40_000)}!`,
      "a ".repeat(20_000),
    ];
    for (const line of lines) readTypedTime(line, { now, zone: "UTC" });
  });
});
