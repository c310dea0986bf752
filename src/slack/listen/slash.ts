// /incident: one line read, then looked up, committed, or answered with a form. What is asked of an incident is in
// slash-requests.ts; what only looks is in slash-looks.ts.

import type { App, RespondArguments, SlackCommandMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { type CommandLine, readCommandLine } from "../../blocks/command-line.ts";
import type { Message } from "../../blocks/message.ts";
import { sentenceMessage } from "../../blocks/refusal.ts";
import type { Told } from "../../engine/incidents.ts";
import { reference } from "../../incident/words.ts";
import { type Asker, answerBy, type Desk, openForm } from "./desk.ts";
import { withNames } from "./named-mentions.ts";
import { look } from "./slash-looks.ts";
import { type Reply, requestOnLine } from "./slash-requests.ts";

const ephemeral = (message: Message): RespondArguments => ({ response_type: "ephemeral", ...message });

/** The incident that a line is about: the one it names, else the channel's. A sentence where there is none. */
async function findTold(desk: Desk, asker: Asker, line: CommandLine): Promise<Told | null | { problem: string }> {
  const named = "reference" in line ? line.reference : null;
  if (named === null) {
    return asker.channelId === null ? null : await desk.engine.find.byChannel(asker.teamId, asker.channelId);
  }
  const told = await desk.engine.find.byNumber(named, asker);
  return told ?? { problem: `There is no ${reference(named)}: /incident list all shows those that there are.` };
}

/** What the line brings: a message for the person, a form, or nothing to say. */
async function reply(desk: Desk, asker: Asker, text: string, triggerId: string): Promise<Reply> {
  const here = asker.channelId === null ? null : await desk.engine.find.byChannel(asker.teamId, asker.channelId);
  const place = { channelIncident: here !== null, catalog: desk.catalog };
  const first = readCommandLine(text, place);
  const isTitle = "word" in first && (first.word === "declare" || first.word === "rename");
  const line = isTitle ? readCommandLine(await withNames(desk, text), place) : first;
  if ("problem" in line) return { message: sentenceMessage(line.problem) };
  const told = await findTold(desk, asker, line);
  if (told !== null && "problem" in told) return { message: sentenceMessage(told.problem) };
  return (await look(desk, asker, line, told)) ?? (await requestOnLine(desk, asker, { line, told, triggerId }));
}

async function handleSlash(desk: Desk, from: SlackCommandMiddlewareArgs & { client: WebClient; teamId: string }) {
  const { command, ack, respond, client, teamId } = from;
  const { trigger_id: triggerId, channel_id: channelId, user_id: userId } = command;
  const replied = await reply(desk, { teamId, userId, channelId }, command.text ?? "", triggerId);
  await ack(replied.message === undefined ? undefined : ephemeral(replied.message));
  if (replied.form === undefined) return;
  await openForm(desk, { client, triggerId, view: replied.form, answer: answerBy(respond) });
}

export function listenToSlash(app: App, desk: Desk): void {
  app.command("/incident", async (from) => {
    await handleSlash(desk, { ...from, teamId: from.context.teamId ?? from.command.team_id });
  });
}
