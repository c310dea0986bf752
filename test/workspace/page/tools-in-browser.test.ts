// The workspace's tools in a real browser: the inspector, the clock, a replay and the document that it ends with.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  accessibilityFaults,
  chromiumPath,
  isBrowserRequired,
  launchBrowser,
  noBrowserNotice,
  openPage,
  type TestPage,
} from "../../support/browser.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { startProgram } from "../../support/program.ts";
import { until } from "../../support/until.ts";

const chromium = chromiumPath();
if (chromium === null) process.stderr.write(noBrowserNotice);

test.runIf(isBrowserRequired)("CI has a browser to test in", () => {
  expect(chromium).not.toBeNull();
});

/** npm start without tokens, in an empty folder. */
async function startedAt(): Promise<string> {
  const program = startProgram({ env: {}, folder: temporaryFolder(), args: ["--no-open", "--port", "0"] });
  return await until(
    () => {
      if (!program.isRunning()) throw new Error(`It ended instead of starting:\n${program.said()}`);
      return /http:\S+/.exec(program.printed())?.[0];
    },
    { what: "the page's address", timeoutMs: 15_000 },
  );
}

describe.skipIf(chromium === null)("In a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(chromium ?? "");
  });
  afterAll(() => browser.close());

  async function opened(): Promise<TestPage> {
    const found = await openPage(browser, await startedAt());
    onTestFinished(() => found.close());
    found.page.setDefaultTimeout(8_000);
    await found.page.getByRole("button", { name: "Inspector", exact: true }).waitFor();
    return found;
  }

  /** Types a line where one types, as a person does. */
  async function say({ page }: TestPage, line: string): Promise<void> {
    await page.getByLabel(/^Message #/).fill(line);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
  }

  test("the inspector shows what a command cost, is gone through by keyboard, and closes on Escape", async () => {
    const it = await opened();
    const { page, complaints } = it;
    await page.getByRole("button", { name: "Inspector", exact: true }).click();
    await say(it, "/incident declare sev2 Checkout is failing");
    const head = page.getByRole("treeitem", { name: /declare sev2/ });
    await expect.poll(() => head.textContent(), { timeout: 10_000 }).toMatch(/\d calls · \d waves · \d+(\.\d)? ms/);

    await page.getByRole("tree").focus();
    await page.keyboard.press("Home");
    for (let row = 0; row < 30; row++) {
      if ((await head.getAttribute("aria-selected")) === "true") break;
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("ArrowRight");
    await page
      .getByRole("region", { name: /^Details of/ })
      .getByText("Request")
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("searchbox").fill("no such method");
    await page.getByText("Nothing here matches the filter.").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Inspector" }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });

  test("the clock jumps half an hour ahead, goes faster and stands still", async () => {
    const { page, complaints } = await opened();
    const clock = page.getByRole("group", { name: "The workspace's clock", exact: true });
    await clock.getByRole("button", { name: "Jump ahead" }).click();
    await page.getByRole("menuitem", { name: "30 minutes" }).click();
    await clock.getByText("30 min ahead").waitFor();
    await clock.getByRole("button", { name: "60×" }).click();
    await clock.getByText("31 min ahead").waitFor();
    await clock.getByRole("button", { name: "Stop the clock" }).click();
    await clock.getByRole("button", { name: "Let the clock go on" }).waitFor();
    // On a phone what is said of it stands below the buttons, whole.
    await page.setViewportSize({ width: 390, height: 844 });
    const button = await clock.getByRole("button", { name: "Clock" }).boundingBox();
    const said = clock.getByText("Stopped: what is due waits, the card's next edit too.");
    const below = await said.boundingBox();
    expect(below?.y).toBeGreaterThanOrEqual((button?.y ?? 0) + (button?.height ?? 0));
    expect(await said.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    expect(below?.width).toBeGreaterThan(300);
    expect(complaints).toEqual([]);
  });

  test("a replay shows the incident's channel and ends with its postmortem as a document", async () => {
    const { page, complaints } = await opened();
    await page.getByRole("button", { name: "Replay an incident" }).click();
    await page.getByRole("radio", { name: /Connectivity issues/ }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForURL(/\/replay\//);
    await page.getByRole("heading", { name: /^inc-1-/ }).waitFor();
    await page.getByLabel("Speed", { exact: true }).selectOption("A step every two seconds");

    const document = page.getByRole("dialog", { name: /Postmortem/ });
    await document.waitFor({ timeout: 30_000 });
    await document.getByRole("heading", { name: "INC-1: Connectivity issues in North America" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await document.getByRole("button", { name: "As text" }).click();
    await document.getByText("# INC-1: Connectivity issues").waitFor();
    await page.keyboard.press("Escape");
    await document.waitFor({ state: "detached" });

    await page.getByRole("link", { name: "Back to your workspace" }).click();
    await page.getByText("A replay has ended").waitFor();
    await page.getByRole("button", { name: "End the replay" }).click();
    await page.getByText("A replay has ended").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});
