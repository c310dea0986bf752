// The one error of the shell's commands.

/** What was asked for can't be done; the message says what is wrong and what to do. Nothing was changed. */
export class UsageError extends Error {
  override name = "UsageError";
}
