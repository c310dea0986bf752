// Clicks on the card and on other messages of ours: a form opens, or a change is committed.

import type { App, BlockAction } from "@slack/bolt";
import { type Click, readClick } from "../../blocks/click.ts";
import type { Asking } from "../../engine/handle.ts";
import type { Source } from "../../incident/events.ts";
import { type Answer, type Asker, answerBy, answerRefusal, byPerson, type Desk, occurredAt, openForm } from "./desk.ts";
import { type FormOf, freshDeclareForm, incidentForms } from "./open-forms.ts";

/** What a click asks for at once; null where it opens a form. */
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
  return () => answerRefusal(handled, answer);
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
    const form = formOf(click);
    if (told === null || form === null) return;
    await openForm(desk, { client, triggerId, view: form(told.incident, desk.clock.now(), desk.catalog), answer });
  });
}
