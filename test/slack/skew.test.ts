import { describe, expect, it } from "vitest";
import { createSkew } from "../../src/slack/skew.ts";

const date = (epochMs: number): string => new Date(epochMs).toUTCString();
const at = Date.UTC(2026, 10, 22, 12, 0, 0);

describe("the skew between Slack's clock and the host's", () => {
  it("is 0 while the two may agree: a Date header is cut to the second", () => {
    const skew = createSkew();
    expect(skew.skewMs()).toBe(0);
    skew.learn(date(at), at + 900, at + 950);
    expect(skew.skewMs()).toBe(0);
  });

  it("is found within half a second from one answer, and closer from several", () => {
    const skew = createSkew();
    const slackAhead = 90_000;
    const answers = [0, 350, 820].map((ms) => at + ms);
    for (const sentAt of answers) {
      const shown = Math.floor((sentAt + 20 + slackAhead) / 1_000) * 1_000;
      skew.learn(date(shown), sentAt, sentAt + 40);
      expect(Math.abs(skew.skewMs() - slackAhead)).toBeLessThan(550);
    }
    expect(Math.abs(skew.skewMs() - slackAhead)).toBeLessThan(120);
  });

  it("follows a host's clock that jumps a year, at the next answer", () => {
    const skew = createSkew();
    const year = 365 * 86_400_000;
    skew.learn(date(at), at, at + 50);
    skew.learn(date(at + 1_000), at + 1_000 + year, at + 1_050 + year);
    expect(Math.abs(skew.skewMs() + year)).toBeLessThan(1_000);
    skew.learn(date(at + 2_000), at + 2_000, at + 2_050);
    expect(skew.skewMs()).toBe(0);
  });

  it("learns nothing from an answer without a date, or with one that is none", () => {
    const skew = createSkew();
    skew.learn(null, at, at);
    skew.learn("yesterday, perhaps", at, at);
    expect(skew.skewMs()).toBe(0);
  });
});
