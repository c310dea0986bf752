// Incidents as chance makes them: random commands, sensible and not, run through `decide` and `evolve`.
// Whatever comes out is a log that Sitrep could have written, so every reader of logs has to cope with it.

import fc from "fast-check";
import type { Command, Request } from "../../src/incident/commands.ts";
import { decide } from "../../src/incident/decide.ts";
import type { Actor, IncidentEvent, Source } from "../../src/incident/events.ts";
import { channelLosses, exportFormats, sources } from "../../src/incident/events.ts";
import { degrees } from "../../src/incident/impact.ts";
import { evolve, type Incident } from "../../src/incident/incident.ts";
import { isRefusal, type Refusal } from "../../src/incident/refusal.ts";
import { milestoneNames, statedStatuses } from "../../src/incident/words.ts";
import { usualCatalog } from "./catalog.ts";

const incidentId = "01j00000000000000000000000";
/** 2026-03-02 09:00:00 UTC. */
export const startsAt = 1_772_442_000_000;

/** Texts that have broken somebody's bot before. */
export const nastyTexts = [
  "a".repeat(3_000),
  "&".repeat(3_000),
  "🚒".repeat(200),
  "👩🏽‍🚒".repeat(60),
  "שרת המסדים נפל \u202Eabc\u202C \u200F(10%)\u200F",
  "<!channel> <!here> <!everyone> <!subteam^S012AB3CD|@ops>",
  "&lt;!channel&gt; &amp;amp; <b>bold</b> <script>alert(1)</script> <!-- note -->",
  "`code` ```\nfence\n``` ````",
  "a | b \\| c || d",
  "first\nsecond\r\nthird\n\n\nafter a gap\n    four spaces\n\ttab",
  "half \uD83D a pair, \uDE00 the other half",
  "\u0000nul\u0007bell\u001B[31mred",
  "# heading\n## second\nSetext\n===\n---\n***\n- item\n1. one\n+ plus\n> quote\n    indented",
  "[x](javascript:alert(1)) ![i](https://example.com/i.png) <https://example.com|label>",
  "https://example.com/a_b_c?x=1&y=2. www.example.com, sam@example.com",
  "<@U0SAM00001> and <@U0ZOE00002|zoe> in <#C0GENERAL1|general>, <@U0UNKNOWN9>",
  "at <!date^1392734382^{date_num} {time_secs}|2014-02-18 14:39:42> at 10:25:30",
  ":fire: :no_such_emoji_at_all: :+1::skin-tone-2:",
  "*bold* _italic_ ~struck~ **strong** ~~gone~~ __init__ a*b*c",
  "| # --- <script> [x](javascript:…)",
  "\u200B \u2028 \u2029 \u00A0",
  "",
  "   ",
  "---\ntitle: fake front matter\n---",
  "__proto__",
  "$& $1 %s {0}",
];

/** What people type: short and plain mostly, nasty often, random characters now and then. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("Checkout fails", "Rolled back 4.2", "Voice is back", "502s from the API") },
  { weight: 4, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...nastyTexts), fc.constantFrom(...nastyTexts)).map(joined) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
);

function joined([one, other]: [string, string]): string {
  return `${one.slice(0, 200)} ${other.slice(0, 200)}`;
}

/** Mostly short enough for a title, a reason or a component. */
const shortText = fc.oneof(
  { weight: 4, arbitrary: text.map((whole) => whole.slice(0, 80)) },
  { weight: 1, arbitrary: text },
);

const userId = fc.constantFrom("U0SAM00001", "U0ZOE00002", "W0KIM00003", "U0UNKNOWN9");
const channelId = fc.constantFrom("C0INCIDENT", "C0GENERAL1", "G0PRIVATE1");
const ts = fc.constantFrom("1772442000.000100", "1772442060.000200", "1772445600.123456", "1772449200.999999");
const eventId = fc.integer({ min: 1, max: 12 }).map((version) => `${incidentId}.${version}`);
const messageRef = fc.record({ channelId, ts, authorId: fc.option(userId) });
const status = fc.constantFrom(...statedStatuses);
const severity = fc.constantFrom(...usualCatalog.severities.map(({ name }) => name));
const minute = 60_000;
/** Around the time of the incident: long before, just now, a little ahead, far ahead. */
const instant = fc
  .oneof(fc.integer({ min: -3 * 24 * 60, max: 24 * 60 }), fc.constantFrom(0, 15, 30, 60))
  .map((minutes) => startsAt + minutes * minute);

