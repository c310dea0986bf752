// The words of an incident (PRODUCT.md, "Words") and which of them may follow which.

export const severities = ["SEV1", "SEV2", "SEV3", "SEV4"] as const;
export type Severity = (typeof severities)[number];

/** What each severity promises the reader of a form; SEV1 is the worst. */
export const severityMeaning: Record<Severity, string> = {
  SEV1: "Critical: customers can't work",
  SEV2: "Major: much is broken or slow",
  SEV3: "Minor: some people, or a way round",
  SEV4: "Low: no customer notices",
};

/** A person may state any of these four; an incident may begin at any of them. */
export const statedStatuses = ["investigating", "identified", "monitoring", "resolved"] as const;
export type StatedStatus = (typeof statedStatuses)[number];
export type Status = StatedStatus | "canceled";

export const isOpenStatus = (status: Status): boolean => status !== "resolved" && status !== "canceled";

export const roles = ["commander"] as const;
export type Role = (typeof roles)[number];
export const roleName: Record<Role, string> = { commander: "incident commander" };

/** The reference that people say and type: INC-42. */
export const reference = (number: number): string => `INC-${number}`;
