// What people ask: each request's way through, and each refusal with the sentence that the person reads.

import { describe } from "vitest";
import type { Request } from "../../src/incident/commands.ts";
import type { Fact } from "../../src/incident/events.ts";
import { usualPolicy } from "../support/catalog.ts";
import { channel, declare, message, minute, no, sam, startsAt, testRows, update, zoe } from "./given.ts";

const open = declare();
const resolve = (text = "", impactEndedAt: number | null = null): Request => ({ type: "Resolve", text, impactEndedAt });
const cancel: Request = { type: "Cancel", reason: "False alarm" };
const entry = (text: string | null, of: typeof message | null = null): Request => ({
  type: "AddEntry",
  text,
  message: of,
});
const becomes = (to: "identified" | "monitoring" | "resolved", from: "investigating" = "investigating"): Fact => ({
  type: "StatusChanged",
  data: { from, to },
});
const posted = (number: number, text: string, status: "monitoring" | "resolved" | "investigating" | null): Fact => ({
  type: "UpdatePosted",
  data: { number, text, status, nextUpdateAt: null, alsoAnnounce: false },
});
const isResolved =
  "INC-1 is resolved: /incident reopen INC-1 followed by why opens it again; /incident log INC-1 adds to its timeline.";
const isCanceled = isResolved.replace("is resolved", "is canceled");
const systemBy = { by: { kind: "sitrep" } } as const;

describe("An update", () => {
  testRows([
    ["is numbered", [open, update("one")], update("two"), [posted(2, "two", null)]],
    ["is trimmed", [open], update("  one \n"), [posted(1, "one", null)]],
    [
      "brings a new status with it",
      [open],
      update("a fix is in", { status: "monitoring" }),
      [posted(1, "a fix is in", "monitoring"), becomes("monitoring")],
    ],
    [
      "may state the status that is",
      [open],
      update("still looking", { status: "investigating" }),
      [posted(1, "still looking", "investigating")],
    ],
    [
      "promises the next one",
      [open],
      update("one", { nextUpdateAt: startsAt + 30 * minute, alsoAnnounce: true }),
      [
        {
          type: "UpdatePosted",
          data: {
            number: 1,
            text: "one",
            status: null,
            nextUpdateAt: startsAt + 30 * minute,
            alsoAnnounce: true,
          },
        },
      ],
    ],
    [
      "that resolves promises nothing more",
      [open],
      update("done", { status: "resolved", nextUpdateAt: startsAt + 30 * minute }),
      [posted(1, "done", "resolved"), becomes("resolved")],
    ],
    ...["", " \n ", "\u200B", "\u0007"].map((blank): Parameters<typeof testRows>[0][number] => [
      `of ${JSON.stringify(blank)} is refused`,
      [open],
      update(blank),
      no("missing", "The update is empty: say what is known, or what you are doing.", "text"),
    ]),
    [
      "of 3,001 characters is refused",
      [open],
      update("x".repeat(3_001)),
      no("too-long", "The update has 3001 characters and at most 3000 fit: shorten it.", "text"),
    ],
    ["of 3,000 characters is taken", [open], update("x".repeat(3_000)), [posted(1, "x".repeat(3_000), null)]],
    ["after the end is refused", [open, resolve()], update("more"), no("not-open", isResolved)],
    [
      "can't promise the next one in the past",
      [open],
      update("one", { nextUpdateAt: startsAt }),
      no("out-of-order", "The next update can't be due in the past: choose a later time.", "nextUpdateAt"),
    ],
    [
      "can't promise the next one in more than a week",
      [open],
      update("one", { nextUpdateAt: startsAt + 7 * 24 * 60 * minute + 1 }),
      no("too-long", "The next update is more than a week away: promise an earlier one.", "nextUpdateAt"),
    ],
    ["on nothing is refused", [], update("one"), no("not-declared", nothingThere())],
  ]);
});

function nothingThere(): string {
  return "There is no such incident. /incident list shows those that there are.";
}

describe("A status", () => {
  testRows([
    ["changes", [open], { type: "ChangeStatus", status: "identified" }, [becomes("identified")]],
    ["may be resolved at once", [open], { type: "ChangeStatus", status: "resolved" }, [becomes("resolved")]],
    [
      "that is so already is refused",
      [open],
      { type: "ChangeStatus", status: "investigating" },
      no("already-so", "INC-1 is investigating already."),
    ],
    [
      "resolved twice: the second is told",
      [open, resolve()],
      { type: "ChangeStatus", status: "resolved" },
      no("already-so", "INC-1 is resolved already."),
    ],
    [
      "of what is over is refused",
      [open, cancel],
      { type: "ChangeStatus", status: "identified" },
      no("not-open", isCanceled),
    ],
  ]);
});

