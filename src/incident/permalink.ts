// Where a browser opens a message. The address follows from the team's own, so that an export needs no call to Slack
// and gives the same bytes in the channel and in the shell.

/** `teamUrl` is auth.test's `url` ("https://acme.slack.com/"); null, where it was never known, gives null. */
export function permalink(teamUrl: string | null, message: { channelId: string; ts: string }): string | null {
  if (teamUrl === null) return null;
  return `${teamUrl.replace(/\/$/, "")}/archives/${message.channelId}/p${message.ts.replace(".", "")}`;
}
