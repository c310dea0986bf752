import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Bench, manifestWith, openBench } from "./support/bolt.ts";
import { call } from "./support/raw.ts";
import { oddities } from "./support/shapes.ts";
import { openSocket } from "./support/socket.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.stop());

const body = async (method: string, args: object) => (await call(bench.workspace, method, args)).body;
const idOf = (answer: Record<string, unknown>) => (answer.channel as { id: string }).id;

function people() {
  const { workspace } = bench;
  return { sam: workspace.person("sam").id, ada: workspace.person("ada").id };
}

describe("conversations.open", () => {
  test("one person is a direct conversation, several are a group's, in whichever order; opened once", async () => {
    const { sam, ada } = people();
    const pair = await body("conversations.open", { users: sam });
    const eve = bench.workspace.addPerson({ name: "eve" }).id;
    const larger = await body("conversations.open", { users: `${sam},${ada},${eve}` });
    const group = await body("conversations.open", { users: `${sam},${ada}` });
    expect(idOf(group)).not.toBe(idOf(larger));
    expect(idOf(pair)).toMatch(/^D/);
    expect(idOf(group)).toMatch(/^C/);
    const again = await body("conversations.open", { users: `${ada},${sam}` });
    expect(again).toEqual({ ok: true, no_op: true, already_open: true, channel: { id: idOf(group) } });
    expect(await body("conversations.open", { channel: idOf(group) })).toEqual(again);
    expect(idOf(await body("conversations.open", { users: [sam, bench.workspace.botUserId].join(",") }))).toBe(
      idOf(pair),
    );
    const shown = (await body("conversations.info", { channel: idOf(group) })).channel;
    expect(shown).toMatchObject({ name: "mpdm-sam--ada--sitrep-1", is_mpim: true, is_private: true, is_im: false });
    const members = (await body("conversations.members", { channel: idOf(group) })).members as string[];
    expect(members.toSorted()).toEqual([sam, ada, bench.workspace.botUserId].toSorted());
  });

  test("refuses nobody, oneself, too many, the unknown, and a channel that is none", async () => {
    const { sam } = people();
    const refusal = async (args: object) => (await body("conversations.open", args)).error;
    expect(await refusal({})).toBe("users_list_not_supplied");
    expect(await refusal({ users: bench.workspace.botUserId })).toBe("not_enough_users");
    expect(await refusal({ users: `${sam},U0NOBODY` })).toBe("user_not_found");
    const nine = Array.from({ length: 9 }, (_, i) => bench.workspace.addPerson({ name: `p${i}` }).id);
    expect(await refusal({ users: nine.join(",") })).toBe("too_many_users");
    expect((await body("conversations.open", { users: nine.slice(1).join(",") })).ok).toBe(true);
    const general = bench.workspace.channel("general").id;
    expect(await refusal({ channel: general })).toBe("method_not_supported_for_channel_type");
    const before = bench.workspace.channels().length;
    expect(await refusal({ users: sam, prevent_creation: true })).toBe("channel_not_found");
    expect(bench.workspace.channels()).toHaveLength(before);
  });
});

describe("a group conversation", () => {
  test("is listed as mpim alone, pages everybody in it, and tells the app as message.mpim", async () => {
    const { workspace } = bench;
    const { sam, ada } = people();
    const socket = await openSocket(workspace);
    const channel = idOf(await body("conversations.open", { users: `${sam},${ada}` }));
    await body("chat.postMessage", { channel, text: "The bridge is open" });
    expect(workspace.channel(channel).messages[0]?.notified.toSorted()).toEqual([sam, ada].toSorted());
    workspace.person("sam").say(channel, "Joining");
    await workspace.idle();
    expect(socket.events("message").map((event) => [event.channel_type, event.text])).toEqual([
      ["mpim", "The bridge is open"],
      ["mpim", "Joining"],
    ]);
    for (const { payload } of socket.envelopes) {
      expect(oddities("events/MessagePayload", payload, [".event.app_id"])).toEqual([]);
    }
    const listed = async (types: string) => {
      const { channels } = await body("conversations.list", { types });
      return (channels as { id: string }[]).map(({ id }) => id);
    };
    expect(await listed("mpim")).toEqual([channel]);
    expect(await listed("public_channel,private_channel,im")).not.toContain(channel);
    const history = (await body("conversations.history", { channel })).messages as { text: string }[];
    expect(history.map(({ text }) => text)).toEqual(["Joining", "The bridge is open"]);
    await socket.close();
  });

  test("is no channel: it can't be renamed, archived, left or invited to; its topic can be set", async () => {
    const { sam, ada } = people();
    const channel = idOf(await body("conversations.open", { users: `${sam},${ada}` }));
    for (const [method, args] of [
      ["conversations.rename", { name: "bridge" }],
      ["conversations.archive", {}],
      ["conversations.leave", {}],
      ["conversations.invite", { users: sam }],
      ["conversations.kick", { user: sam }],
      ["conversations.join", {}],
    ] as const) {
      const { error } = await body(method, { channel, ...args });
      expect(error, method).toBe("method_not_supported_for_channel_type");
    }
    expect((await body("conversations.setTopic", { channel, topic: "INC-1" })).ok).toBe(true);
  });
});

test("where the manifest switches the messages tab off, nobody can be written to", async () => {
  const manifest = manifestWith();
  const closed = { ...manifest.features, app_home: { home_tab_enabled: true, messages_tab_enabled: false } };
  const shut = await openBench({ manifest: { ...manifest, features: closed } });
  const { body: answer } = await call(shut.workspace, "chat.postMessage", {
    channel: shut.workspace.person("sam").id,
    text: "psst",
  });
  expect(answer.error).toBe("messages_tab_disabled");
  await shut.stop();
});
