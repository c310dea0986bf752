// The announcement in several channels: each is kept by itself, and none is told twice.

import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { recordingGateway } from "../support/recording-gateway.ts";
import { createRig, declaration, team } from "./rig.ts";

const places: Record<string, { id: string }[]> = {
  SEV1: [{ id: "CALL" }, { id: "CLEADS" }, { id: "CALL" }],
  SEV2: [{ id: "CALL" }],
};
const announceIn = (severity: string) => places[severity] ?? [];

async function rigOfTest(gateway = recordingGateway()) {
  const rig = await createRig({ gateway, announceIn });
  onTestFinished(() => rig.close());
  return rig;
}

type Rig = Awaited<ReturnType<typeof rigOfTest>>;

/** The channels to which announcements were posted, in their order. */
const postedTo = ({ gateway }: Rig): string[] =>
  gateway.calls
    .filter(({ name }) => name === "post")
    .map(({ args }) => args as { channelId: string; key: string })
    .filter(({ key }) => key.startsWith("keep/inc/announcement"))
    .map(({ channelId }) => channelId);

const editedIn = ({ gateway }: Rig): string[] =>
  gateway.calls
    .filter(({ name }) => name === "edit")
    .map(({ args }) => (args as { channelId: string }).channelId)
    .filter((channelId) => ["CALL", "CLEADS"].includes(channelId));

test("It is posted once in each channel, and a change edits each", async () => {
  const rig = await rigOfTest();
  await rig.ask({ ...declaration, severity: "SEV1" } as typeof declaration);
  await rig.pass(5_000);
  expect(postedTo(rig).sort()).toEqual(["CALL", "CLEADS"]);
  await rig.ask({ type: "Rename", title: "Checkout is down" });
  await rig.pass(5_000);
  expect(postedTo(rig)).toHaveLength(2);
  expect(editedIn(rig).sort()).toEqual(["CALL", "CLEADS"]);
});

test("A channel that is stuck holds up no other, and is not posted to twice when it comes back", async () => {
  const gateway = recordingGateway();
  const post = gateway.post;
  let isStuck = true;
  gateway.post = async (given) =>
    isStuck && given.channelId === "CALL" ? { outcome: "later", afterMs: 10_000, why: "ratelimited" } : post(given);
  const rig = await rigOfTest(gateway);
  await rig.ask({ ...declaration, severity: "SEV1" } as typeof declaration);
  await rig.pass(5_000);
  expect(postedTo(rig)).toEqual(["CLEADS"]);
  isStuck = false;
  await rig.pass(15_000);
  expect(postedTo(rig)).toEqual(["CLEADS", "CALL"]);
});

test("Where it stands it goes on under a severity that is announced nowhere; else it does not begin", async () => {
  const rig = await rigOfTest();
  await rig.ask({ ...declaration, severity: "SEV1" } as typeof declaration);
  await rig.pass(5_000);
  await rig.ask({ type: "ChangeSeverity", severity: "SEV4" });
  await rig.pass(5_000);
  expect(editedIn(rig).sort()).toEqual(["CALL", "CLEADS"]);
  // Lowered before anybody was told: nobody needs to be.
  const quick = await rigOfTest();
  await quick.ask({ ...declaration, severity: "SEV1" } as typeof declaration);
  await quick.ask({ type: "ChangeSeverity", severity: "SEV4" });
  await quick.pass(5_000);
  expect(postedTo(quick)).toEqual([]);
});

test("An announcement from when there was one at most is edited, and not posted again", async () => {
  const store = await openStore(":memory:");
  const rig = await createRig({ store, announceIn });
  onTestFinished(() => rig.close());
  await rig.ask(declaration);
  await rig.pass(5_000);
  const shown = await store.surface(team, "inc", "announcement/CALL");
  if (shown === null) throw new Error("It was not announced.");
  // As an older Sitrep left it.
  await store.forgetSurface(team, "inc", "announcement/CALL");
  const settle = { effectId: 0, shownVersion: null, surface: { ...shown, name: "announcement" } };
  await store.settle({ teamId: team, streamId: "inc", settle, effects: [], at: rig.clock.now() });
  await rig.ask({ type: "Rename", title: "Checkout is down" });
  await rig.pass(5_000);
  expect([postedTo(rig), editedIn(rig)]).toEqual([["CALL"], ["CALL"]]);
});
