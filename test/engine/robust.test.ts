import { afterEach, expect, test } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import type { Outcome, Post } from "../../src/engine/gateway.ts";
import { maxInFlight } from "../../src/engine/limits.ts";
import { createLoop } from "../../src/engine/loop.ts";
import { silentLog } from "../../src/log.ts";
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
const never = (code: string): Outcome<never> => ({ outcome: "never", code, hint: "Mend it." });

/** Slack does what it is asked the first time, and the answer is lost. */
function losesFirst<Given, Answer>(
  usual: (given: Given) => Promise<Outcome<Answer>>,
  isMeant: (given: Given) => boolean = () => true,
): (given: Given) => Promise<Outcome<Answer>> {
  let isLost = false;
  return async (given) => {
    const answered = await usual(given);
    if (isLost || !isMeant(given)) return answered;
    isLost = true;
    return unknown;
  };
}

test("A card whose post was uncertain shows what has changed until it was found", async () => {
  const { ask, gateway, pass } = await rig();
  gateway.post = losesFirst(gateway.post, ({ key }: Post) => key === "keep/inc/card");
  await ask(declaration);
  await pass(500);
  await ask({ type: "ChangeSeverity", severity: "SEV1" });
  await pass(20_000);
  const cards = gateway.calls
    .map(({ args }) => args as Partial<Post>)
    .filter(({ channelId, message, key }) => channelId === "C1" && message !== undefined && !key?.startsWith("say/"));
  expect(cards.filter(({ key }) => key !== undefined)).toHaveLength(1);
  expect(JSON.stringify(cards.at(-1)?.message)).toContain("SEV1 · INC-1");
});

test("An incident renamed while the answer about its channel was lost has one channel", async () => {
  const { ask, gateway, pass, incident } = await rig();
  const made = new Map<string, { channelId: string; name: string }>();
  const usual = gateway.createChannel;
  gateway.createChannel = losesFirst(async (channel) => {
    const answered = await usual(channel);
    if (answered.outcome === "done") made.set(channel.name, answered.answer);
    return answered;
  });
  gateway.findChannel = async ({ name }) => ({ outcome: "done", answer: made.get(name) ?? null });
  await ask(declaration);
  await pass(500);
  await ask({ type: "Rename", title: "Payments are failing" });
  await pass(20_000);
  expect([...made.keys()]).toEqual(["inc-1-checkout-is-failing"]);
  expect((await incident()).channel?.id).toBe("C1");
});

test("A postmortem whose upload was uncertain is not uploaded again before Slack could be asked", async () => {
  const { ask, gateway, pass } = await rig();
  await ask(declaration);
  await pass(500);
  gateway.next("upload", unknown);
  gateway.next(
    "findUpload",
    { outcome: "later", afterMs: 1_000, why: "ratelimited" },
    { outcome: "done", answer: true },
  );
  await ask({ type: "RequestPostmortem", format: "markdown" });
  await pass(30_000);
  expect(gateway.names().filter((name) => name === "findUpload")).toHaveLength(2);
  expect(gateway.names().filter((name) => name === "upload")).toHaveLength(1);
});

test("A postmortem's text does not flood the channel where its thread could not be opened", async () => {
  const { ask, gateway, pass } = await rig();
  await ask(declaration);
  await pass(500);
  const usual = gateway.post;
  gateway.post = async (post) => (post.key.startsWith("say-piece/") ? never("restricted_action") : await usual(post));
  gateway.next("upload", never("file_uploads_disabled"));
  const posted: string[] = [];
  const refusing = gateway.post;
  gateway.post = async (post) => {
    posted.push(post.key.split("/")[0] ?? "");
    return await refusing(post);
  };
  await ask({ type: "RequestPostmortem", format: "markdown" });
  await pass(30_000);
  expect(posted.filter((kind) => kind === "say-piece")).toHaveLength(1);
});

test("A card that was deleted is posted anew, and pinned again", async () => {
  const { ask, gateway, pass } = await rig();
  await ask(declaration);
  await pass(5_000);
  gateway.next("edit", { outcome: "done", answer: null }, never("message_not_found"), never("message_not_found"));
  const before = gateway.calls.length;
  await ask({ type: "ChangeSeverity", severity: "SEV1" });
  await ask({ type: "ChangeStatus", status: "identified" });
  await pass(1_000);
  await ask({ type: "ChangeSeverity", severity: "SEV3" });
  await pass(10_000);
  const names = gateway.calls.slice(before).map(({ name }) => name);
  const pins = gateway.calls.filter(({ name }) => name === "pin").map(({ args }) => (args as { ts: string }).ts);
  expect(names).toContain("pin");
  expect(new Set(pins).size).toBe(2);
});

