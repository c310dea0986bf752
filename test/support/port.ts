// A port that nobody listens on, for what has to be told its port beforehand.

import { createServer } from "node:net";

/** Free now; somebody else may take it before it is used, so use it at once. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The machine gave no port");
  return address.port;
}
