// The newer elements with Slack's own framework at the other end, so that not only we believe in their payloads.

import type { ViewSubmitAction } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bench, openBench, startApp } from "./support/bolt.ts";
import { input, option, plain } from "./support/small-world.ts";

let bench: Bench;
let submitted: ViewSubmitAction[];
let stopApp: () => Promise<void>;

const view = {
  type: "modal" as const,
  callback_id: "trip",
  title: plain("Trip"),
  submit: plain("Go"),
  blocks: [
    input("city", { type: "external_select", min_query_length: 2 }),
    input("notes", { type: "rich_text_input" }),
    input("files", { type: "file_input", filetypes: ["md"] }),
    input("where", {
      type: "conversations_select",
      default_to_current_conversation: true,
      response_url_enabled: true,
    }),
  ],
};

beforeEach(async () => {
  bench = await openBench();
  submitted = [];
  stopApp = await startApp(bench.workspace, (app) => {
    app.options("city", async ({ options, ack }) => {
      await ack({
        options: [option(`${options.value} centre`, "1"), option(`${options.value} airport`, "2")] as never,
      });
    });
    app.command("/incident", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: view as never });
    });
    app.view("trip", async ({ ack, body, respond }) => {
      submitted.push(body as ViewSubmitAction);
      await ack();
      await respond({ response_type: "in_channel", text: "Booked" });
    });
  });
});

afterEach(async () => {
  await stopApp();
  await bench.stop();
});

test("a form with an external menu, rich text, files and a conversation goes there and back", async () => {
  const { workspace } = bench;
  const sam = workspace.person("sam");
  const outcome = await sam.command("/incident", { channel: "general" });
  const form = await outcome.openedForm();
  expect(await form.suggest("city", "Oslo")).toMatchObject({
    options: [{ text: { text: "Oslo centre" } }, { text: { text: "Oslo airport" } }],
  });
  await form.fill({
    city: "2",
    notes: "with @ada",
    files: { name: "plan.md", bytes: new TextEncoder().encode("# Plan") },
  });
  expect((await form.submit()).closed).toBe(true);
  const [body] = submitted;
  const general = workspace.channel("general");
  expect(body?.view.state.values).toMatchObject({
    city: { city: { selected_option: { value: "2", text: { text: "Oslo airport" } } } },
    notes: { notes: { rich_text_value: { type: "rich_text" } } },
    files: { files: { files: [{ name: "plan.md", mimetype: "text/markdown" }] } },
    where: { where: { selected_conversation: general.id } },
  });
  expect(body?.response_urls).toMatchObject([{ block_id: "where", channel_id: general.id }]);
  await workspace.until("the answer", () => general.messages.some((message) => message.text === "Booked"));
  const [uploaded] = body?.view.state.values.files?.files?.files ?? [];
  expect(await bench.client.files.info({ file: String(uploaded?.id) })).toMatchObject({ content: "# Plan" });
});
