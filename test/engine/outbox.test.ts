import { afterEach, describe, expect, test } from "vitest";
import type { Outcome } from "../../src/engine/gateway.ts";
import { recordingGateway } from "../support/recording-gateway.ts";
import { sleep } from "../support/until.ts";
import { createRig, declaration, type Rig, startsAt } from "./rig.ts";

const opened: Rig[] = [];
const rig = async (...args: Parameters<typeof createRig>): Promise<Rig> => {
  const made = await createRig(...args);
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const made of opened.splice(0)) await made.close();
});

const unknown: Outcome<never> = { outcome: "unknown", why: "timeout" };
const later = (afterMs: number): Outcome<never> => ({ outcome: "later", afterMs, why: "ratelimited" });
const never = (code: string): Outcome<never> => ({ outcome: "never", code, hint: "Mend it." });

describe("A declaration", () => {
  test("goes out in three waves: the channel, what needs it, what needs the card", async () => {
    const waves: string[][] = [];
    const waiting: (() => void)[] = [];
    const gateway = recordingGateway(() => new Promise((resolve) => waiting.push(resolve)));
    const { ask } = await rig({ gateway });
    await ask(declaration);
    for (let wave = 0; wave < 3; wave++) {
      await sleep(30);
      waves.push(gateway.names().slice(waves.flat().length).sort());
      for (const release of waiting.splice(0)) release();
    }
    await sleep(30);
    expect(waves).toEqual([
      ["createChannel", "person"],
      ["invite", "post", "post", "setTopic"],
      ["bookmark", "pin"],
    ]);
    expect(gateway.calls).toHaveLength(8);
  });

  test("invites the declarer and the commander, each once", async () => {
    const { ask, gateway, pass } = await rig();
    await ask({ ...declaration, commanderId: "UZOE" } as typeof declaration);
    await pass(100);
    const invite = gateway.calls.find(({ name }) => name === "invite");
    expect(invite?.args).toEqual({ channelId: "C1", userIds: ["USAM", "UZOE"] });
  });

  test("that can have no channel is announced all the same, and told to its declarer", async () => {
    const { ask, gateway, pass, incident } = await rig();
    gateway.next("createChannel", never("restricted_action"));
    await ask(declaration);
    await ask({ type: "ChangeStatus", status: "identified" });
    await pass(5_000);
    const places = gateway.calls
      .filter(({ name }) => name === "post")
      .map(({ args }) => (args as { channelId: string }).channelId);
    expect(places.sort()).toEqual(["CANNOUNCE", "USAM"]);
    expect((await incident()).channelRefused).toBe(true);
  });

  test("takes the next name where its own is taken", async () => {
    const { ask, gateway, pass, incident } = await rig();
    gateway.next("createChannel", never("name_taken"));
    await ask(declaration);
    await pass(100);
    expect((await incident()).channel?.name).toBe("inc-1-checkout-is-failing-2");
    expect(gateway.names()).not.toContain("findChannel");
  });

  test("looks for the channel that a lost answer may have left, and takes it as its own", async () => {
    const { ask, gateway, pass, incident } = await rig();
    gateway.next("createChannel", unknown);
    gateway.next("findChannel", {
      outcome: "done",
      answer: { channelId: "CFOUND", name: "inc-1-checkout-is-failing" },
    });
    await ask(declaration);
    await pass(10_000);
    expect((await incident()).channel?.id).toBe("CFOUND");
    expect(gateway.names().filter((name) => name === "createChannel")).toHaveLength(1);
  });
});

