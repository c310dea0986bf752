import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bench, openBench, startApp } from "./support/bolt.ts";

let bench: Bench;
let stopApp = async () => {};

beforeEach(async () => {
  bench = await openBench();
});

afterEach(async () => {
  await stopApp();
  stopApp = async () => {};
  await bench.stop();
});

const form = {
  type: "modal" as const,
  callback_id: "declare_form",
  title: { type: "plain_text" as const, text: "Declare incident" },
  submit: { type: "plain_text" as const, text: "Declare" },
  blocks: [
    {
      type: "input" as const,
      block_id: "title",
      label: { type: "plain_text" as const, text: "Title" },
      element: { type: "plain_text_input" as const, action_id: "title", max_length: 150 },
    },
  ],
};

test("a real Bolt app gets a command, answers it, opens a form, refuses it, takes it, and posts", async () => {
  const { workspace } = bench;
  const sam = workspace.person("sam");
  stopApp = await startApp(workspace, (app) => {
    app.command("/incident", async ({ ack, body, client }) => {
      await ack("Opening the form");
      await client.views.open({ trigger_id: body.trigger_id, view: form });
    });
    app.view("declare_form", async ({ ack, view, client, body }) => {
      const title = view.state.values.title?.title?.value ?? "";
      if (title.length < 5) {
        await ack({ response_action: "errors", errors: { title: "Say a little more." } });
        return;
      }
      await ack();
      await client.chat.postMessage({ channel: "general", text: `${title} by <@${body.user.id}>` });
    });
  });

  const outcome = await sam.command("/incident declare", { channel: "general" });
  expect(outcome.replies.map((reply) => reply.text)).toEqual(["Opening the form"]);
  const opened = await outcome.openedForm();
  expect(opened.title).toBe("Declare incident");
  await opened.fill({ Title: "Oh" });
  const refused = await opened.submit();
  expect(refused.errors).toEqual({ title: "Say a little more." });
  expect(opened.value("Title").value).toBe("Oh");
  await opened.fill({ title: "Checkout is failing" });
  expect((await opened.submit()).closed).toBe(true);
  expect(sam.form).toBeNull();
  const general = workspace.channel("general");
  const posted = await workspace.until("the post", () => general.messages.find((it) => it.byApp));
  expect(posted.text).toBe(`Checkout is failing by <@${sam.id}>`);
  expect(posted.notified).toEqual([sam.id]);
});

test("Bolt hears events, answers a click at its response_url, and comes back after a refresh", async () => {
  const { workspace } = bench;
  const sam = workspace.person("sam");
  const heard: string[] = [];
  stopApp = await startApp(workspace, (app) => {
    app.event("reaction_added", async ({ event }) => {
      heard.push(event.reaction);
    });
    app.action("take", async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: false, text: "You are the commander." });
    });
  });
  const { ts = "" } = await bench.client.chat.postMessage({
    channel: "general",
    text: "card",
    blocks: [
      {
        type: "actions",
        elements: [{ type: "button", action_id: "take", text: { type: "plain_text", text: "Take command" } }],
      },
    ],
  });
  sam.react("general", ts, ":pushpin:");
  await workspace.until("the reaction", () => heard.length === 1);
  expect(heard).toEqual(["pushpin"]);
  const clicked = await sam.click("general", ts, "Take command");
  expect((await clicked.reply()).text).toBe("You are the commander.");
  workspace.faults.disconnect("refresh_requested");
  await workspace.until("the old connection closed", () => workspace.connections() === 0);
  await workspace.until("a new connection", () => workspace.connections() === 1);
  sam.react("general", ts, "eyes");
  await workspace.until("the second reaction", () => heard.length === 2);
});
