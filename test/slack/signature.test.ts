import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkSignature } from "../../src/slack/signature.ts";

// The example of docs.slack.dev/authentication/verifying-requests-from-slack, whose signature Slack itself computed.
const slacks = {
  secret: "8f742231b10e8888abcd99yyyzzz85a5",
  timestamp: "1531420618",
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  body:
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V" +
    "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=" +
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN" +
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
  slackNow: 1531420618_000,
};

describe("the signature of a request", () => {
  it("is good for Slack's own example", () => {
    expect(checkSignature(slacks)).toBe("good");
  });

  it("is forged with another body, another secret, another version, or none at all", () => {
    expect(checkSignature({ ...slacks, body: `${slacks.body}x` })).toBe("forged");
    expect(checkSignature({ ...slacks, secret: "0".repeat(32) })).toBe("forged");
    expect(checkSignature({ ...slacks, signature: slacks.signature.replace("v0", "v1") })).toBe("forged");
    expect(checkSignature({ ...slacks, signature: `${slacks.signature}0` })).toBe("forged");
    expect(checkSignature({ ...slacks, signature: "" })).toBe("forged");
    expect(checkSignature({ ...slacks, signature: null })).toBe("forged");
    expect(checkSignature({ ...slacks, timestamp: null })).toBe("forged");
    expect(checkSignature({ ...slacks, timestamp: "now" })).toBe("forged");
  });

  it("covers the timestamp, so that an old request can't be made new", () => {
    expect(checkSignature({ ...slacks, timestamp: "1531420619" })).toBe("forged");
  });

  it("is stale more than five minutes away, before or after", () => {
    const fiveMinutesMs = 300_000;
    expect(checkSignature({ ...slacks, slackNow: slacks.slackNow + fiveMinutesMs })).toBe("good");
    expect(checkSignature({ ...slacks, slackNow: slacks.slackNow + fiveMinutesMs + 1 })).toBe("stale");
    expect(checkSignature({ ...slacks, slackNow: slacks.slackNow - fiveMinutesMs })).toBe("good");
    expect(checkSignature({ ...slacks, slackNow: slacks.slackNow - fiveMinutesMs - 1 })).toBe("stale");
  });

  it("counts the body's bytes, not its characters", () => {
    const body = '{"text":"Störung 🔥"}';
    const signature = `v0=${createHmac("sha256", "s").update(`v0:1:${body}`, "utf8").digest("hex")}`;
    expect(checkSignature({ secret: "s", timestamp: "1", signature, body, slackNow: 1_000 })).toBe("good");
  });
});