describe("A message", () => {
  test("whose answer was lost is looked for before it is posted again", async () => {
    const { ask, gateway, pass, incident } = await rig();
    await ask(declaration);
    await pass(100);
    const before = gateway.calls.length;
    gateway.next("post", unknown);
    await ask({ type: "PostUpdate", text: "Looking", status: null, nextUpdateAt: null, alsoAnnounce: false });
    await pass(10_000);
    const said = gateway.calls.slice(before).filter(({ name }) => name === "post" || name === "findPost");
    expect(said.map(({ name }) => name)).toEqual(["post", "findPost", "post"]);
    expect((await incident()).updateCount).toBe(1);
  });

  test("that was found is not posted again, and its time is recorded", async () => {
    const { ask, gateway, pass, engine } = await rig();
    await ask(declaration);
    await pass(100);
    gateway.next("post", unknown);
    gateway.next("findPost", { outcome: "done", answer: { channelId: "C1", ts: "1772442000.000900" } });
    await ask({ type: "PostUpdate", text: "Looking", status: null, nextUpdateAt: null, alsoAnnounce: false });
    await pass(10_000);
    const told = await engine.find.byId("T1", "inc");
    const posted = told?.log.filter(({ type }) => type === "MessagePosted").at(-1);
    expect(posted?.data).toMatchObject({ ts: "1772442000.000900" });
  });

  test("waits as long as Slack asks, holds those behind it in its channel, and holds no other lane", async () => {
    const { ask, gateway, pass } = await rig();
    await ask(declaration);
    await pass(5_000);
    const before = gateway.calls.length;
    gateway.next("post", later(7_000));
    await ask({ type: "PostUpdate", text: "First", status: null, nextUpdateAt: null, alsoAnnounce: false });
    await ask({ type: "ChangeSeverity", severity: "SEV1" });
    await pass(6_900);
    expect(gateway.names().slice(before).sort()).toEqual(["edit", "edit", "post", "setTopic"]);
    await pass(200);
    const texts = gateway.calls
      .slice(before)
      .filter(({ name }) => name === "post")
      .map(({ args }) => (args as { message: { text: string } }).message.text);
    expect(texts).toHaveLength(3);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toContain("SEV1");
  });
});

describe("A surface", () => {
  test("shows ten quick changes with one edit", async () => {
    const { ask, gateway, pass } = await rig();
    await ask(declaration);
    await pass(5_000);
    const before = gateway.calls.length;
    const severities = ["SEV1", "SEV2", "SEV3", "SEV4", "SEV1", "SEV2", "SEV3", "SEV4", "SEV3", "SEV1"] as const;
    for (const severity of severities) await ask({ type: "ChangeSeverity", severity });
    await pass(10_000);
    const edits = gateway.calls.slice(before).filter(({ name }) => name === "edit");
    expect(edits).toHaveLength(2);
    expect(edits.map(({ args }) => (args as { channelId: string }).channelId).sort()).toEqual(["C1", "CANNOUNCE"]);
    expect(JSON.stringify(edits)).toContain("SEV1");
    expect(
      gateway
        .names()
        .slice(before)
        .filter((name) => name === "setTopic"),
    ).toHaveLength(1);
  });

  test("that somebody deleted is posted anew", async () => {
    const { ask, gateway, pass, store } = await rig();
    await ask(declaration);
    await pass(5_000);
    const card = await store.surface("T1", "inc", "card");
    // Card and announcement are edited side by side: both are gone.
    gateway.next("edit", never("message_not_found"), never("message_not_found"));
    await ask({ type: "ChangeSeverity", severity: "SEV1" });
    await pass(5_000);
    const anew = await store.surface("T1", "inc", "card");
    expect(anew?.ts).not.toBe(card?.ts);
  });

  test("ends at the newest state, however long Slack was away", async () => {
    const { ask, gateway, pass } = await rig();
    await ask(declaration);
    await pass(5_000);
    gateway.next("edit", ...Array.from({ length: 40 }, () => later(1_000)));
    gateway.next("post", ...Array.from({ length: 20 }, () => later(1_000)));
    await ask({ type: "ChangeSeverity", severity: "SEV1" });
    await pass(60_000);
    await ask({ type: "ChangeStatus", status: "identified" });
    await pass(600_000, 1_000);
    const last = gateway.calls.filter(({ name }) => name === "edit").at(-1);
    expect(JSON.stringify(last)).toMatch(/Identified/);
    const said = gateway.calls
      .filter(({ name }) => name === "post")
      .map(({ args }) => (args as { message: { text: string } }).message.text);
    expect(said.at(-2)).toContain("SEV1");
    expect(said.at(-1)).toMatch(/identified/i);
  });
});

/** The text of a piece: one preformatted element. */
function preformatted(message: object): string {
  const { blocks } = message as { blocks: { elements: { elements: { text: string }[] }[] }[] };
  return blocks[0]?.elements[0]?.elements.map(({ text }) => text).join("") ?? "";
}

