// Pings and pongs of one WebSocket: undici tells them on process-wide channels only (socket-mode does the same).

import { subscribe, unsubscribe } from "node:diagnostics_channel";

const channels = ["undici:websocket:ping", "undici:websocket:pong"];

/** Calls `heard` at each ping or pong of the socket opened at `url` (the ticket in it makes it unique). */
export function watchPings(url: string, heard: () => void): () => void {
  const own = new URL(url).href;
  const listen = (message: unknown): void => {
    const { websocket } = message as { websocket?: { url?: string } };
    if (websocket?.url === own) heard();
  };
  for (const channel of channels) subscribe(channel, listen);
  return () => {
    for (const channel of channels) unsubscribe(channel, listen);
  };
}
