import { expect, test } from "vitest";
import { hashOf, nowhere, placeOfPermalink, readPlace } from "../../../src/workspace/page/place.ts";

test("a place in the address is read as it was written", () => {
  const whole = {
    userId: "U0000000002",
    channelId: "C0000000004",
    threadTs: "1795387523.288000",
    ts: "1795387599.000100",
    isHome: false,
  };
  expect(hashOf(whole)).toBe("#U0000000002/C0000000004/t1795387523.288000/p1795387599000100");
  for (const place of [whole, nowhere, { ...nowhere, isHome: true }, { ...whole, threadTs: null }]) {
    expect(readPlace(hashOf(place))).toEqual(place);
  }
});

test("a link that names a channel alone says nothing of the person", () => {
  expect(readPlace("#C0000000004")).toEqual({ ...nowhere, channelId: "C0000000004" });
  expect(readPlace("#/D01/")).toEqual({ ...nowhere, channelId: "D01" });
});

test("what is no part of a place is left out of it", () => {
  expect(readPlace("#<script>/C1/t12/pxyz/../U1")).toEqual({ ...nowhere, userId: "U1", channelId: "C1" });
  expect(readPlace("")).toEqual(nowhere);
});

test("a permalink leads to its message, one of a reply to its thread too", () => {
  const place = placeOfPermalink("https://sitrep.slack.test/archives/C01/p1795387523288000");
  expect(place).toEqual({ ...nowhere, channelId: "C01", ts: "1795387523.288000" });
  const reply = placeOfPermalink("/archives/C01/p1795387599000100?thread_ts=1795387523.288000&cid=C01");
  expect(reply).toEqual({ ...nowhere, channelId: "C01", ts: "1795387599.000100", threadTs: "1795387523.288000" });
  expect(placeOfPermalink("https://sitrep.slack.test/archives/C01")).toEqual({ ...nowhere, channelId: "C01" });
});

test("any other address is no permalink", () => {
  for (const address of ["https://example.com/", "/archives/", "/archives/x1/p1", "javascript:/archives/C1/p1234567"]) {
    expect(placeOfPermalink(address)).toBeNull();
  }
});
