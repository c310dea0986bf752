// A real browser: the distribution's Chromium, driven by playwright-core, which brings none of its own. Without it the
// tests that need one are skipped, but for CI.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = [
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Where Chromium, or Chrome, is installed; null where the machine has neither. */
export function chromiumPath(): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  const candidates = folders.filter((folder) => folder !== "").flatMap((folder) => names.map((it) => join(folder, it)));
  return [...candidates, ...elsewhere].find((path) => existsSync(path)) ?? null;
}

/** Whether the tests must not pass without a browser. */
export const isBrowserRequired = process.env.CI === "true";

/** Said once by each test file that is skipped for want of a browser. */
export const noBrowserNotice =
  "Chromium is not installed here (Debian: apt-get install chromium): the tests in a browser are skipped.\n";

/** It asks nobody outside: no updates, no lists, no sync. */
const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser without a window; `close()` it when the tests are over. Its profile is temporary, and goes with it. */
export async function launchBrowser(path: string): Promise<Browser> {
  // Debian's build as root, and containers, have no sandbox to offer; what is opened are this test's own pages.
  return await chromium.launch({ executablePath: path, args: quiet, chromiumSandbox: false });
}

export type TestPage = {
  page: Page;
  /** Errors that nobody caught, and what was written to the console as an error: a good page has none. */
  complaints: string[];
  close(): Promise<void>;
};

/**
 * A page with cookies and storage of its own: another person at another machine. `prepare` is called before it goes
 * anywhere.
 */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => void = () => undefined,
): Promise<TestPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  prepare(page);
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

type AxeFault = { id: string; impact: string | null; help: string; nodes: { target: unknown[] }[] };

/** What axe finds serious or critical in the page as it stands: "color-contrast (.clock-ahead): …" each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Not a script element: the page's policy lets none in from elsewhere.
  await page.evaluate(axe.source);
  const faults = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )) as AxeFault[];
  return faults
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id} (${nodes.map(({ target }) => target.join(" ")).join(", ")}): ${help}`);
}
