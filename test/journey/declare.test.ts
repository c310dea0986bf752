import { expect, test } from "vitest";
import { runBot } from "../support/bot.ts";

test("A declaration by one line makes the channel, the card, the announcement, the topic, the pin and the bookmark", async () => {
  const running = await runBot({
    startsAt: Date.UTC(2026, 2, 2, 9),
    found(workspace) {
      workspace.addPerson({ name: "sam", tz: "Europe/London" });
      workspace.addChannel({ name: "incidents", members: ["sam"] });
      workspace.addChannel({ name: "general", members: ["sam"] });
    },
  });
  const { workspace } = running;
  const sam = workspace.person("sam");
  const outcome = await sam.command("/incident declare sev2 Checkout is failing <!channel>", { channel: "general" });
  console.log(JSON.stringify(outcome, null, 1).slice(0, 1500));
  await running.pass(5_000);
  console.log(workspace.calls.map((c) => `${c.method} ${JSON.stringify(c.args).slice(0, 150)} ${JSON.stringify((c as never as {answer: unknown}).answer ?? "").slice(0, 80)}`).join("\n"));
  const channel = workspace.channel("inc-1-checkout-is-failing-channel");
  console.log(JSON.stringify(channel.messages, null, 1).slice(0, 3000));
  await running.stop();
  expect(channel).toBeDefined();
});
