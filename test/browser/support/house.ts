// What `npm start` runs, in this process, and people at their browsers in front of it. One browser for a file of tests.

import type { Browser, BrowserContextOptions, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import {
  chromiumPath,
  isBrowserRequired,
  launchBrowser,
  noBrowserNotice,
  openPage,
  type TestPage,
} from "../../support/browser.ts";
import { startHouse } from "./running.ts";
import { become } from "./steps.ts";

/** A whole incident takes some seconds, and on a machine that does other things too some times as long. */
const testTimeoutMs = 60_000;
/** A page's own waiting ends before the test's does, and then says what it waited for. */
const actionTimeoutMs = 10_000;

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export type Visitor = TestPage & {
  /** Everything that this browser asked for, of whomever. */
  requests: Request[];
};

export type House = {
  address: string;
  /**
   * Somebody's browser at the workspace: Alex Rivera's, where nobody is named. It is closed with the test, which fails
   * where the page complained or asked anybody else for anything.
   */
  visit(who?: string, options?: BrowserContextOptions): Promise<Page>;
  /** The same without a look at what it complained of. */
  visitFreely(options?: BrowserContextOptions): Promise<Visitor>;
};

async function visitWith(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visitor> {
  const requests: Request[] = [];
  const watching = { ...options, serviceWorkers: "block" } as const;
  const opened = await openPage(browser, address, watching, (page) => {
    page.setDefaultTimeout(actionTimeoutMs);
    page.on("request", (request) => requests.push(request));
  });
  return { ...opened, requests };
}

/** Its own origin, or what the page holds itself. */
const isElsewhere = (request: Request, address: string): boolean =>
  !request.url().startsWith(address) && !/^(data|blob):/.test(request.url());

async function open(browser: Browser): Promise<House> {
  const house = await startHouse();
  onTestFinished(house.remove);
  const { address } = house;
  const visitFreely: House["visitFreely"] = async (options = {}) => {
    const visitor = await visitWith(browser, address, options);
    onTestFinished(visitor.close);
    return visitor;
  };
  return {
    address,
    visitFreely,
    async visit(who, options = {}) {
      const { page, complaints, requests } = await visitFreely(options);
      onTestFinished(() => {
        const elsewhere = requests.filter((request) => isElsewhere(request, address)).map((request) => request.url());
        expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
      });
      if (who !== undefined) await become(page, who);
      return page;
    },
  };
}

/** Said once in a file. */
let isNoticed = false;

/**
 * A suite in a real browser; each test opens a house of its own. Without Chromium it is skipped with a notice, but
 * fails under CI=true.
 */
export function describeInBrowser(name: string, suite: (openHouse: () => Promise<House>) => void): void {
  const path = chromiumPath();
  if (path === null && !isBrowserRequired && !isNoticed) process.stderr.write(noBrowserNotice);
  isNoticed = true;
  describe.skipIf(path === null && !isBrowserRequired)(name, { timeout: testTimeoutMs }, () => {
    let browser: Browser | null = null;
    beforeAll(async () => {
      if (path === null) throw new Error("There is no Chromium, and CI is true: install it, .ci/run does.");
      browser = await launchBrowser(path);
    });
    afterAll(async () => {
      await browser?.close();
    });
    suite(async () => {
      if (browser === null) throw new Error("The browser was not started.");
      return await open(browser);
    });
  });
}
