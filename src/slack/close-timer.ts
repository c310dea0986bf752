// The SDK's socket waits 30 s for the peer's close frame, and twice forgets that it does: told to close again, it plans
// a second wait; failing while it is told, it plans one although it has ended. A forgotten wait keeps a stopped program
// alive (FACTS 1.4).

import type { SocketModeClient } from "@slack/socket-mode";
import { z } from "zod";

/** The SDK's own socket, which its types keep private. */
type SdkSocket = {
  disconnect(): void;
  closeHandshakeTimeout?: NodeJS.Timeout;
  /** Undefined once it has ended. */
  readyState: number | undefined;
};

const clientSchema = z.object({
  websocket: z.custom<SdkSocket>((socket) => typeof (socket as Partial<SdkSocket> | null)?.disconnect === "function"),
});

/** Has the client's socket forget no wait. To be called when the client has its socket: at "connecting". */
export function guardCloseTimer(client: SocketModeClient): void {
  const parsed = clientSchema.safeParse(client);
  if (!parsed.success) throw new Error("@slack/socket-mode has another socket now: adapt src/slack/close-timer.ts.");
  const { websocket } = parsed.data;
  const disconnect = websocket.disconnect.bind(websocket);
  const forget = (): void => clearTimeout(websocket.closeHandshakeTimeout);
  websocket.disconnect = () => {
    forget();
    disconnect();
    if (websocket.readyState === undefined) forget();
  };
}
