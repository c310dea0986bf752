// People declare incidents, by each way there is, and see what comes of it.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  announced,
  card,
  cardMessage,
  declare,
  exportOf,
  formOf,
  minute,
  newest,
  nextHour,
  openStage,
  type Stage,
  saidIn,
  topic,
  type,
} from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => nextHour(stage));
afterAll(() => stage.stop());

test("One line with a severity and a title declares at once, and everything stands", async () => {
  const { sam, workspace } = stage;
  const reply = await type(stage, sam, "declare sev2 Checkout is failing");
  expect(reply).toBe(
    "🟠 SEV2 · INC-1 Checkout is failing is declared. You are invited to its channel as soon as Slack has made it.",
  );
  const played = newest(stage);
  const channel = workspace.channel(played.channel);
  expect([channel.name, channel.kind]).toEqual(["inc-1-checkout-is-failing", "public"]);
  expect([...channel.members]).toEqual([workspace.botUserId, sam.id]);
  expect(card(stage, played)).toBe(
    [
      "🟠 SEV2 · Checkout is failing",
      "*INC-1* · Declared by · sam",
      "Status: Investigating",
      "Commander: @sam",
      "Declared: just now",
      "Next update: None promised",
      "SLA  🟢 First update due 11:30 (in 30 min)",
      "[Post update] [Resolve] [SLA] ‹…›",
      "‹🟠 SEV2› ‹Investigating›",
    ].join("\n"),
  );
  expect(announced(stage, played)).toEqual([
    "🟠 SEV2 · INC-1 Checkout is failing\nInvestigating · declared just now · #inc-1-checkout-is-failing\n" +
      "Commander · sam",
  ]);
  expect(topic(stage, played)).toBe("🟠 SEV2 investigating · INC-1 Checkout is failing · commander sam");
  expect(channel.pins.map(({ ts }) => ts)).toEqual([cardMessage(stage, played).ts]);
  const link = `https://embedded.slack.test/archives/${channel.id}/p${cardMessage(stage, played).ts.replace(".", "")}`;
  expect(channel.bookmarks.map((bookmark) => [bookmark.title, bookmark.link])).toEqual([["INC-1 at a glance", link]]);
  expect(saidIn(stage, played)).toEqual([]);
});

test("A severity is read however it is typed, and one that there is not is asked about", async () => {
  const { sam } = stage;
  for (const typed of ["SEV-3 Uploads", "sev3 Uploads", "Sev 3: Uploads", "severity 3 Uploads"]) {
    const played = await declare(stage, sam, typed);
    expect(card(stage, played).split("\n")[0]).toBe("🟡 SEV3 · Uploads");
  }
  const before = newest(stage).number;
  const reply = await type(stage, sam, "declare sev7 Uploads");
  expect(reply).toBe("“sev7” is no severity. It can be SEV1, SEV2, SEV3 or SEV4, then the title.");
  expect(newest(stage).number).toBe(before);
});

test("The form takes every field, and what it took is on the card, the announcement and in the topic", async () => {
  const { sam, ada, workspace, clock } = stage;
  const form = await formOf(sam, "declare");
  expect([form.title, form.submitLabel]).toEqual(["Declare incident", "Declare"]);
  await form.fill({
    "What is failing?": "Voice is down",
    Severity: "SEV1",
    "What is happening": "Calls drop after 2 s.\nOnly in Europe.",
    Components: "Voice, API , Voice,",
    Commander: "ada",
    "Impact started": Math.floor((clock.now() - 20 * minute) / 1_000),
    Status: "identified",
  });
  const startedAt = clock.now();
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  const played = newest(stage);
  const hourNow = String(new Date(startedAt).getUTCHours() - 1).padStart(2, "0");
  expect(card(stage, played)).toBe(
    [
      "🔴 SEV1 · Voice is down",
      `*${played.ref}* · Declared by · sam`,
      "Status: Identified",
      "Commander: @ada",
      "Declared: just now",
      "Next update: None promised",
      `Impact: Since ${hourNow}:40`,
      `SLA  🟢 First update due ${String(new Date(startedAt).getUTCHours()).padStart(2, "0")}:15 (in 15 min)`,
      "Components  Voice, API",
      "> What is happening",
      "> Calls drop after 2 s.",
      "[Post update] [Resolve] [SLA] ‹…›",
      "‹🔴 SEV1› ‹Identified›",
    ].join("\n"),
  );
  expect(announced(stage, played)[0]).toContain("Identified · declared just now");
  expect(announced(stage, played)[0]).toContain("Commander · ada · Components · Voice, API");
  expect(topic(stage, played)).toBe(`🔴 SEV1 identified · ${played.ref} Voice is down · commander ada`);
  expect([...workspace.channel(played.channel).members]).toEqual([workspace.botUserId, sam.id, ada.id]);
  const markdown = await exportOf(stage, sam, played);
  for (const line of ["Only in Europe.", "severity: SEV1", "| Components | Voice, API |", "Impact started"]) {
    expect(markdown).toContain(line);
  }
});

