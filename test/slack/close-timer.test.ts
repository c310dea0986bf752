import { SocketModeClient } from "@slack/socket-mode";
import { expect, it } from "vitest";
import { silentLog } from "../../src/log.ts";
import { guardCloseTimer } from "../../src/slack/close-timer.ts";
import { sdkLogger } from "../../src/slack/sdk-log.ts";
import { embedded } from "./embedded.ts";

type Wait = { closeHandshakeTimeout?: { _destroyed?: boolean } };

/** Opens a socket of the SDK's, closes it before it is open, and tells whether it still waits for a close frame. */
async function isWaiting({ isGuarded }: { isGuarded: boolean }): Promise<boolean> {
  const { workspace } = await embedded();
  const { appToken, apiUrl: slackApiUrl } = workspace;
  const logger = sdkLogger(silentLog, "socket-mode");
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    logger,
    clientOptions: { slackApiUrl },
  });
  const connecting = new Promise<Wait>((resolve) => {
    client.on("connecting", () => {
      if (isGuarded) guardCloseTimer(client);
      resolve((client as unknown as { websocket: Wait }).websocket);
    });
  });
  const started = client.start().then(
    () => "opened",
    (error: unknown) => error,
  );
  const socket = await connecting;
  await client.disconnect();
  expect(await started).not.toBe("opened");
  const { closeHandshakeTimeout: timer } = socket;
  const isRunning = timer !== undefined && timer._destroyed !== true;
  if (isRunning) clearTimeout(timer as NodeJS.Timeout);
  return isRunning;
}

it("a socket that is closed while it opens leaves no wait of 30 s behind, as the SDK does by itself", async () => {
  expect(await isWaiting({ isGuarded: true })).toBe(false);
  // Once the SDK has mended it, src/slack/close-timer.ts can go.
  expect(await isWaiting({ isGuarded: false })).toBe(true);
});