const declaration = fc.record({
  type: fc.constant("Declare" as const),
  number: fc.integer({ min: 1, max: 9_999 }),
  title: shortText,
  severity,
  status,
  summary: text,
  components: fc.array(shortText, { maxLength: 4 }),
  impactStartedAt: fc.option(instant),
  commanderId: fc.option(userId),
  isPrivate: fc.boolean(),
  isDrill: fc.boolean(),
  from: fc.option(messageRef),
});

const nextUpdateAt = fc.option(instant);

/** Any request but a declaration, by its type, so that a new type can't be forgotten. */
const requests: { [T in Exclude<Request["type"], "Declare">]: fc.Arbitrary<Extract<Request, { type: T }>> } = {
  PostUpdate: fc.record({
    type: fc.constant("PostUpdate"),
    text,
    status: fc.option(status),
    nextUpdateAt,
    alsoAnnounce: fc.boolean(),
  }),
  ChangeStatus: fc.record({ type: fc.constant("ChangeStatus"), status }),
  ChangeSeverity: fc.record({ type: fc.constant("ChangeSeverity"), severity }),
  TakeCommand: fc.record({
    type: fc.constant("TakeCommand"),
    seenId: fc.option(fc.option(userId), { nil: undefined }),
  }),
  AssignRole: fc.record({ type: fc.constant("AssignRole"), role: fc.constantFrom("commander", "scribe"), userId }),
  AddEntry: fc.record({ type: fc.constant("AddEntry"), text: fc.option(text), message: fc.option(messageRef) }),
  RemoveEntry: fc.record({ type: fc.constant("RemoveEntry"), message: fc.record({ channelId, ts }) }),
  Rename: fc.record({ type: fc.constant("Rename"), title: shortText }),
  Resolve: fc.record({ type: fc.constant("Resolve"), text, impactEndedAt: fc.option(instant) }),
  Reopen: fc.record({ type: fc.constant("Reopen"), reason: shortText }),
  Cancel: fc.record({ type: fc.constant("Cancel"), reason: shortText }),
  RequestPostmortem: fc.record({
    type: fc.constant("RequestPostmortem"),
    format: fc.constantFrom(...exportFormats),
  }),
  RecordChannel: fc.record({
    type: fc.constant("RecordChannel"),
    channelId,
    name: fc.constantFrom("inc-1-calls", "inc-1-calls-2"),
    isPrivate: fc.boolean(),
    teamUrl: fc.constantFrom(null, "https://acme.slack.com/"),
  }),
  RecordChannelRefusal: fc.record({
    type: fc.constant("RecordChannelRefusal"),
    code: fc.constantFrom("restricted_action", "missing_scope"),
    hint: shortText,
  }),
  RecordChannelName: fc.record({ type: fc.constant("RecordChannelName"), name: fc.constantFrom("inc-1", "calls") }),
  RecordChannelLoss: fc.record({ type: fc.constant("RecordChannelLoss"), why: fc.constantFrom(...channelLosses) }),
  RecordChannelReturn: fc.constant({ type: "RecordChannelReturn" }),
  RecordMessage: fc.record({ type: fc.constant("RecordMessage"), ofEventId: eventId, channelId, ts }),
  RecordQuote: fc.record({ type: fc.constant("RecordQuote"), entryId: eventId, text, authorId: fc.option(userId) }),
  RecordPerson: fc.record({ type: fc.constant("RecordPerson"), userId, name: shortText }),
  RecordGivingUp: fc.record({
    type: fc.constant("RecordGivingUp"),
    what: fc.constantFrom("pin", "invite"),
    code: fc.constantFrom("too_many_pins", "missing_scope"),
    hint: shortText,
  }),
  NoteTime: fc.constant({ type: "NoteTime" }),
  SetMilestone: fc.record({
    type: fc.constant("SetMilestone"),
    milestone: fc.constantFrom(...milestoneNames),
    at: fc.option(instant),
    reason: shortText,
  }),
  SetImpactWindow: fc.record({
    type: fc.constant("SetImpactWindow"),
    windowId: fc.option(fc.integer({ min: 1, max: 4 })),
    from: instant,
    to: fc.option(instant),
    components: fc.array(shortText, { maxLength: 3 }),
    degree: fc.constantFrom(...degrees),
    isSlaEligible: fc.boolean(),
    note: shortText,
  }),
  RemoveImpactWindow: fc.record({
    type: fc.constant("RemoveImpactWindow"),
    windowId: fc.integer({ min: 1, max: 4 }),
    reason: shortText,
  }),
  PauseClocks: fc.record({ type: fc.constant("PauseClocks"), reason: shortText }),
  ResumeClocks: fc.constant({ type: "ResumeClocks" }),
  SnoozeUpdate: fc.record({ type: fc.constant("SnoozeUpdate"), dueAt: instant }),
  StopReminders: fc.record({ type: fc.constant("StopReminders"), dueAt: instant }),
};

