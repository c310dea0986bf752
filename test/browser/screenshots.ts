// npm run screenshots: the pictures of the page in docs/, of an incident that goes the same way each time. The
// workspace's clock stands still but for the jumps made here, so that the same code draws the same pictures.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { realClock } from "../../src/clock.ts";
import { type PageClient, pageClient } from "../cli/embedded/page-client.ts";
import { chromiumPath, launchBrowser, openPage } from "../support/browser.ts";
import { until } from "../support/until.ts";
import { tightened } from "./support/png.ts";
import { startHouse } from "./support/running.ts";
import { become, card, choose, composer, form, goTo, messages, press, say } from "./support/steps.ts";

const minuteMs = 60_000;
/** Tuesday, 10 March 2026, 10:02 AM in Los Angeles, but for the seconds that the start may take. */
const startsAt = Date.UTC(2026, 2, 10, 17, 2) - 10_000;
const largestBytes = 150_000;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const title = "Checkout fails for one in five";

type Studio = { browser: Browser; address: string; client: PageClient; page: Page; shoot: Shoot };
type Shoot = (name: string, of?: Page) => Promise<void>;

async function shootInto(page: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url));
  // The caret blinks, and a pointer makes its surroundings light up.
  await page.mouse.move(0, 0);
  await page.evaluate("document.fonts.ready.then(() => null)");
  const picture = tightened(await page.screenshot({ animations: "disabled", caret: "hide" }));
  writeFileSync(path, picture);
  process.stdout.write(`docs/${name}.png  ${picture.length} bytes\n`);
  if (picture.length > largestBytes) throw new Error(`${name}.png is larger than ${largestBytes} bytes.`);
}

/** The clock stands; it is put ahead, and all that falls due on the way is done. */
const pass = (client: PageClient, ms: number): Promise<unknown> => client.act({ do: "jump", byMs: ms });

async function idOf({ client }: Studio, name: string): Promise<string> {
  const { users } = await client.snapshot();
  return users.find((user) => user.name === name)?.id ?? "";
}

async function sayAs(studio: Studio, who: string, text: string, threadTs: string | null = null): Promise<string> {
  const { id: channelId } = await incidentChannel(studio);
  const as = await idOf(studio, who);
  const done = await studio.client.act({ do: "say", channelId, text, threadTs, alsoToChannel: false }, as);
  await pass(studio.client, 20_000);
  return done.ok ? (done.ts ?? "") : "";
}

const incidentChannel = ({ client }: Studio) => client.channel("inc-1-checkout-fails-for-one-in-five");

async function forms(studio: Studio): Promise<void> {
  const { page, shoot } = studio;
  await say(page, "/incident declare");
  const asked = form(page, "Declare incident");
  await asked.getByRole("textbox", { name: "What is failing?" }).waitFor();
  await asked.getByRole("radio", { name: /^SEV1/ }).check();
  await press(asked, "Declare");
  await asked.locator("[aria-invalid=true]").first().waitFor();
  await shoot("refused");
  await asked.getByRole("textbox", { name: "What is failing?" }).fill(title);
  await asked.getByRole("textbox", { name: /What is happening/ }).fill("Payments time out since the 09:50 deploy.");
  await asked.getByRole("textbox", { name: /Components/ }).fill("Web / Checkout, Payments API");
  await asked.getByRole("textbox", { name: "What is failing?" }).focus();
  await shoot("declare");
  await press(asked, "Declare");
  await asked.waitFor({ state: "detached" });
}

