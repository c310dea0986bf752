// The shortcuts: declare from anywhere, declare about a message, put a message into a timeline.

import type { App, GlobalShortcut, MessageShortcut } from "@slack/bolt";
import { entryAnswer } from "../../blocks/answers.ts";
import { entryForm } from "../../blocks/entry-form.ts";
import { shortcuts } from "../../blocks/ids.ts";
import { readSlackText } from "../../blocks/slack-text.ts";
import { maxTextLength, maxTitleLength } from "../../incident/limits.ts";
import { instantOf } from "../slack-time.ts";
import { type Asker, answerBy, answerRefusal, byPerson, type Desk, openForm } from "./desk.ts";
import { maxListed } from "./limits.ts";
import { listedRow } from "./listed-row.ts";
import { freshDeclareForm } from "./open-forms.ts";

const askerOf = (body: GlobalShortcut | MessageShortcut, teamId: string | undefined): Asker => ({
  teamId: teamId ?? body.team?.id ?? "",
  userId: body.user.id,
  channelId: body.type === "message_action" ? body.channel.id : null,
});

/** The message as the log keeps it. */
function messageOf({ channel, message }: MessageShortcut) {
  const text = readSlackText(message.text ?? "").slice(0, maxTextLength);
  return { ref: { channelId: channel.id, ts: message.ts, authorId: message.user ?? null }, text };
}

function listenToDeclare(app: App, desk: Desk): void {
  app.shortcut<GlobalShortcut>({ callback_id: shortcuts.declare, type: "shortcut" }, async (from) => {
    const { ack, body, client, context } = from;
    await ack();
    const view = await freshDeclareForm(desk, askerOf(body, context.teamId));
    await openForm(desk, { client, triggerId: body.trigger_id, view, answer: null });
  });
  app.shortcut<MessageShortcut>({ callback_id: shortcuts.declareFromMessage, type: "message_action" }, async (from) => {
    const { ack, body, client, context, respond } = from;
    await ack();
    const { ref, text } = messageOf(body);
    const title = (text.split("\n")[0] ?? "").slice(0, maxTitleLength).toWellFormed();
    const view = await freshDeclareForm(desk, askerOf(body, context.teamId), { title, summary: text, from: ref });
    await openForm(desk, { client, triggerId: body.trigger_id, view, answer: answerBy(respond) });
  });
}

function listenToTimeline(app: App, desk: Desk): void {
  app.shortcut<MessageShortcut>({ callback_id: shortcuts.addToTimeline, type: "message_action" }, async (from) => {
    const { ack, body, client, context, respond } = from;
    const asker = askerOf(body, context.teamId);
    const { ref, text } = messageOf(body);
    const occurredAt = instantOf(ref.ts);
    const answer = answerBy(respond);
    const told = await desk.engine.find.byChannel(asker.teamId, ref.channelId);
    if (told === null) {
      await ack();
      const open = await desk.engine.find.list({ open: true, limit: maxListed }, asker);
      const view = entryForm({
        incident: open.map((row) => listedRow(row, desk.catalog)),
        occurredAt,
        text,
        message: ref,
      });
      return await openForm(desk, { client, triggerId: body.trigger_id, view, answer });
    }
    const request = { type: "AddEntry", text: text === "" ? null : text, message: ref } as const;
    const key = `trigger/${body.trigger_id}`;
    const to = { incidentId: told.incident.id, request, source: "shortcut", occurredAt, key } as const;
    const handled = await desk.engine.handle({ ...byPerson(asker), ...to });
    await ack();
    await answerRefusal(handled, answer);
    if (handled.result === "committed") await answer(entryAnswer(handled.incident, occurredAt, null));
  });
}

export function listenToShortcuts(app: App, desk: Desk): void {
  listenToDeclare(app, desk);
  listenToTimeline(app, desk);
}
