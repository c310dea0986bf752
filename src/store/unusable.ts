// The one error of opening a store: a database that must not be used as it is.

/** Its message says what is wrong and what to do. Nothing was changed; nothing is ever made anew in its place. */
export class StoreUnusable extends Error {
  override name = "StoreUnusable";

  constructor(trouble: string, fix: string, cause?: unknown) {
    super(`${trouble} ${fix}`, { cause });
  }
}
