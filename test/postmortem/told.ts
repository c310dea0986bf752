// Incidents told for the postmortem's tests.

import type { Request } from "../../src/incident/commands.ts";
import type { IncidentEvent } from "../../src/incident/events.ts";
import { permalink } from "../../src/incident/permalink.ts";
import type { StoryOptions } from "../../src/postmortem/document.ts";
import { postmortem } from "../../src/postmortem/markdown.ts";
import { type Asking, channel, declare, incidentId, logOf, minute, sam, update, zoe } from "../incident/given.ts";

export const options: StoryOptions = {
  zone: "UTC",
  permalink: (message) => permalink("https://acme.slack.com/", message),
};

export const written = (log: readonly IncidentEvent[], more: Partial<StoryOptions> = {}): string =>
  postmortem(log, { ...options, ...more });

/** The document without its front matter. */
export const bodyOf = (document: string): string => document.slice(document.indexOf("\n---\n") + 5);

/** 2020-01-23 11:00:00 UTC, and minutes after it. */
export const at = (minutes: number): number => 1_579_777_200_000 + minutes * minute;
/** Asked when it happened, by Sam unless somebody else is named. */
export const when = (minutes: number, request: Request, by = sam): Asking => ({
  request,
  at: { now: at(minutes), occurredAt: at(minutes), by: { kind: "person", userId: by } },
});
export const slack = (minutes: number, request: Request): Asking => ({
  request,
  at: { now: at(minutes), occurredAt: at(minutes), by: { kind: "sitrep" }, source: "slack" },
});
const shown = (version: number, ts: string): Request => ({
  type: "RecordMessage",
  ofEventId: `${incidentId}.${version}`,
  channelId: "C0INCIDENT",
  ts,
});

const fixIn =
  "A fix is in, at <!date^1579780500^{time}|11:55>" +
  ":\n  1. master elected\n  2. `calls` | restarted\n\n# Next\nWatching.";

const windowOf = (from: number, to: number, components: string[], note: string) =>
  ({
    type: "SetImpactWindow",
    windowId: null,
    from: at(from),
    to: at(to),
    components,
    degree: "major outage",
    isSlaEligible: true,
    note,
  }) as const;

/** What is known the same evening. */
const corrections: Asking[] = [
  when(300, { type: "SetMilestone", milestone: "detected", at: at(5), reason: "the *graph*\nsays | so" }),
  when(301, { type: "SetMilestone", milestone: "mitigated", at: at(27), reason: "the fix was in" }, zoe),
  when(302, windowOf(7, 27, ["Voice"], "Calls | fail, <b>503s</b>")),
  when(303, windowOf(7, 47, [], "")),
  when(304, { ...windowOf(200, 210, ["Portal"], "=HYPERLINK(1)"), degree: "degraded", isSlaEligible: false }),
];

/** An incident in which everything happens that can. */
export const callsIssues = (): IncidentEvent[] =>
  logOf(
    when(
      8,
      declare({
        title: "Calls fail & <b>503s</b>",
        severity: "SEV3",
        summary:
          "Call volumes dropped.\nSee <https://status.example.com/x_y|the graph> :fire:\n\nReported in <#C0GENERAL1|general>.",
        components: ["Voice", "API | edge", "Portal"],
        impactStartedAt: at(7),
        from: { channelId: "C0GENERAL1", ts: "1579777650.000100", authorId: zoe },
      }),
    ),
    slack(8, channel),
    slack(8, { type: "RecordPerson", userId: sam, name: "Sam O’Neil" }),
    slack(9, { type: "RecordPerson", userId: zoe, name: "zoe_k *on call*" }),
    slack(9, shown(1, "1579777700.000100")),
    when(10, { type: "TakeCommand", seenId: null }),
    when(12, { type: "ChangeSeverity", severity: "SEV2" }, zoe),
    when(23, update("Call volumes have dropped; <@U0ZOE00002> is looking.", { nextUpdateAt: at(53) })),
    slack(23, shown(8, "1579778580.000100")),
    slack(53.1, { type: "NoteTime" }),
    when(54, { type: "ChangeStatus", status: "identified" }, zoe),
    when(
      56,
      update(fixIn, {
        status: "monitoring",
      }),
      zoe,
    ),
    slack(56, shown(12, "1579780560.000100")),
    {
      request: { type: "AddEntry", text: "Network alert on the link\nbetween the two sites", message: null },
      at: { now: at(60), occurredAt: at(5) },
    },
    when(61, {
      type: "AddEntry",
      text: null,
      message: { channelId: "C0GENERAL1", ts: "1579780800.000200", authorId: zoe },
    }),
    slack(61, {
      type: "RecordQuote",
      entryId: `${incidentId}.16`,
      text: "Is it <@U0UNKNOWN9>'s deploy? -->",
      authorId: zoe,
    }),
    when(62, { type: "Rename", title: "Calls fail" }),
    when(70, { type: "AssignRole", role: "commander", userId: zoe }),
    slack(80, { type: "RecordChannelLoss", why: "archived" }),
    slack(81, { type: "RecordChannelReturn" }),
    when(
      200,
      { type: "Resolve", text: "Root cause found and mitigated. :white_check_mark:", impactEndedAt: at(27) },
      zoe,
    ),
    ...corrections,
  );
