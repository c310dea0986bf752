import { describe, expect, it } from "vitest";
import { createSkew } from "../../src/slack/skew.ts";

const date = (epochMs: number): string => new Date(epochMs).toUTCString();
const at = Date.UTC(2026, 10, 22, 12, 0, 0);

describe("the skew between Slack's clock and the host's", () => {
  it("is 0 while the two may agree: a Date header is cut to the second", () => {
    const skew = createSkew();
    expect(skew.skewMs()).toBe(0);
    skew.learnDate(date(at), at + 900, at + 950);
    expect(skew.skewMs()).toBe(0);
  });

  it("is found within half a second from one answer, and closer from several", () => {
    const skew = createSkew();
    const slackAhead = 90_000;
    const answers = [0, 350, 820].map((ms) => at + ms);
    for (const sentAt of answers) {
      const shown = Math.floor((sentAt + 20 + slackAhead) / 1_000) * 1_000;
      skew.learnDate(date(shown), sentAt, sentAt + 40);
      expect(Math.abs(skew.skewMs() - slackAhead)).toBeLessThan(550);
    }
    expect(Math.abs(skew.skewMs() - slackAhead)).toBeLessThan(120);
  });

  it("follows a host's clock that jumps a year, at the next answer", () => {
    const skew = createSkew();
    const year = 365 * 86_400_000;
    skew.learnDate(date(at), at, at + 50);
    skew.learnDate(date(at + 1_000), at + 1_000 + year, at + 1_050 + year);
    expect(Math.abs(skew.skewMs() + year)).toBeLessThan(1_000);
    skew.learnDate(date(at + 2_000), at + 2_000, at + 2_050);
    expect(skew.skewMs()).toBe(0);
  });

  it("learns nothing from an answer without a date, or with one that is none", () => {
    const skew = createSkew();
    skew.learnDate(null, at, at);
    skew.learnDate("yesterday, perhaps", at, at);
    expect(skew.skewMs()).toBe(0);
  });

  it("is found to some milliseconds by what Slack says of our own posts", () => {
    const skew = createSkew();
    const slackAhead = 90_123;
    skew.learnDate(date(at + slackAhead), at, at + 40);
    skew.learnPost(at + slackAhead + 20, at, at + 40);
    expect(Math.abs(skew.skewMs() - slackAhead)).toBeLessThanOrEqual(20);
  });

  it("stays as it was while that may still be right, however the bounds move", () => {
    const skew = createSkew();
    skew.learnDate(date(at + 90_000), at, at + 40);
    const found = skew.skewMs();
    let changes = 0;
    skew.onChange(() => changes++);
    for (let ms = 0; ms < 3_600_000; ms += 60_000) {
      skew.learnDate(date(at + ms + 90_000), at + ms, at + ms + 5_000);
    }
    expect([skew.skewMs(), changes]).toEqual([found, 0]);
  });

  it("follows two clocks that drift apart, and is never further off than a Date header is cut", () => {
    const skew = createSkew();
    for (let ms = 0; ms < 24 * 3_600_000; ms += 600_000) {
      const drifted = Math.round(ms * 200e-6);
      skew.learnDate(date(at + ms + drifted + 20), at + ms, at + ms + 40);
      expect(Math.abs(skew.skewMs() - drifted)).toBeLessThanOrEqual(1_100);
    }
    expect(skew.skewMs()).toBeGreaterThan(15_000);
  });

  it("uses what was known before, less the drift since, to tell more than one Date header can", () => {
    const skew = createSkew();
    skew.learnPost(at, at, at);
    // Ten minutes later Slack is 300 ms ahead, and shows the second that began 100 ms ago.
    const now = at + 599_800;
    skew.learnDate(date(now + 300), now, now);
    expect(Math.abs(skew.skewMs() - 300)).toBeLessThanOrEqual(50);
  });

  it("goes by the posts where a proxy's Date says otherwise, and still notices when the host's clock jumps", () => {
    const skew = createSkew();
    const proxyAhead = 3_600_000;
    const call = (sentAt: number, slackAhead: number, isPost: boolean) => {
      const slackNow = sentAt + slackAhead + 20;
      skew.learnDate(date(slackNow + proxyAhead), sentAt, sentAt + 40);
      if (isPost) skew.learnPost(slackNow, sentAt, sentAt + 40);
    };
    call(at, 0, false);
    expect(Math.abs(skew.skewMs() - proxyAhead)).toBeLessThan(1_100);
    call(at + 1_000, 0, true);
    expect(skew.skewMs()).toBe(0);
    for (let ms = 2_000; ms < 60_000; ms += 700) call(at + ms, 0, false);
    expect(Math.abs(skew.skewMs())).toBeLessThan(1_100);
    const year = 365 * 86_400_000;
    call(at + year, -year, false);
    expect(Math.abs(skew.skewMs() + year)).toBeLessThan(1_100);
    // And when the proxy is gone, the next post tells.
    skew.learnDate(date(at + 70_000), at + year + 70_000, at + year + 70_040);
    skew.learnPost(at + 70_020, at + year + 70_000, at + year + 70_040);
    expect(Math.abs(skew.skewMs() + year)).toBeLessThan(60);
  });

  it("learns nothing from a call during which the host's clock was set back", () => {
    const skew = createSkew();
    skew.learnDate(date(at), at, at - 3_600_000);
    skew.learnPost(at, at, at - 3_600_000);
    expect(skew.skewMs()).toBe(0);
  });
});
