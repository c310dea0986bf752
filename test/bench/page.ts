// The embedded workspace's page in a real browser: `npm start` as a program of its own, the distribution's Chromium.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { cardChangeMs, readyMs, scrollToBeginning, watchLongTasks, wireBytes } from "../browser/support/measure.ts";
import { composer, declare, messages } from "../browser/support/steps.ts";
import { pageClient } from "../cli/embedded/page-client.ts";
import { chromiumPath, launchBrowser, noBrowserNotice, openPage } from "../support/browser.ts";
import { realNow, sleep, until } from "../support/until.ts";
import { type Figure, median } from "./figures.ts";

const rounds = 7;
const messageCount = 1_000;
/** Sitrep leaves a second between its messages in one channel, as Slack asks for. */
const betweenClicksMs = 1_500;
const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

type Started = { address: string; stop(): Promise<void> };

async function startWorkspaceProgram(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  const flags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=4"];
  const child = spawn(process.execPath, [...flags, main, "--no-open", "--port", "0"], {
    cwd: folder,
    env: {},
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += String(chunk);
  });
  const address = await until(() => /http:\S+/.exec(printed)?.[0], { what: "the page's address", timeoutMs: 15_000 });
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A page that nothing has been loaded into yet. */
async function freshPage(browser: Browser): Promise<Page> {
  return (await openPage(browser, "about:blank")).page;
}

async function loading(browser: Browser, address: string): Promise<Figure[]> {
  const times: number[] = [];
  let kilobytes = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    const page = await freshPage(browser);
    const bytes = await wireBytes(page);
    times.push(await readyMs(page, address));
    await sleep(500);
    kilobytes = bytes() / 1_000;
    await page.context().close();
  }
  const ready = median(times);
  return [
    {
      name: "Page asked for → ready, median",
      measured: `${ready.toFixed(0)} ms`,
      limit: "1,000 ms",
      ratio: ready / 1_000,
    },
    { name: "Page over the wire", measured: `${kilobytes.toFixed(1)} kB`, limit: "150 kB", ratio: kilobytes / 150 },
  ];
}

async function clicking(browser: Browser, address: string): Promise<Figure> {
  const page = await freshPage(browser);
  await page.goto(address);
  await declare(page, "sev2", "Checkout is failing");
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await sleep(betweenClicksMs);
    times.push(await cardChangeMs(page, round % 2 === 0 ? "SEV1" : "SEV3"));
  }
  const ms = median(times);
  return { name: "Click → changed card, median", measured: `${ms.toFixed(0)} ms`, limit: "150 ms", ratio: ms / 150 };
}

/** From Enter in one browser until it is seen in another. */
async function hearing(browser: Browser, address: string): Promise<Figure> {
  const [one, other] = [await freshPage(browser), await freshPage(browser)];
  for (const page of [one, other]) {
    await page.goto(address);
    await composer(page).waitFor();
  }
  const times: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await composer(one).fill(`Can you hear me, ${round}?`);
    const from = realNow();
    await composer(one).press("Enter");
    await messages(other).getByText(`Can you hear me, ${round}?`).waitFor();
    times.push(realNow() - from);
  }
  const ms = median(times);
  return {
    name: "Said → seen in another browser, median",
    measured: `${ms.toFixed(0)} ms`,
    limit: "1,000 ms",
    ratio: ms / 1_000,
  };
}

async function scrolling(browser: Browser, address: string): Promise<Figure> {
  const client = pageClient(address);
  const { id: channelId } = await client.channel("general");
  for (let count = 1; count <= messageCount; count++) {
    const text = `Message *${count}* of a thousand`;
    await client.act({ do: "say", channelId, text, threadTs: null, alsoToChannel: false });
  }
  const page = await freshPage(browser);
  const longestMs = await watchLongTasks(page);
  await page.goto(address);
  await page.getByText(`Message ${messageCount} of a thousand`).first().waitFor();
  await scrollToBeginning(page);
  const ms = await longestMs();
  const measured = ms === 0 ? "none over 50 ms" : `${ms.toFixed(0)} ms`;
  return {
    name: `Longest task, ${messageCount} messages opened and scrolled`,
    measured,
    limit: "50 ms",
    ratio: ms / 50,
  };
}

/** Nothing, with a notice, where Chromium is not installed. */
export async function benchPage(): Promise<Figure[]> {
  const path = chromiumPath();
  if (path === null) {
    process.stderr.write(noBrowserNotice);
    return [];
  }
  const browser = await launchBrowser(path);
  const started = await startWorkspaceProgram();
  try {
    const loaded = await loading(browser, started.address);
    const heard = await hearing(browser, started.address);
    return [...loaded, heard, await clicking(browser, started.address), await scrolling(browser, started.address)];
  } finally {
    await browser.close();
    await started.stop();
  }
}