test("A private channel that Slack no longer shows to Sitrep is one that it was removed from", async () => {
  const { ask, gateway, pass, engine } = await rig();
  await ask({ ...declaration, isPrivate: true } as typeof declaration);
  await pass(500);
  gateway.next("post", never("channel_not_found"));
  await ask({ type: "ChangeStatus", status: "identified" });
  await pass(5_000);
  const told = await engine.find.byId("T1", "inc");
  expect(told?.log.find(({ type }) => type === "ChannelLost")?.data).toEqual({ why: "removed" });
});

test("One fault of our own after a long outage of Slack's gives nothing up", async () => {
  const { ask, gateway, pass, incident } = await rig();
  const usual = gateway.createChannel;
  let calls = 0;
  gateway.createChannel = async (channel) => {
    calls += 1;
    if (calls <= 8) return { outcome: "later", afterMs: 1_000, why: "not reached" };
    if (calls === 9) throw new Error("the store was away for a moment");
    return await usual(channel);
  };
  await ask(declaration);
  await pass(300_000, 1_000);
  expect((await incident()).channel?.id).toBe("C1");
});

test("What fails by a fault of our own each time is parked, and all else goes on", async () => {
  const { ask, gateway, pass, store } = await rig();
  let calls = 0;
  gateway.setTopic = async () => {
    calls += 1;
    throw new Error("a fault");
  };
  await ask(declaration);
  await pass(300_000, 1_000);
  expect(calls).toBe(5);
  expect((await store.parked(null)).map(({ key }) => key)).toEqual(["keep/inc/topic"]);
  expect(gateway.names()).toContain("pin");
});

test("A channel that our own fault keeps from being made: announced all the same, the declarer is told", async () => {
  const { ask, gateway, pass } = await rig();
  gateway.createChannel = async () => {
    throw new Error("a fault");
  };
  await ask(declaration);
  await pass(300_000, 1_000);
  const posts = gateway.calls.filter(({ name }) => name === "post");
  expect(posts.map(({ args }) => (args as Post).channelId).sort()).toEqual(["CANNOUNCE", "USAM"]);
});

test("A log that can't be read holds up neither other incidents' reminders nor any call to Slack", async () => {
  const { ask, gateway, pass, clock, store, incident } = await rig();
  const at = clock.now();
  const body = { type: "FromANewerSitrep", data: {} };
  await store.commit({
    teamId: "T1",
    streamId: "unreadable",
    expectedVersion: 0,
    events: [{ id: "unreadable.1", type: body.type, occurredAt: at, recordedAt: at, body }],
    receipt: null,
    effects: [],
    deadlines: [{ kind: "update-due", dueAt: at + 500 }],
    incident: null,
    impact: null,
    settle: null,
    at,
  });
  await pass(1_000);
  await ask(declaration);
  const nextUpdateAt = clock.now() + 60_000;
  await ask({ type: "PostUpdate", text: "Looking", status: null, nextUpdateAt, alsoAnnounce: false });
  await pass(62_000, 1_000);
  expect(gateway.names()).toContain("pin");
  expect((await incident()).nextUpdate?.overdueNoted).toBe(true);
});

test("While as many calls are under way as may be, the loop rests until one of them ends", async () => {
  let isHeld = true;
  const gateway = recordingGateway(async () => {
    while (isHeld) await sleep(2);
  });
  const { ask, clock, store, engine } = await rig({ gateway });
  const claim = store.nextDueAt;
  let looks = 0;
  store.nextDueAt = async (now) => {
    looks += 1;
    return await claim(now);
  };
  for (let number = 0; number <= maxInFlight; number++) await ask(declaration, { incidentId: `inc${number}` });
  await sleep(50);
  looks = 0;
  for (let move = 0; move < 20; move++) {
    clock.advanceBy(1);
    await sleep(2);
  }
  expect(gateway.mostAtOnce()).toBe(maxInFlight);
  expect(looks).toBe(0);
  isHeld = false;
  await engine.idle();
  expect(gateway.names().filter((name) => name === "createChannel")).toHaveLength(maxInFlight + 1);
});

test("A tick that fails while the loop is stopped leaves no timer", async () => {
  const clock = virtualClock(startsAt);
  const tick = async (): Promise<number | null> => {
    await sleep(5);
    throw new Error("the store is gone");
  };
  const loop = createLoop({ tick, isBusy: () => false, clock, log: silentLog });
  loop.start();
  loop.stop();
  await loop.idle();
  expect(clock.nextTimerAt()).toBeNull();
});
