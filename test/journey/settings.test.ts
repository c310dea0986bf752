// A workspace with settings of its own: everything that sitrep.yml says is seen in Slack.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Channel, UserGroup } from "../../src/workspace/world.ts";
import {
  announced,
  answer,
  card,
  cardMessage,
  facts,
  formOf,
  openStage,
  posts,
  publicText,
  type Stage,
  saidIn,
  told,
  topic,
  type,
} from "./support/stage.ts";

const settings = `
severities:
  P1: { meaning: Nobody can work, mark: 🔥, acknowledge: 5 min, update_every: 20 min }
  P2: { meaning: Many can't work, mark: ":warning:", update_every: 4 h }
  Low: { meaning: It can wait }
component_groups: [Voice, Data]
components:
  Website:
  Voice / SIP trunks: { impact: partial outage }
  Data / Warehouse:
  Voice / Recording:
roles:
  commander: incident lead
  liaison: customer liaison
  scribe: scribe
announcements:
  all: [incidents]
  P1: [incidents, leads]
  Low: []
escalation:
  P1: [{ channel: leads }, { group: oncall }]
channel_name: "war-{number}_{title}"
export_zone: Europe/Berlin
`;

let stage: Stage;
let oncall: UserGroup;
beforeAll(async () => {
  stage = await openStage({
    settings,
    found(workspace) {
      workspace.addChannel({ name: "leads", members: ["kim"] });
      oncall = workspace.addGroup({ handle: "oncall", name: "On call", members: ["kim"] });
    },
  });
});
afterAll(() => stage.stop());

type Declared = { number: number; ref: string; channel: string };

/** The incident whose channel was made last: here its name begins otherwise. */
function newest({ workspace }: Stage): Declared & { made: Channel } {
  const made = workspace.channels().findLast(({ creator }) => creator === workspace.botUserId);
  const number = Number(/^war-(\d+)_/.exec(made?.name ?? "")?.[1]);
  if (made === undefined || Number.isNaN(number)) throw new Error(`There is no incident's channel: ${made?.name}`);
  return { number, ref: `INC-${number}`, channel: made.id, made };
}

async function declare(words: string) {
  await type(stage, stage.sam, `declare ${words}`);
  return newest(stage);
}

const inLeads = (of: Declared): string[] =>
  posts(stage, "leads")
    .map((message) => stage.read(message))
    .filter((text) => new RegExp(`\\b${of.ref}\\b`).test(text));

test("An incident is declared with a severity of the settings, in a channel that is named as they say", async () => {
  const declared = await declare("p1 Checkout is failing");
  expect(declared.made.name).toMatch(/^war-\d+_checkout-is-failing$/);
  expect(card(stage, declared).split("\n")[0]).toBe("🔥 P1 · Checkout is failing");
  expect(topic(stage, declared)).toContain("🔥 P1 investigating");
  expect(await facts(stage, declared)).toEqual(["IncidentDeclared"]);
});

type Group = { label: { text: string }; options: { value: string }[] };

test("The form offers the severities with what each means, and the components by their groups", async () => {
  const form = await formOf(stage.sam, "declare Recordings are lost");
  expect(JSON.stringify(form.blocks)).toContain("P1 · Nobody can work");
  const elements = form.blocks.map(({ element }) => element as { option_groups?: Group[] } | undefined);
  const groups = elements.flatMap((element) => element?.option_groups ?? []);
  expect(groups.map(({ label, options }) => [label.text, options.map(({ value }) => value)])).toEqual([
    ["Voice", ["Voice / SIP trunks", "Voice / Recording"]],
    ["Data", ["Data / Warehouse"]],
    ["Others", ["Website"]],
  ]);
  await form.fill({ Severity: "P2", Components: ["Voice / Recording", "Website"] });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  const declared = newest(stage);
  expect(card(stage, declared)).toContain("Components  Voice / Recording, Website");
  expect(await type(stage, stage.sam, "list recording")).toContain(declared.ref);
});

test("It is announced in every channel of its severity, and goes on where it stands when that changes", async () => {
  const declared = await declare("P1 Two places");
  expect([announced(stage, declared), inLeads(declared)].map(({ length }) => length)).toEqual([1, 1]);
  await type(stage, stage.sam, "severity low", declared.channel);
  for (const [text] of [announced(stage, declared), inLeads(declared)]) expect(text).toContain("Low");
  const quiet = await declare("low Nobody has to know");
  expect([announced(stage, quiet), inLeads(quiet)]).toEqual([[], []]);
  await type(stage, stage.sam, "severity P2", quiet.channel);
  expect([announced(stage, quiet).length, inLeads(quiet).length]).toEqual([1, 0]);
  expect(announced(stage, quiet)[0]).toContain(":warning: P2");
});