async function incident(studio: Studio): Promise<void> {
  const { page, client, shoot, browser, address } = studio;
  await pass(client, 10_000);
  await goTo(page, "inc-1-");
  await card(page).waitFor();
  const { id: channelId } = await incidentChannel(studio);
  for (const who of ["maya", "kenji"]) await client.act({ do: "invite", channelId, userId: await idOf(studio, who) });
  await pass(client, 2 * minuteMs);
  const asked = await sayAs(studio, "kenji", "The database pool is at its limit: 200 of 200, since `09:51`.");
  const maya = await idOf(studio, "maya");
  await client.act({ do: "react", channelId, ts: asked, emoji: "eyes" }, maya);
  await sayAs(studio, "maya", "Is that the retry loop of the new deploy?", asked);
  await sayAs(studio, "kenji", "It is. Each failed payment holds *three* connections.", asked);
  await pass(client, 5 * minuteMs);
  await press(card(page), "Post update");
  const update = form(page, "Update INC-1");
  const words = "The new deploy uses up the database's connections. We are rolling it back.";
  await update.getByRole("textbox", { name: "What is new?" }).fill(words);
  await choose(page, update.getByRole("combobox", { name: "Status" }), "Identified");
  await press(update, "Post update");
  await update.waitFor({ state: "detached" });
  await pass(client, 4 * minuteMs);
  await card(page).getByText("Identified").first().waitFor();
  await page.evaluate("document.activeElement?.blur()");
  await page.getByRole("log", { name: /^Messages/ }).evaluate((list) => list.scrollTo(0, 190));
  await shoot("card-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot("card-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await onPhone(studio, page.url().slice(address.length), browser);
  await page.getByRole("main").getByRole("button", { name: "2 replies" }).click();
  await page.getByRole("complementary", { name: "Thread" }).getByText("three").waitFor();
  await shoot("thread");
  await press(page, "Close the thread");
}

async function onPhone({ address, shoot }: Studio, place: string, browser: Browser): Promise<void> {
  const { page, close } = await openPage(browser, address + place, phone);
  await card(page).getByRole("button", { name: "Post update" }).waitFor();
  await page.getByRole("log", { name: /^Messages/ }).evaluate((list) => list.scrollTo(0, 400));
  await shoot("phone-channel", page);
  await press(card(page), "Resolve");
  await form(page, "Resolve INC-1")
    .getByRole("textbox", { name: /What fixed it/ })
    .fill("Rolled back to build 481.");
  await shoot("phone-form", page);
  await press(form(page, "Resolve INC-1"), "Close");
  await close();
}

async function tools(studio: Studio): Promise<void> {
  const { page, client, shoot } = studio;
  await press(page, "Inspector");
  await choose(page, card(page).getByRole("combobox", { name: "Status" }), "Monitoring");
  await pass(client, 10_000);
  await messages(page).filter({ hasText: "Monitoring" }).last().waitFor();
  const click = page.getByRole("treeitem", { name: /change-status/ });
  await click.waitFor();
  await click.click();
  // Its message, and then the edit of the card.
  for (let row = 0; row < 2; row++) await page.keyboard.press("ArrowDown");
  await shoot("inspector");
  await press(page, "Inspector");
  await become(page, "Maya Okafor");
  await composer(page).waitFor();
  await say(page, "/incident declare sev3 Search results are stale");
  await pass(client, 10_000);
  await become(page, "Alex Rivera");
  await goTo(page, "Sitrep");
  await page.getByText("INC-2").first().waitFor();
  await shoot("home");
}

async function postmortem(studio: Studio): Promise<void> {
  const { page, client, shoot } = studio;
  await goTo(page, "inc-1-");
  await press(card(page), "Resolve");
  const resolving = form(page, "Resolve INC-1");
  await resolving
    .getByRole("textbox", { name: /What fixed it/ })
    .fill("Rolled back to build 481; payments go through.");
  await press(resolving, "Resolve");
  await resolving.waitFor({ state: "detached" });
  await pass(client, minuteMs);
  await say(page, "/incident export");
  await pass(client, 10_000);
  await messages(page).getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("dialog").getByRole("heading", { level: 1 }).waitFor();
  await shoot("postmortem");
  await page.keyboard.press("Escape");
}

async function replay({ page, client, shoot, address }: Studio): Promise<void> {
  await press(page, "Replay an incident");
  await page.getByRole("dialog").getByRole("radio").nth(1).check();
  await shoot("stories");
  await press(page.getByRole("dialog"), "Start");
  await page.waitForURL(/\/replay\//);
  await until(async () => ((await client.snapshot()).replay?.done ?? 0) >= 3, {
    what: "three steps",
    timeoutMs: 20_000,
  });
  await client.act({ do: "pace replay", state: "paused", speed: null });
  await until(async () => (await pageClient(`${address}replay/`).snapshot()).clock.rate === 0, { what: "the pause" });
  await card(page).waitFor();
  await page.waitForTimeout(500);
  await shoot("replay");
}

const path = chromiumPath();
if (path === null) throw new Error("There is no Chromium to take pictures with (Debian: apt-get install chromium).");
const host = realClock();
const shiftMs = startsAt - host.now();
const house = await startHouse({
  ...host,
  now: () => host.now() + shiftMs,
  at: (dueAt, run) => host.at(dueAt - shiftMs, run),
});
const browser = await launchBrowser(path);
try {
  const client = pageClient(house.address);
  await client.act({ do: "clock", rate: 0 });
  // What the start took differs from time to time.
  await pass(client, minuteMs - ((await client.snapshot()).clock.now % minuteMs));
  const { page } = await openPage(browser, house.address, { colorScheme: "light" });
  page.setDefaultTimeout(10_000);
  const studio: Studio = {
    browser,
    address: house.address,
    client,
    page,
    shoot: (name, of = page) => shootInto(of, name),
  };
  await messages(page).filter({ hasText: "Welcome" }).waitFor();
  await studio.shoot("welcome");
  for (const part of [forms, incident, tools, postmortem, replay]) await part(studio);
} finally {
  await browser.close();
  await house.remove();
}