describe("What fails for good", () => {
  test("is told once to the commander, stops nothing, and is parked", async () => {
    const { ask, gateway, pass, store } = await rig();
    gateway.next("pin", never("missing_scope"));
    await ask(declaration);
    await pass(1_000);
    gateway.next("pin", never("missing_scope"));
    await ask(declaration, { incidentId: "inc2" });
    await pass(5_000);
    const told = gateway.calls.filter(
      ({ name, args }) => name === "post" && (args as { channelId: string }).channelId === "USAM",
    );
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain("Mend it.");
    expect((await store.parked(null)).map(({ lastError }) => lastError)).toEqual(["missing_scope", "missing_scope"]);
    expect(gateway.names()).toContain("bookmark");
  });

  test("is a postmortem's upload: then the whole text goes into a thread, in order", async () => {
    const { ask, gateway, pass } = await rig();
    await ask(declaration);
    for (let count = 0; count < 6; count++) {
      const text = `Update ${count} ${"word ".repeat(500)}`;
      await ask({ type: "PostUpdate", text, status: null, nextUpdateAt: null, alsoAnnounce: false });
    }
    await pass(1_000);
    gateway.next("upload", never("file_uploads_disabled"));
    const before = gateway.calls.length;
    await ask({ type: "RequestPostmortem", format: "markdown" });
    await pass(5_000);
    const posts = gateway.calls
      .slice(before)
      .filter(({ name, args }) => name === "post" && (args as { channelId: string }).channelId === "C1");
    const [opening, ...pieces] = posts.map(({ args }) => args as { threadTs: string | null; message: object });
    expect(opening?.threadTs).toBeNull();
    expect(pieces.length).toBeGreaterThan(4);
    expect(new Set(pieces.map(({ threadTs }) => threadTs)).size).toBe(1);
    const uploaded = gateway.calls.find(({ name }) => name === "upload")?.args as { content: string };
    expect(pieces.map(({ message }) => preformatted(message)).join("")).toBe(uploaded.content);
  });

  test("is the archived channel: said aside once, and the incident goes on", async () => {
    const { ask, gateway, pass, incident } = await rig();
    await ask(declaration);
    await pass(5_000);
    gateway.next("post", never("is_archived"));
    await ask({ type: "PostUpdate", text: "Looking", status: null, nextUpdateAt: null, alsoAnnounce: false });
    await pass(5_000);
    const before = gateway.calls.length;
    await ask({ type: "PostUpdate", text: "Found", status: "identified", nextUpdateAt: null, alsoAnnounce: false });
    await pass(5_000);
    expect((await incident()).channel?.isUsable).toBe(false);
    expect(gateway.names().slice(before)).toEqual(["edit"]);
    const aside = gateway.calls.filter(
      ({ name, args }) => name === "post" && (args as { channelId: string }).channelId === "CANNOUNCE",
    );
    expect(aside).toHaveLength(2);
    expect((await incident()).updateCount).toBe(2);
  });
});

test("A private incident is announced nowhere", async () => {
  const { ask, gateway, pass } = await rig();
  await ask({ ...declaration, isPrivate: true } as typeof declaration);
  await ask({ type: "PostUpdate", text: "Secret", status: "identified", nextUpdateAt: null, alsoAnnounce: true });
  await ask({ type: "RecordChannelLoss", why: "archived" });
  await pass(5_000);
  expect(JSON.stringify(gateway.calls)).not.toContain("CANNOUNCE");
  expect(gateway.calls.find(({ name }) => name === "createChannel")?.args).toMatchObject({ isPrivate: true });
});

test("A promised update that does not come is said once, at its time, also after downtime", async () => {
  const { ask, gateway, pass, store, engine } = await rig();
  await ask(declaration);
  const due = startsAt + 30 * 60_000;
  await ask({ type: "PostUpdate", text: "Looking", status: null, nextUpdateAt: due, alsoAnnounce: false });
  await pass(29 * 60_000, 60_000);
  const before = gateway.calls.length;
  await engine.stop();
  const restarted = await rig({ gateway, store, now: due + 3 * 3_600_000 });
  await restarted.pass(3 * 3_600_000, 60_000);
  const posts = gateway.calls.slice(before).filter(({ name }) => name === "post");
  const nudges = posts.filter(({ args }) => JSON.stringify(args).includes("Still no update"));
  expect(nudges).toHaveLength(1);
  // What else was missed was said with it.
  expect(posts.indexOf(nudges[0] as (typeof posts)[number])).toBe(0);
  expect((await restarted.incident()).nextUpdate).toMatchObject({ dueAt: due, overdueNoted: true });
  opened.splice(opened.indexOf(restarted), 1);
  await restarted.engine.stop();
});