describe("A severity", () => {
  const toSev1: Request = { type: "ChangeSeverity", severity: "SEV1" };
  const changed: Fact = { type: "SeverityChanged", data: { from: "SEV2", to: "SEV1", policy: usualPolicy("SEV1") } };
  testRows([
    ["changes", [open], toSev1, [changed]],
    ["may be put right after the end", [open, resolve()], toSev1, [changed]],
    ["of what was canceled is refused", [open, cancel], toSev1, no("not-open", isCanceled)],
    ["that is so already is refused", [open, toSev1], toSev1, no("already-so", "INC-1 is SEV1 already.")],
  ]);
});

describe("Command", () => {
  const take = (seenId?: string | null): Request => ({ type: "TakeCommand", seenId });
  const taken = (userId: string, previousId: string | null): Fact => ({
    type: "RoleAssigned",
    data: { role: "commander", called: "incident commander", userId, previousId },
  });
  const assign = (userId: string): Request => ({ type: "AssignRole", role: "commander", userId });
  testRows([
    ["is taken", [open], take(), [taken(sam, null)]],
    ["is taken from somebody", [declare({ commanderId: zoe })], take(), [taken(sam, zoe)]],
    ["is taken as the button showed it", [open], take(null), [taken(sam, null)]],
    [
      "one has can't be taken",
      [open, take()],
      take(),
      no("already-so", "You are the incident commander of INC-1 already."),
    ],
    [
      "by two clicks on one button goes to the first",
      [open, assign(zoe)],
      take(null),
      no("already-so", "Somebody else took command just before you: nothing changed. /incident take takes it over."),
    ],
    ["is for people", [open], { request: take(), at: systemBy }, no("missing", "Only a person can take command.")],
    ["is given", [open], assign(zoe), [taken(zoe, null)]],
    ["is given after the end", [open, resolve()], assign(zoe), [taken(zoe, null)]],
    [
      "is given once",
      [open, assign(zoe)],
      assign(zoe),
      no("already-so", "INC-1 has this incident commander already: nothing changed."),
    ],
  ]);
});

describe("A timeline entry", () => {
  const added = (text: string | null, of: typeof message | null = null): Fact => ({
    type: "EntryAdded",
    data: { text, message: of },
  });
  const earlier = { occurredAt: startsAt - 20 * minute };
  const empty = "The entry is empty: say what happened, as in /incident log 10:25 database failed over.";
  const later = "This time is in the future: the timeline holds what has happened.";
  const gone: Fact[] = [{ type: "EntryRemoved", data: { entryId: "01j00000000000000000000000.2" } }];
  const remove: Request = { type: "RemoveEntry", message: { channelId: message.channelId, ts: message.ts } };
  testRows([
    ["is typed", [open], { request: entry(" db failed over "), at: earlier }, [added("db failed over")]],
    ["stands for a message", [open], entry(null, message), [added(null, message)]],
    [
      "of a message without words of one's own says the message's",
      [open],
      entry("  ", message),
      [added(null, message)],
    ],
    ["of a message with words keeps both", [open], entry("the cause", message), [added("the cause", message)]],
    ["is added after the end", [open, resolve()], entry("lesson"), [added("lesson")]],
    ["of nothing is refused", [open], entry(" "), no("missing", empty, "text")],
    ["of nothing at all is refused", [open], entry(null), no("missing", empty, "text")],
    [
      "of 3,001 characters is refused",
      [open],
      entry("x".repeat(3_001)),
      no("too-long", "The entry has 3001 characters and at most 3000 fit: shorten it.", "text"),
    ],
    [
      "in the future is refused",
      [open],
      { request: entry("soon"), at: { occurredAt: startsAt + minute + 1 } },
      no("future", later, "occurredAt"),
    ],
    [
      "a minute ahead is two clocks' skew",
      [open],
      { request: entry("now"), at: { occurredAt: startsAt + minute } },
      [added("now")],
    ],
    [
      "stands at its message's time, also where our clock is a year behind",
      [open],
      { request: entry(null, message), at: { occurredAt: startsAt + 365 * 24 * 60 * minute } },
      [added(null, message)],
    ],
    [
      "of a message that is there already is refused",
      [open, entry(null, message)],
      entry(null, message),
      no("already-so", "This message is in the timeline of INC-1 already."),
    ],
    ["goes with its message", [open, entry(null, message)], remove, gone],
    ["goes by the hand of Sitrep too", [open, entry(null, message)], { request: remove, at: systemBy }, gone],
    [
      "stays where somebody else takes the pin off",
      [open, entry(null, message)],
      { request: remove, at: { by: { kind: "person", userId: zoe } } },
      [],
    ],
    ["that is not there can't go: nothing happens", [open, entry("typed")], remove, []],
    ["that went may come back", [open, entry(null, message), remove], entry(null, message), [added(null, message)]],
  ]);
});

