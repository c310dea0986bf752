// The names by which what Slack shows is known again when it comes back. Changing one orphans the messages that carry
// it, so they are written here once and stay.

/** Buttons, menus and links of messages. */
export const actions = {
  postUpdate: "post-update",
  resolve: "resolve",
  takeCommand: "take-command",
  severity: "change-severity",
  status: "change-status",
  more: "more",
  reopen: "reopen",
  exportPostmortem: "export-postmortem",
  declare: "declare",
  sla: "sla",
  impact: "impact",
  times: "times",
  pause: "pause-clocks",
  resume: "resume-clocks",
  snooze: "snooze-update",
  stopReminders: "stop-reminders",
  window: "impact-window",
} as const;

/** The value of an option of the "more" menu begins with one of these. */
export const moreOptions = {
  addEntry: "add-entry",
  takeCommand: "take-command",
  rename: "rename",
  exportPostmortem: "export-postmortem",
  cancel: "cancel",
} as const;

/** The value of an option of a window's menu begins with one of these. */
export const windowOptions = { edit: "edit", remove: "remove" } as const;

/** Views. */
export const callbacks = {
  declare: "declare-form",
  update: "update-form",
  resolve: "resolve-form",
  entry: "entry-form",
  reopen: "reopen-form",
  cancel: "cancel-form",
  rename: "rename-form",
  pause: "pause-form",
  impact: "impact-form",
  removeWindow: "remove-window-form",
  times: "times-form",
  notice: "notice",
} as const;
export type FormId = Exclude<(typeof callbacks)[keyof typeof callbacks], "notice">;

/** Shortcuts; manifest.yml names them too. */
export const shortcuts = {
  declare: "declare_incident",
  declareFromMessage: "declare_from_message",
  addToTimeline: "add_to_timeline",
} as const;

/** Inputs of forms: the block_id, and the action_id of the one element in it. */
export const inputs = {
  title: "title",
  severity: "severity",
  status: "status",
  summary: "summary",
  components: "components",
  impactStarted: "impact-started",
  impactEnded: "impact-ended",
  commander: "commander",
  options: "options",
  text: "text",
  nextUpdate: "next-update",
  announce: "announce",
  occurred: "occurred",
  incident: "incident",
  reason: "reason",
  milestone: "milestone",
  at: "at",
  unknown: "unknown",
  from: "from",
  to: "to",
  degree: "degree",
  eligible: "eligible",
  note: "note",
} as const;
