import fc from "fast-check";
import { expect, test } from "vitest";
import { channelName } from "../../src/blocks/channel-name.ts";
import { text } from "../support/arbitrary-incident.ts";

const template = "inc-{number}-{title}";
const name = (title: string, suffix: string | null = null): string =>
  channelName({ number: 7, title, suffix, template });

test.each([
  ["Checkout is failing", "inc-7-checkout-is-failing"],
  ["  502s -- from/the API!  ", "inc-7-502s-from-the-api"],
  ["Größe & Straße", "inc-7-grosse-strasse"],
  ["支付失败", "inc-7-zhifushibai"],
  ["Оплата не работает", "inc-7-oplata-ne-rabotaet"],
  ["שרת נפל", "inc-7-srt-nfl"],
  ["🔥🔥🔥", "inc-7"],
  ["🔥 Redis 👩🏽‍🚒 down 🇩🇪", "inc-7-redis-down"],
  ["", "inc-7"],
  ["!!!", "inc-7"],
  ["---", "inc-7"],
  ["can't log in", "inc-7-cant-log-in"],
  ["snake_case__name_", "inc-7-snake_case_name"],
  ["$& $1 {number}", "inc-7-1-number"],
])("%j makes the channel %j", (title, expected) => expect(name(title)).toBe(expected));

test("A name that is taken gets a suffix, and the title gives way to it", () => {
  expect(name("Checkout", "2")).toBe("inc-7-checkout-2");
  expect(name("", "2")).toBe("inc-7-2");
  expect(name("a".repeat(200), "12")).toBe(`inc-7-${"a".repeat(71)}-12`);
});

test("A template can put the title anywhere, or leave it out", () => {
  expect(channelName({ number: 7, title: "Redis", suffix: null, template: "{title}-INC{number}" })).toBe("redis-inc7");
  expect(channelName({ number: 7, title: "", suffix: null, template: "{title}" })).toBe("inc-7");
  expect(channelName({ number: 7, title: "x".repeat(99), suffix: "3", template: "{title}_war_room_{number}" })).toMatch(
    /_war_room_7-3$/,
  );
  expect(channelName({ number: 7, title: "a", suffix: null, template: "z".repeat(99) })).toHaveLength(80);
});

test("Whatever the title, the number and the suffix, Slack takes the name", () => {
  const number = fc.integer({ min: 1, max: 999_999_999 });
  fc.assert(
    fc.property(text, number, fc.option(fc.integer({ min: 2, max: 99 }).map(String)), (title, of, suffix) => {
      const made = channelName({ number: of, title, suffix, template });
      expect(made).toMatch(/^inc-\d+(?:-[a-z0-9_-]*[a-z0-9])?$/);
      expect(made.length).toBeLessThanOrEqual(80);
      expect(made).not.toMatch(/--|[-_]$/);
      expect(made.startsWith(`inc-${of}`)).toBe(true);
      if (suffix !== null) expect(made.endsWith(`-${suffix}`)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
