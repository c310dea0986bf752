import { describe, expect, it } from "vitest";
import type { SeenChannel, SeenUser } from "../../../src/workspace/client/seen.ts";
import { lettered } from "../../../src/workspace/page/blocks/list-mark.ts";
import { channelOptions, matching, ownOptions, peopleOptions } from "../../../src/workspace/page/forms/option.ts";

const text = (words: string) => ({ type: "plain_text", text: words });
const user = (id: string, realName: string, more: Partial<SeenUser> = {}): SeenUser => ({
  id,
  name: id.toLowerCase(),
  realName,
  tz: "UTC",
  isBot: false,
  isDeleted: false,
  ...more,
});
const channel = (id: string, kind: SeenChannel["kind"], more: Partial<SeenChannel> = {}): SeenChannel => ({
  id,
  name: kind === "im" ? "" : id.toLowerCase(),
  kind,
  isArchived: false,
  isMember: true,
  members: ["U1", "U2"],
  topic: "",
  purpose: "",
  createdAt: 0,
  creator: "U1",
  pins: [],
  bookmarks: [],
  canvasId: null,
  lastRead: null,
  unread: 0,
  mentions: 0,
  latest: null,
  ...more,
});
const users = {
  U1: user("U1", "Zoë Ångström"),
  U2: user("U2", "Amir Haddad"),
  U3: user("U3", "Gone", { isDeleted: true }),
  U4: user("U4", "Sitrep", { isBot: true }),
};
const labels = (options: { label: string }[]): string[] => options.map(({ label }) => label);

describe("a menu", () => {
  it("offers its own options, those of groups under their headings", () => {
    const one = { text: text("One"), value: "1", description: text("the first") };
    expect(ownOptions({ options: [one] })).toEqual([
      { value: "1", label: "One", description: "the first", group: null },
    ]);
    expect(ownOptions({ option_groups: [{ label: text("All"), options: [one] }] })).toEqual([
      { value: "1", label: "One", description: "the first", group: "All" },
    ]);
  });

  it("of people leaves out who is gone", () => {
    expect(labels(peopleOptions(users))).toEqual(["Amir Haddad", "Sitrep", "Zoë Ångström"]);
  });

  it("of channels offers public ones, of conversations what its filter lets through", () => {
    const channels = {
      C1: channel("C1", "public"),
      C2: channel("C2", "private"),
      C3: channel("C3", "public", { isArchived: true }),
      D1: channel("D1", "im"),
      D2: channel("D2", "im", { members: ["U1", "U4"] }),
    };
    const known = { channels, users, me: "U1" };
    expect(labels(channelOptions({ type: "channels_select" }, known))).toEqual(["#c1"]);
    const all = labels(channelOptions({ type: "conversations_select" }, known));
    expect(all.sort()).toEqual(["#c1", "Amir Haddad", "Sitrep", "🔒 c2"].sort());
    const direct = { type: "conversations_select", filter: { include: ["im"], exclude_bot_users: true } };
    expect(labels(channelOptions(direct, known))).toEqual(["Amir Haddad"]);
  });

  it("is filtered by what is typed: beginnings first, accents and capitals aside", () => {
    const options = [...peopleOptions(users), { value: "x", label: "#angry", description: "", group: null }];
    expect(labels(matching(options, "ang"))).toEqual(["#angry", "Zoë Ångström"]);
    expect(labels(matching(options, "zoe"))).toEqual(["Zoë Ångström"]);
    expect(labels(matching(options, "@u2"))).toEqual(["Amir Haddad"]);
    expect(labels(matching(options, " "))).toHaveLength(4);
    expect(matching(options, "nobody")).toEqual([]);
  });
});

describe("an ordered list", () => {
  it("counts 1, a, i as it is nested, and begins again", () => {
    expect([0, 1, 2, 3].map((indent) => lettered(4, indent))).toEqual(["4", "d", "iv", "4"]);
    expect([26, 27, 52, 53].map((number) => lettered(number, 1))).toEqual(["z", "aa", "az", "ba"]);
  });
});
