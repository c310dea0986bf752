// What a page loads while its line to the workspace breaks: nothing is missing from a channel afterwards.

import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bareHost } from "../../../src/workspace/client/host.ts";
import { chromiumPath, isBrowserRequired, launchBrowser, noBrowserNotice, openPage } from "../../support/browser.ts";
import { type Bench, openBench } from "../support/bolt.ts";

const chromium = chromiumPath();
if (chromium === null) process.stderr.write(noBrowserNotice);

test.runIf(isBrowserRequired)("CI has a browser to load in", () => {
  expect(chromium).not.toBeNull();
});

describe.skipIf(chromium === null)("In a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let bench: Bench;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? "");
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    bench = await openBench({ page: { host: bareHost, firstPerson: "sam" } });
    const sam = bench.workspace.person("sam");
    for (let count = 1; count <= 150; count++) sam.say("general", `message ${count}`);
    return async () => {
      for (const end of ends.splice(0)) await end();
      await bench.stop();
    };
  });

  /** A page with what it loads held up: `held` gets each request of messages that `isHeld` picks, and decides. */
  async function visit(isHeld: (address: string) => boolean, held: Route[]): Promise<Page> {
    const address = `${bench.workspace.page?.address}#${bench.workspace.channel("general").id}`;
    const { page, close } = await openPage(browser, address, {}, (opened) => {
      void opened.route("**/client/messages?**", async (route) => {
        if (isHeld(route.request().url())) held.push(route);
        else await route.continue();
      });
    });
    ends.push(close);
    page.setDefaultTimeout(8_000);
    await page.locator(".page").waitFor();
    return page;
  }

  /** Cuts every line, has this said meanwhile, and waits until the page listens again. */
  async function breakLine(page: Page, meanwhile: string): Promise<void> {
    const { faults } = bench.workspace;
    await faults.down();
    bench.workspace.person("sam").say("general", meanwhile);
    const listening = page.waitForResponse((answer) => answer.url().includes("/client/feed"));
    await faults.up();
    await listening;
  }

  test("older messages that come late, after the line broke, do not stand for the newest", async () => {
    const held: Route[] = [];
    const page = await visit((address) => address.includes("before="), held);
    await page.getByText("message 150", { exact: true }).waitFor();
    await page.locator(".list-scroll").hover();
    for (let tries = 0; held.length === 0 && tries < 50; tries++) await page.mouse.wheel(0, -2_000);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    const [late] = held;
    const answer = await late?.fetch();
    await breakLine(page, "said meanwhile");
    await page.getByText("said meanwhile", { exact: true }).waitFor({ state: "attached" });
    if (late !== undefined && answer !== undefined) await late.fulfill({ response: answer });
    const shown = async () => (await page.getByRole("article").allInnerTexts()).join("\n");
    for (const words of ["said meanwhile", "message 150", "message 60"]) expect(await shown()).toContain(words);
  });

  test("a channel whose messages did not come is loaded when the line is back", async () => {
    const held: Route[] = [];
    let isHeld = true;
    const page = await visit(() => isHeld, held);
    await expect.poll(() => held.length).toBe(1);
    isHeld = false;
    await breakLine(page, "said meanwhile");
    await page.getByText("said meanwhile", { exact: true }).waitFor();
    await page.getByText("message 150", { exact: true }).waitFor();
    await held[0]?.abort();
  });
});