describe("A name", () => {
  const rename = (title: string): Request => ({ type: "Rename", title });
  testRows([
    [
      "changes, on one line",
      [open],
      rename(" Calls\nfail "),
      [{ type: "IncidentRenamed", data: { from: "Calls issues", to: "Calls fail" } }],
    ],
    [
      "that is so already is refused",
      [open],
      rename("Calls  issues"),
      no("already-so", "INC-1 has this title already.", "title"),
    ],
    [
      "can't be empty",
      [open],
      rename(" "),
      no("missing", "The title is empty: say in a few words what is failing.", "title"),
    ],
    [
      "of 141 characters is refused",
      [open],
      rename("x".repeat(141)),
      no("too-long", "The title has 141 characters and at most 140 fit: shorten it.", "title"),
    ],
  ]);
});

describe("The end", () => {
  const impacted = declare({ impactStartedAt: startsAt - 10 * minute });
  const ended = (at: number): Fact => ({ type: "ImpactEnded", data: { at } });
  testRows([
    ["comes without words", [open], resolve(" "), [becomes("resolved")]],
    [
      "comes with an update and the end of impact",
      [impacted],
      resolve(" Rolled back. ", startsAt - minute),
      [posted(1, "Rolled back.", "resolved"), becomes("resolved"), ended(startsAt - minute)],
    ],
    ["with the end of impact alone", [impacted], resolve("", startsAt), [becomes("resolved"), ended(startsAt)]],
    ["comes once", [open, resolve()], resolve(), no("not-open", isResolved)],
    [
      "with 3,001 characters is refused",
      [open],
      resolve("x".repeat(3_001)),
      no("too-long", "The text has 3001 characters and at most 3000 fit: shorten it.", "text"),
    ],
    [
      "of impact can't be in the future",
      [impacted],
      resolve("", startsAt + 2 * minute),
      no("future", "Impact can't have ended in the future: give a time that has passed.", "impactEndedAt"),
    ],
    [
      "of impact can't be before its start",
      [impacted],
      resolve("", startsAt - 11 * minute),
      no("out-of-order", "Impact can't have ended before it started: correct the time.", "impactEndedAt"),
    ],
  ]);
});

describe("A reopening and a cancellation", () => {
  const reopen = (reason: string): Request => ({ type: "Reopen", reason });
  const reopened: Fact = { type: "IncidentReopened", data: { reason: "It is back", status: "investigating" } };
  const long = no("too-long", "The reason has 1001 characters and at most 1000 fit: shorten it.", "reason");
  testRows([
    ["reopens what is resolved", [open, resolve()], reopen(" It is back "), [reopened]],
    ["reopens what is canceled", [open, cancel], reopen("It is back"), [reopened]],
    ["can't reopen what is open", [open], reopen("x"), no("still-open", "INC-1 is open: nothing to reopen.")],
    [
      "reopens for a reason",
      [open, resolve()],
      reopen(" "),
      no("missing", "Say why: a reopening is kept with its reason.", "reason"),
    ],
    ["has a reason of at most 1,000 characters", [open, resolve()], reopen("x".repeat(1_001)), long],
    ["cancels", [open], cancel, [{ type: "IncidentCanceled", data: { reason: "False alarm" } }]],
    ["cancels once", [open, cancel], cancel, no("not-open", isCanceled)],
    [
      "cancels for a reason",
      [open],
      { type: "Cancel", reason: "\n" },
      no("missing", "Say why: a cancellation is kept with its reason.", "reason"),
    ],
    ["cancels for a short reason", [open], { type: "Cancel", reason: "x".repeat(1_001) }, long],
  ]);
});

describe("A postmortem asked for", () => {
  const gone: Request = { type: "RecordChannelLoss", why: "archived" };
  const nowhere = "INC-1 has no channel to put the file in: in a shell, npm run -s sitrep -- export INC-1 writes it.";
  testRows([
    [
      "goes to the channel",
      [open, channel],
      { type: "RequestPostmortem", format: "markdown" },
      [{ type: "PostmortemRequested", data: { format: "markdown" } }],
    ],
    ["needs a channel", [open], { type: "RequestPostmortem", format: "markdown" }, no("missing", nowhere)],
    [
      "needs one that can be used",
      [open, channel, gone],
      { type: "RequestPostmortem", format: "markdown" },
      no("missing", nowhere),
    ],
  ]);
});
