// Clicks on the card and on other messages of ours: a form opens, or a change is committed.

import type { App, BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { type Click, readClick } from "../../blocks/click.ts";
import { impactForm, removeWindowForm } from "../../blocks/impact-form.ts";
import type { Message } from "../../blocks/message.ts";
import { snoozedAnswer, stoppedAnswer } from "../../blocks/time-answers.ts";
import type { Asking } from "../../engine/handle.ts";
import type { IncidentEvent, Source } from "../../incident/events.ts";
import type { Incident } from "../../incident/incident.ts";
import { type Answer, type Asker, answerBy, answerRefusal, byPerson, type Desk, occurredAt, openForm } from "./desk.ts";
import { type FormOf, freshDeclareForm, incidentForms } from "./open-forms.ts";
import { slaOf } from "./sla-looks.ts";

/** What a click asks for at once; null where it opens a form, or only looks. */
function requestOf(click: Click): { request: Asking; source: Source } | null {
  switch (click.click) {
    case "take-command":
      return { request: { type: "TakeCommand", seenId: click.seenId }, source: "button" };
    case "severity":
      return { request: { type: "ChangeSeverity", severity: click.severity }, source: "menu" };
    case "status":
      return { request: { type: "ChangeStatus", status: click.status }, source: "menu" };
    case "export":
      return { request: { type: "RequestPostmortem", format: "markdown" }, source: "button" };
    case "resume":
      return { request: { type: "ResumeClocks" }, source: "button" };
    case "snooze":
      return { request: { type: "SnoozeUpdate", dueAt: click.dueAt }, source: "button" };
    case "stop-reminders":
      return { request: { type: "StopReminders", dueAt: click.dueAt }, source: "button" };
    default:
      return null;
  }
}

const formOf = (click: Click): FormOf | null =>
  click.click in incidentForms ? incidentForms[click.click as keyof typeof incidentForms] : null;

type Clicked = { asker: Asker; answer: Answer; triggerId: string; at: number };

/** Commits what the click asks for. Gives what is still to be said, after the click is acknowledged. */
async function commitClick(desk: Desk, click: Click, { asker, answer, triggerId, at }: Clicked) {
  const asked = requestOf(click);
  if (asked === null || click.click === "declare") return null;
  const { incidentId } = click;
  const key = `trigger/${triggerId}`;
  const handled = await desk.engine.handle({ ...byPerson(asker), incidentId, ...asked, occurredAt: at, key });
  const done = handled.result === "committed" ? clickAnswer(handled.events) : null;
  return () => (done === null ? answerRefusal(handled, answer) : answer(done));
}

/** What shows itself nowhere else is told to whoever clicked. */
function clickAnswer(events: readonly IncidentEvent[]): Message | null {
  const [event] = events;
  if (event?.type === "UpdateSnoozed") return snoozedAnswer(event.data.until);
  return event?.type === "RemindersStopped" ? stoppedAnswer() : null;
}

/** A form that lies on the one in which it was clicked. */
async function pushForm(
  { log }: Desk,
  { client, triggerId, view }: { client: WebClient; triggerId: string; view: ModalView },
) {
  try {
    await client.views.push({ trigger_id: triggerId, view });
  } catch (error) {
    log.warn(
      { error, form: view.callback_id },
      "A form could not be laid on another; the person sees the first still.",
    );
  }
}

/** The form of one window, from the list of them. */
function windowForm(click: Click, incident: Incident): ModalView | null {
  if (click.click === "edit-window") return impactForm({ incident, windowId: click.windowId });
  return click.click === "remove-window" ? removeWindowForm({ incident, windowId: click.windowId }) : null;
}

export function listenToClicks(app: App, desk: Desk): void {
  app.action<BlockAction>({ type: "block_actions" }, async ({ ack, body, action, respond, client, context }) => {
    const click = readClick(action);
    if (click === null) return await ack();
    const asker = { teamId: context.teamId ?? "", userId: body.user.id, channelId: body.channel?.id ?? null };
    // From App Home there is no message to answer beside, and so no response_url.
    const answer: Answer = body.response_url === undefined ? async () => undefined : answerBy(respond);
    const at = occurredAt(action.action_ts, desk.clock);
    const { trigger_id: triggerId } = body;
    const sayRest = await commitClick(desk, click, { asker, answer, triggerId, at });
    await ack();
    if (sayRest !== null) return await sayRest();
    if (click.click === "declare") {
      return await openForm(desk, { client, triggerId, view: await freshDeclareForm(desk, asker), answer });
    }
    const told = await desk.engine.find.byId(asker.teamId, click.incidentId);
    if (told === null) return;
    if (click.click === "sla") return await answer(await slaOf(desk, asker, told.incident));
    const pushed = windowForm(click, told.incident);
    if (pushed !== null) return await pushForm(desk, { client, triggerId, view: pushed });
    const form = formOf(click);
    if (form === null) return;
    await openForm(desk, { client, triggerId, view: form(told.incident, desk.clock.now(), desk.catalog), answer });
  });
}
