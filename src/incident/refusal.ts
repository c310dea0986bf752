// A refusal is a value: the person is told, nothing changes.

export type RefusalCode =
  | "not-declared"
  | "already-declared"
  | "already-so"
  | "not-open"
  | "still-open"
  | "missing"
  | "too-long"
  | "future"
  | "out-of-order";

/** The field of a form that the sentence belongs to, so that it can stand there. */
export type RefusedField =
  | "title"
  | "text"
  | "reason"
  | "components"
  | "impactStartedAt"
  | "impactEndedAt"
  | "nextUpdateAt"
  | "occurredAt"
  | "severity"
  | "at"
  | "from"
  | "to"
  | "note";

/** `sentence` says what is wrong and what to do, in plain text: it is escaped where it is shown. */
export type Refusal = { refused: RefusalCode; sentence: string; field: RefusedField | null };

export const refuse = (refused: RefusalCode, sentence: string, field: RefusedField | null = null): Refusal => ({
  refused,
  sentence,
  field,
});

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "refused" in value;