test("On a phone nothing is asked for but the title and the severity; the rest stands as it mostly is", async () => {
  const { sam, clock } = stage;
  const form = await formOf(sam, "declare");
  const labels = form.blocks
    .filter((block) => block.type === "input")
    .map((block) => stage.read({ text: "", blocks: [block] }));
  expect(labels).toEqual([
    "What is failing?",
    "Severity",
    "What is happening (optional)",
    "Components (optional)",
    "Commander (optional)",
    "Impact started (optional)",
    "Status (optional)",
    "Options (optional)",
  ]);
  expect(form.value("Commander").selected_user).toBe(sam.id);
  expect(form.value("Impact started").selected_date_time).toBe(Math.floor(clock.now() / 1_000));
  expect(JSON.stringify(form.value("Status").selected_option)).toContain("Investigating");
  expect(form.value("Options").selected_options).toEqual([]);
  expect((await form.submit()).errors).toEqual({
    title: "Please complete this required field.",
    severity: "Please complete this required field.",
  });
  await form.fill({ "What is failing?": "Search is slow", Severity: "SEV3" });
  expect((await form.submit()).closed).toBe(true);
  await stage.pass(5_000);
  expect(card(stage, newest(stage))).toContain("🟡 SEV3 · Search is slow");
});

test("The form says what each severity promises", async () => {
  const form = await formOf(stage.ada, "declare");
  const options = JSON.stringify(form.blocks);
  for (const promise of [
    "SEV1 · Critical: customers can't work",
    "SEV2 · Major: much is broken or slow",
    "SEV3 · Minor: some people, or a way round",
    "SEV4 · Low: no customer notices",
  ]) {
    expect(options).toContain(promise);
  }
  await form.close();
});

test("A title without a severity opens the form with the title in it; a severity alone with that chosen", async () => {
  const { ada } = stage;
  const titled = await formOf(ada, "declare Payments time out");
  expect(titled.value("What is failing?").value).toBe("Payments time out");
  expect(titled.value("Severity").selected_option).toBe(null);
  await titled.close();
  const graded = await formOf(ada, "declare sev1");
  expect(graded.value("What is failing?").value).toBe(null);
  expect(JSON.stringify(graded.value("Severity").selected_option)).toContain('"SEV1"');
  await graded.close();
});

test("The form names the incidents that are open, so that nobody declares one twice", async () => {
  const own = await openStage();
  try {
    const { sam, ada } = own;
    const first = await formOf(sam, "declare");
    expect(first.text).not.toContain("Open now");
    await first.close();
    for (let number = 1; number <= 7; number++) await declare(own, sam, `sev2 Trouble ${number}`);
    await type(own, sam, "resolve INC-7 Gone");
    const form = await formOf(ada, "declare");
    const shown = own.read({ text: "", blocks: form.blocks });
    expect(shown).toContain("Open now. Is it one of these?");
    expect(shown).toContain("🟠 SEV2 · INC-6 Trouble 6 · #inc-6-trouble-6");
    expect(shown).not.toContain("Trouble 7");
    expect(shown).not.toContain("Trouble 1 ");
    expect(shown).toContain("and 1 more");
  } finally {
    await own.stop();
  }
});

test("The shortcut opens the form from anywhere", async () => {
  const { ada } = stage;
  const form = await (await ada.globalShortcut("declare_incident")).openedForm();
  expect(form.title).toBe("Declare incident");
  await form.fill({ "What is failing?": "By shortcut", Severity: "SEV4" });
  await form.submit();
  await stage.pass(5_000);
  expect(card(stage, newest(stage))).toContain("🔵 SEV4 · By shortcut");
});

test("Declared from a message, it has the message's words, and leads back to it", async () => {
  const { sam, ada } = stage;
  const message = ada.say("general", "API gives 500 & <nothing> else\nsince the deploy of @sam");
  const form = await (await sam.messageShortcut("declare_from_message", "general", message.ts)).openedForm();
  expect(form.value("What is failing?").value).toBe("API gives 500 & <nothing> else");
  expect(form.value("What is happening").value).toBe(
    `API gives 500 & <nothing> else\nsince the deploy of <@${sam.id}>`,
  );
  await form.fill({ Severity: "SEV2" });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  expect(card(stage, played)).toContain("🟠 SEV2 · API gives 500 & <nothing> else");
  expect(card(stage, played)).toContain("From a message");
  const markdown = await exportOf(stage, sam, played);
  const link = `https://embedded.slack.test/archives/${message.channelId}/p${message.ts.replace(".", "")}`;
  expect(markdown).toContain(`Declared from a [message](${link}).`);
  expect(markdown).toContain("since the deploy of @sam");
});

test("Without a commander the card offers command to whoever reads it", async () => {
  const form = await formOf(stage.sam, "declare Nobody leads");
  await form.fill({ Severity: "SEV2", Commander: null });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  expect(card(stage, played)).toContain("Commander: Nobody yet");
  expect(card(stage, played)).toContain("[Post update] [Resolve] [Take command] [SLA] ‹…›");
});

test("A drill is marked wherever it is seen", async () => {
  const { sam } = stage;
  const form = await formOf(sam, "declare Practice");
  await form.fill({ Severity: "SEV1", Options: ["drill"] });
  await form.submit();
  await stage.pass(5_000);
  const played = newest(stage);
  const places = [
    card(stage, played),
    topic(stage, played),
    announced(stage, played)[0] ?? "",
    await type(stage, sam, "list"),
    await type(stage, sam, `show ${played.ref}`),
  ];
  for (const place of places) expect(place).toContain("🧪 Drill");
  await type(stage, sam, `rename ${played.ref} Practice again`);
  expect(saidIn(stage, played)).toHaveLength(1);
  expect(await exportOf(stage, sam, played)).toContain("**Drill.** This was practice.");
});

test("Without an announcement channel nothing is announced, and nothing is missed", async () => {
  const own = await openStage({ announce: null });
  try {
    const played = await declare(own, own.sam, "sev2 Quiet");
    expect(card(own, played)).toContain("🟠 SEV2 · Quiet");
    expect(own.workspace.channel("incidents").messages.filter(({ byApp }) => byApp)).toEqual([]);
  } finally {
    await own.stop();
  }
});
