// What people type, as a reader of the export sees it: by hand, for each of Slack's forms.

import { describe, expect, test } from "vitest";
import { type Asking, declare, logOf, minute, startsAt, update } from "../incident/given.ts";
import { nodesIn, sectionsIn, textOf, treeIn } from "./reading.ts";
import { written } from "./told.ts";

const names: Asking[] = [
  { type: "RecordPerson", userId: "U0SAM00001", name: "Sam" },
  { type: "RecordPerson", userId: "U0ODD00003", name: "*a* | <b>\n_c_" },
];

/** The quote of an update that says this, in a document in this zone. */
function quoted(typed: string, zone = "UTC") {
  const sections = sectionsIn(treeIn(written(logOf(declare(), ...names, update(typed)), { zone })));
  const quote = sections.get("Update 1")?.[1];
  if (quote === undefined) throw new Error("There is no update 1.");
  return quote;
}

const seen = (typed: string, zone?: string): string => textOf(quoted(typed, zone));
const linksIn = (typed: string): string[] =>
  nodesIn(quoted(typed)).flatMap((node) => (node.type === "link" ? [`${textOf(node)} → ${node.url}`] : []));

describe("A mention", () => {
  const rows: [typed: string, shown: string][] = [
    ["ask <@U0SAM00001>", "ask @Sam"],
    ["ask <@U0SAM00001|old_name>", "ask @Sam"],
    ["ask <@U0NEW00009>", "ask @U0NEW00009"],
    ["ask <@U0NEW00009|kim>", "ask @kim"],
    ["ask <@U0ODD00003>", "ask @*a* | <b> _c_"],
    ["in <#C0GENERAL1|general>", "in #general"],
    ["in <#C0SECRET01|>", "in #C0SECRET01"],
    ["in <#C0SECRET01>", "in #C0SECRET01"],
    ["<!here> and <!channel>", "@here and @channel"],
    ["<!subteam^S012AB3CD|@ops> or <!subteam^S012AB3CD>", "@ops or @S012AB3CD"],
    ["a < b, c > d, <@ e", "a < b, c > d, <@ e"],
  ];
  test.each(rows)("typed %j reads %j", (typed, shown) => {
    expect(seen(typed)).toBe(shown);
  });
});

describe("A time token", () => {
  test("is the time in the document's zone, to the second, with its offset", () => {
    expect(seen("at <!date^1392734382^{date_num} {time_secs}|then>")).toBe("at 2014-02-18 14:39:42 +00:00");
    expect(seen("at <!date^1392734382^{ago}^https://x.example|then>", "Asia/Kathmandu")).toBe(
      "at 2014-02-18 20:24:42 +05:45",
    );
  });

  test("that holds no time is its fallback", () => {
    expect(seen("at <!date^soon^{time}|then>")).toBe("at then");
    expect(seen("at <!date^99999999999999^{time}|then>")).toBe("at then");
  });
});

describe("A link", () => {
  test("keeps its label and its address", () => {
    expect(linksIn("see <https://x.example/a_b?c=1&d=(2)|the *graph*>")).toEqual([
      "the *graph* → https://x.example/a_b?c=1&d=(2)",
    ]);
    expect(linksIn("see <https://x.example/a>, <mailto:a@x.example|a@x.example>")).toEqual([
      "https://x.example/a → https://x.example/a",
      "a@x.example → mailto:a@x.example",
    ]);
  });

  test("that is typed bare ends before the full stop", () => {
    expect(linksIn("see https://x.example/a_b_c.")).toEqual(["https://x.example/a_b_c → https://x.example/a_b_c"]);
    expect(linksIn("(see https://x.example/a)")).toEqual(["https://x.example/a → https://x.example/a"]);
    expect(linksIn("https://x.example/a_(b)")).toEqual(["https://x.example/a_(b) → https://x.example/a_(b)"]);
    expect(seen("(see https://x.example/a), then")).toBe("(see https://x.example/a), then");
    expect(linksIn("https:// and https://.")).toEqual([]);
  });

  test("is made of nothing else: no script, no Markdown, no bare www", () => {
    for (const typed of [
      "[x](javascript:alert(1))",
      "<javascript:alert(1)|x>",
      "<data:text/html,x|y>",
      "[x]: https//x.example",
      "www.x.example and a@x.example",
      "![x](/y.png)",
    ]) {
      expect([typed, linksIn(typed)]).toEqual([typed, []]);
      expect(seen(typed)).toBe(typed);
    }
  });
});

describe("An emoji", () => {
  const rows: [typed: string, shown: string][] = [
    [":fire: :rotating_light:", "🔥 🚨"],
    [":large_green_circle: :thumbsup: :white_check_mark:", "🟢 👍 ✅"],
    [":warning: :phone:", "⚠️ ☎️"],
    [":+1::skin-tone-2:", "👍🏻"],
    [":flag-gb: :male-firefighter:", "🇬🇧 👨‍🚒"],
    [":our_own_party_parrot:", ":our_own_party_parrot:"],
    ["10:25:30 and a:fire:b and ::", "10:25:30 and a:fire:b and ::"],
    ["at 3:100: nothing", "at 3:100: nothing"],
    [":constructor: :__proto__:", ":constructor: :__proto__:"],
    ["<https://x.example|:fire: drill>", "🔥 drill"],
  ];
  test.each(rows)("typed %j reads %j", (typed, shown) => {
    expect(seen(typed)).toBe(shown);
  });
});

describe("Lines", () => {
  test("stay lines, blank ones part paragraphs, and space at their start stays to be seen", () => {
    expect(seen("one\ntwo\n\n \nthree\n  - four\n\tfive  \nsix")).toBe(
      "one\ntwo\n\nthree\n\u00A0\u00A0- four\n\u00A0\u00A0\u00A0\u00A0five\nsix",
    );
  });

  test("of an update are shown whole under Updates and in short in the timeline", () => {
    const long = `${"👩🏽‍🚒".repeat(150)} end`;
    const log = logOf(declare(), update("first\nsecond"), { request: update(long), at: { now: startsAt + minute } });
    const [list] = sectionsIn(treeIn(written(log))).get("Timeline") ?? [];
    const text = list === undefined ? "" : textOf(list);
    expect(text).toContain("Update 1: first…");
    expect(text).not.toContain("second");
    expect(text).toContain(`Update 2: ${"👩🏽‍🚒".repeat(140)}…`);
  });
});