test("An update that is announced goes to each of the channels once", async () => {
  const declared = await declare("P1 Told everywhere");
  const form = await formOf(stage.sam, "update", declared.channel);
  expect(JSON.stringify(form.value("Next update"))).toContain("In 20 min");
  await form.fill({ "What is new?": "Rolled back 4.2", Announcement: ["announce"] });
  await form.submit();
  await stage.pass(5_000);
  for (const told of [announced(stage, declared), inLeads(declared)]) {
    expect(told.filter((text) => text.includes("Rolled back 4.2"))).toHaveLength(2);
  }
});

test("The card's menu has the severities, and what was typed wrongly is answered with the nearest", async () => {
  const declared = await declare("P2 Wrong words");
  const { sam } = stage;
  await sam.choose(declared.channel, cardMessage(stage, declared).ts, "Severity", "🔥 P1");
  await stage.pass(5_000);
  expect(card(stage, declared)).toContain("🔥 P1 · Wrong words");
  expect(saidIn(stage, declared).at(-1)).toContain("🔥 Severity P1, was P2");
  expect(await type(stage, sam, "severity lo", declared.channel)).toBe(
    "“lo” is no severity. Did you mean Low? It can be P1, P2 or Low.",
  );
  expect(await type(stage, sam, "severity 2", declared.channel)).toBe("");
  expect(card(stage, declared)).toContain("P2 · Wrong words");
});

test("Every role of the settings can be given, is said by its name, and stands quietly on the card", async () => {
  const declared = await declare("P2 Many hands");
  const { sam, ada } = stage;
  await type(stage, sam, "role liaison @ada", declared.channel);
  await type(stage, sam, "role scribe @kim", declared.channel);
  expect(saidIn(stage, declared).map((text) => text.split("\n")[0])).toEqual([
    "@ada is the customer liaison",
    "@kim is the scribe",
  ]);
  expect(card(stage, declared)).toContain("Customer liaison · ada · Scribe · kim");
  expect(stage.workspace.channel(declared.channel).members).toContain(ada.id);
  expect(await type(stage, sam, "take", declared.channel)).toContain("You are the incident lead of");
});

test("A breach is told in the channel that the settings name; of a private incident nothing is", async () => {
  const declared = await declare("P1 Slow to answer");
  await stage.pass(6 * 60_000);
  const form = await formOf(stage.sam, "declare Zebra breach");
  await form.fill({ Severity: "P1", Options: ["private"], Commander: null });
  await form.submit();
  await stage.pass(30 * 60_000);
  expect(inLeads(declared).length).toBe(1);
  expect(publicText(stage)).not.toMatch(/zebra/i);
  const open = await formOf(stage.sam, "declare Nobody takes it");
  await open.fill({ Severity: "P1", Commander: null });
  await open.submit();
  await stage.pass(5_000);
  const alone = newest(stage);
  await stage.pass(10 * 60_000);
  expect(inLeads(alone)).toHaveLength(2);
  // The group that the settings name is called where it is worked on, as a mention.
  expect(saidIn(stage, alone).at(-1)).toContain(`GROUP ${oncall.id}`);
  expect(stage.workspace.calls.filter(({ method }) => method === "usergroups.list").length).toBe(1);
});

test("Where nobody says how badly, a typed window is as bad as the settings propose for what it names", async () => {
  const declared = await declare("P1 Trunks and more");
  const said = async (line: string) => {
    await type(stage, stage.sam, `impact since 20 min ago ${line}`, declared.channel);
    return saidIn(stage, declared).at(-1)?.split("\n")[0];
  };
  expect(await said("voice / sip trunks")).toMatch(/ · Voice \/ SIP trunks · partial outage$/);
  expect(await said("Website")).toMatch(/ · Website · major outage$/);
  expect(await said("Voice / SIP trunks degraded")).toMatch(/ · degraded$/);
});

test("The help speaks of what there is", async () => {
  const help = await answer(stage, stage.sam.command("/incident help", { channel: "general" }));
  expect(help).toContain("/incident severity p2");
  expect(help).toContain("P1 is the worst, Low the least");
  expect(help).toContain("role liaison @sam");
  expect(told(stage, stage.kim)).toEqual([]);
});
