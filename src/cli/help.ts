// sitrep help: one screen.

import type { ShellCommand } from "./command.ts";

const text = `sitrep: runs incidents from Slack

  npm start                                   start the bot; without Slack tokens in a workspace in the browser:
  npm start -- --fresh                          which begins anew; --port 4747, --no-open
  npm run -s sitrep -- list                   the incidents, newest first
  npm run -s sitrep -- show INC-1             one of them: facts, durations, last update
  npm run -s sitrep -- export INC-1           its postmortem as Markdown, to standard output;
                                                --json all of it, --csv its timeline
  npm run -s sitrep -- config check [FILE]    whether the settings can be used, and what they come to
  npm run -s sitrep -- availability [2020-01] each component's month: availability, budget, credit; --json, --csv
  npm run -s sitrep -- replay [STORY]         tell an incident of the past in the terminal
  npm run -s sitrep -- help                   this

Secrets and addresses are environment variables, or lines of the file .env; .env.example explains each.
Everything else is in sitrep.yml, if there is one; sitrep.example.yml explains it, and is what holds without.
`;

export const help: ShellCommand = async (_args, { print }) => print(text);
