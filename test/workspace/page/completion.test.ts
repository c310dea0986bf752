import { expect, test } from "vitest";
import type { SeenChannel, SeenUser } from "../../../src/workspace/client/seen.ts";
import {
  type Completions,
  commandOf,
  completed,
  completionsAt,
  type Sources,
} from "../../../src/workspace/page/composer/completion.ts";
import { editableText, plainLine } from "../../../src/workspace/page/message/editable-text.ts";
import { initialsOf, listed } from "../../../src/workspace/page/people/people.ts";

const user = (id: string, name: string, realName: string): SeenUser => {
  return { id, name, realName, tz: "Etc/UTC", isBot: false, isDeleted: false };
};

const channel = (id: string, name: string, isMember: boolean): SeenChannel => ({
  id,
  name,
  kind: "public",
  isArchived: false,
  isMember,
  members: [],
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
});

const sources: Sources = {
  commands: [{ command: "/incident", description: "Declare and run incidents", usageHint: "[declare | help]" }],
  users: [user("U1", "maya", "Maya Okafor"), user("U2", "sam", "Sam Maier"), user("U3", "kenji", "Kenji Sato")],
  groups: [{ id: "S1", handle: "oncall", name: "On call", users: [] }],
  channels: [channel("C1", "incidents", false), channel("C2", "inc-1-checkout", true), channel("C3", "general", true)],
  members: ["U2"],
  emoji: (typed) => ["eyes", "tada"].filter((name) => name.startsWith(typed)),
};

const offered = (text: string, caret = text.length): string[] =>
  completionsAt(text, caret, sources)?.items.map(({ insert }) => insert.trim()) ?? [];

test("a slash at the very beginning offers commands, until its word ends", () => {
  expect(offered("/")).toEqual(["/incident"]);
  expect(offered("/INC")).toEqual(["/incident"]);
  expect(offered("/incident ")).toEqual([]);
  expect(offered("see /inc")).toEqual([]);
  expect(commandOf("/incident ", sources.commands)?.usageHint).toBe("[declare | help]");
  expect(commandOf("/incident", sources.commands)).toBeNull();
});

test("people are found by handle and by any of their names, those of the channel first", () => {
  expect(offered("hi @ma")).toEqual(["@sam", "@maya"]);
  expect(offered("@oka")).toEqual(["@maya"]);
  expect(offered("@on")).toEqual(["@oncall"]);
  expect(offered("@her")).toEqual(["@here"]);
  expect(offered("mail@ma")).toEqual([]);
});

test("channels are found by any of their words, those that one is in first", () => {
  expect(offered("#inc")).toEqual(["#inc-1-checkout", "#incidents"]);
  expect(offered("#check")).toEqual(["#inc-1-checkout"]);
});

test("emoji are offered from the second letter on", () => {
  expect(offered(":e")).toEqual([]);
  expect(offered(":ey")).toEqual([":eyes:"]);
});

test("what is chosen stands in place of the word at the caret, with one blank after it", () => {
  const text = "ask @ma about it";
  const found = completionsAt(text, 7, sources);
  const maya = found?.items.find(({ id }) => id === "U1");
  expect(found).not.toBeNull();
  expect(maya).toBeDefined();
  if (found === null || maya === undefined) return;
  expect(completed(text, found as Completions, maya)).toEqual({ text: "ask @maya about it", caret: 10 });
});

test("a message's text is edited as it was typed", () => {
  const named = {
    users: { U1: user("U1", "maya", "Maya Okafor") },
    channels: { C3: channel("C3", "general", true) },
    groups: sources.groups,
  };
  const text = "<@U1> &amp; <!subteam^S1>: see <#C3|> and <https://a.test/?x=1&amp;y=2> &lt;b&gt; <!here>";
  expect(editableText(text, named)).toBe("@maya & @oncall: see #general and https://a.test/?x=1&y=2 <b> @here");
  expect(plainLine("\n*Checkout* is _down_, snake_case stays\nmore", named)).toBe("Checkout is down, snake_case stays");
});

test("names are shortened to initials and lists to a few", () => {
  expect(initialsOf("Maya Okafor")).toBe("MO");
  expect(initialsOf("sam")).toBe("S");
  expect(listed(["Ana"])).toBe("Ana");
  expect(listed(["Ana", "Bo"])).toBe("Ana and Bo");
  expect(listed(["Ana", "Bo", "Cy", "Di"])).toBe("Ana, Bo and 2 others");
});
