// The words of an incident (PRODUCT.md, "Words") and which of them may follow which.

/** Those of PRODUCT.md, the worst first; the settings may have others. */
export const severities: readonly string[] = ["SEV1", "SEV2", "SEV3", "SEV4"];
export type Severity = string;

/** What each of them promises the reader of a form. */
export const severityMeaning = {
  SEV1: "Critical: customers can't work",
  SEV2: "Major: much is broken or slow",
  SEV3: "Minor: some people, or a way round",
  SEV4: "Low: no customer notices",
} as const;

/** A person may state any of these four; an incident may begin at any of them. */
export const statedStatuses = ["investigating", "identified", "monitoring", "resolved"] as const;
export type StatedStatus = (typeof statedStatuses)[number];
export type Status = StatedStatus | "canceled";

export const isOpenStatus = (status: Status): boolean => status !== "resolved" && status !== "canceled";

/** The role that every incident has; the settings name it and the others. */
export const commanderRole = "commander";
export type Role = string;
export const roleName = { commander: "incident commander" } as const;

export const milestoneNames = [
  "impactStarted",
  "detected",
  "declared",
  "acknowledged",
  "identified",
  "mitigated",
  "resolved",
  "closed",
  "postmortemPublished",
] as const;
export type Milestone = (typeof milestoneNames)[number];

/** As they stand in a sentence: "detected 5 min before impact started". */
export const milestoneWords: Record<Milestone, string> = {
  impactStarted: "impact started",
  detected: "detected",
  declared: "declared",
  acknowledged: "acknowledged",
  identified: "identified",
  mitigated: "mitigated",
  resolved: "resolved",
  closed: "closed",
  postmortemPublished: "postmortem published",
};

/** The reference that people say and type: INC-42. */
export const reference = (number: number): string => `INC-${number}`;
