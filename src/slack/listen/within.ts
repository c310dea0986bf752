// What is looked up while a person waits for their answer must not make them wait for long.

import type { Clock } from "../../clock.ts";

/** What `asked` gives, or null where it gives nothing within `ms`. The clock is left as it was. */
export async function within<T>(clock: Clock, ms: number, asked: Promise<T>): Promise<T | null> {
  let cancel = (): void => undefined;
  const tooLate = new Promise<null>((resolve) => {
    cancel = clock.at(clock.now() + ms, () => resolve(null));
  });
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    cancel();
  }
}