/** What ends the story early comes seldom, or most stories would be short. */
const rare = new Set(["Cancel", "Resolve", "RecordChannelLoss", "RecordChannelRefusal"]);
/** One request of any type: a declaration too, which is refused where the incident stands. */
const request: fc.Arbitrary<Request> = fc.oneof(
  ...Object.entries(requests).map(([type, arbitrary]) => ({ weight: rare.has(type) ? 1 : 3, arbitrary })),
  { weight: 1, arbitrary: declaration },
);

const by: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 5, arbitrary: userId.map((id): Actor => ({ kind: "person", userId: id })) },
  { weight: 1, arbitrary: fc.constant<Actor>({ kind: "sitrep" }) },
);
const source: fc.Arbitrary<Source> = fc.constantFrom(...sources);

/** A request with who asks, how long after the one before it, and how much earlier it happened than it was recorded. */
const ask = <T extends Request>(of: fc.Arbitrary<T>) =>
  fc.record({
    request: of,
    by,
    source,
    afterMs: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0, 1, 1_000, 30 * minute) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 * 3_600_000 }) },
    ),
    /** Negative: the time lies in the future of the clock that records it. */
    backdatedMs: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 * 24 * 3_600_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: -10 * minute, max: 0 }) },
    ),
  });

export type Ask = { request: Request; by: Actor; source: Source; afterMs: number; backdatedMs: number };

/** One command, what it met, and what came of it. `after` is the state before it where it was refused. */
export type Step = {
  command: Command;
  before: Incident | null;
  outcome: IncidentEvent[] | Refusal;
  after: Incident | null;
};

/** `log` and `incident` are what the steps left; null and [] where nothing was ever declared. */
export type Told = { log: IncidentEvent[]; incident: Incident | null; steps: Step[] };
/** A story with an incident in it. */
export type ToldIncident = Told & { incident: Incident };

/** Every other time a report means something that is there: chance alone would hardly ever hit it. */
function aimed(request: Request, incident: Incident | null, now: number): Request {
  if (incident === null || now % 2 === 1) return request;
  const entry = incident.entries.at(-1);
  switch (request.type) {
    case "SnoozeUpdate":
    case "StopReminders":
      return { ...request, dueAt: incident.nextUpdate?.dueAt ?? request.dueAt };
    case "PostUpdate":
      return request.nextUpdateAt === null ? request : { ...request, nextUpdateAt: now + 30 * minute };
    case "RecordQuote":
      return entry === undefined ? request : { ...request, entryId: entry.eventId };
    case "RemoveEntry":
      return { ...request, message: entry?.message ?? request.message };
    default:
      return request;
  }
}

/** Runs the asks one after the other, as the engine would, without any Slack. */
function tell(asks: readonly Ask[]): Told {
  let now = startsAt;
  let incident: Incident | null = null;
  const log: IncidentEvent[] = [];
  const steps: Step[] = [];
  for (const { request, by, source, afterMs, backdatedMs } of asks) {
    now += afterMs;
    const stamp = { incidentId, now, occurredAt: now - backdatedMs, by, source, catalog: usualCatalog };
    const command = { ...stamp, ...aimed(request, incident, now) } as Command;
    const outcome = decide(command, incident);
    const before: Incident | null = incident;
    if (!isRefusal(outcome)) {
      log.push(...outcome);
      incident = outcome.reduce<Incident | null>(evolve, incident);
    }
    steps.push({ command, before, outcome, after: incident });
  }
  return { log, incident, steps };
}

/** Any sequence of commands at all, often without a declaration that holds. */
export const told: fc.Arbitrary<Told> = fc.array(ask(request), { maxLength: 40, size: "large" }).map(tell);

/** A declared incident with anything that may follow; most tests of readers want this one. */
export const toldIncident: fc.Arbitrary<ToldIncident> = fc
  .tuple(ask(declaration), fc.array(ask(request), { maxLength: 40, size: "large" }))
  .map(([first, rest]) => tell([first, ...rest]))
  .filter((story): story is ToldIncident => story.incident !== null);
