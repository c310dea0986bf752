// The words of an incident (PRODUCT.md, "Words") and which of them may follow which.

/** Those that there are stand in the settings; an incident keeps its own whatever they say later. */
export type Severity = string;

/** A person may state any of these four; an incident may begin at any of them. */
export const statedStatuses = ["investigating", "identified", "monitoring", "resolved"] as const;
export type StatedStatus = (typeof statedStatuses)[number];
export type Status = StatedStatus | "canceled";

export const isOpenStatus = (status: Status): boolean => status !== "resolved" && status !== "canceled";

/** The role that every incident has; the settings name it and the others. */
export const commanderRole = "commander";
export type Role = string;
/** What it is called in a log that does not say it. */
export const commanderCalled = "incident commander";

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

/** "Voice" of "Voice / SIP trunks"; null where the component is in no group. */
export const groupOf = (component: string): string | null => {
  const at = component.indexOf(" / ");
  return at < 0 ? null : component.slice(0, at);
};

/** The reference that people say and type: INC-42. */
export const reference = (number: number): string => `INC-${number}`;
