// The page's promised figures. The bytes are what they are; times have room for a machine that does other things too
// (npm run bench prints them as they are on a quiet one).

import { expect, test } from "vitest";
import { pageClient } from "../cli/embedded/page-client.ts";
import { sleep } from "../support/until.ts";
import { describeInBrowser } from "./support/house.ts";
import { cardChangeMs, readyMs, scrollToBeginning, watchLongTasks, wireBytes } from "./support/measure.ts";
import { declare } from "./support/steps.ts";

const room = 4;

describeInBrowser("The page", (openHouse) => {
  test("is ready within a second, and weighs at most 150 kB over the wire", async () => {
    const { address, visitFreely } = await openHouse();
    const { page } = await visitFreely();
    await page.goto("about:blank");
    const bytes = await wireBytes(page);
    expect(await readyMs(page, address)).toBeLessThan(1_000 * room);
    // The table of emoji comes a little later.
    await page.waitForFunction("performance.getEntriesByName(new URL('page/emoji.json', location).href).length === 1");
    await expect.poll(bytes).toBeGreaterThan(50_000);
    expect(bytes()).toBeLessThanOrEqual(150_000);
  });

  test("opens a channel of a thousand messages and scrolls through them without a long task", async () => {
    const { address, visitFreely } = await openHouse();
    const client = pageClient(address);
    const { id: channelId } = await client.channel("general");
    for (let count = 1; count <= 1_000; count++) {
      await client.act({
        do: "say",
        channelId,
        text: `Message *${count}* of a thousand`,
        threadTs: null,
        alsoToChannel: false,
      });
    }
    const { page } = await visitFreely();
    const longestMs = await watchLongTasks(page);
    await page.reload();
    await page.getByText("Message 1000 of a thousand").first().waitFor();
    await scrollToBeginning(page);
    expect(await page.getByText("of a thousand").count()).toBeGreaterThanOrEqual(1_000);
    expect(await longestMs()).toBeLessThan(50 * room);
  });

  test("shows a changed card soon after the click", async () => {
    const { visit } = await openHouse();
    const page = await visit();
    await declare(page, "sev2", "Checkout is failing");
    // Sitrep leaves a second between its messages in one channel, as Slack asks for.
    await sleep(1_500);
    expect(await cardChangeMs(page, "SEV1")).toBeLessThan(150 * room);
  });
});
