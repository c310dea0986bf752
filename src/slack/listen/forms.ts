// Forms that come back: read, committed, then closed; or kept open with a sentence at the field that is wrong.

import type { AllMiddlewareArgs, App, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import { readDeclareForm } from "../../blocks/declare-form.ts";
import { readEntryForm } from "../../blocks/entry-form.ts";
import type { ReadForm } from "../../blocks/form.ts";
import { formErrors } from "../../blocks/form-errors.ts";
import { callbacks } from "../../blocks/ids.ts";
import { readImpactForm, readRemoveWindowForm } from "../../blocks/impact-form.ts";
import { errorView } from "../../blocks/notice-view.ts";
import { type ReasonFormId, readReasonForm } from "../../blocks/reason-form.ts";
import { readResolveForm } from "../../blocks/resolve-form.ts";
import { readTimesForm } from "../../blocks/times-form.ts";
import { readUpdateForm, updateFormIncident } from "../../blocks/update-form.ts";
import type { Asking, Handled } from "../../engine/handle.ts";
import { type Asker, byPerson, type Desk } from "./desk.ts";

type Submission = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, "body" | "view" | "ack"> &
  Pick<AllMiddlewareArgs, "context">;
type Ack = Submission["ack"];

const askerOf = ({ body, context }: Submission): Asker => ({
  teamId: context.teamId ?? body.team?.id ?? "",
  userId: body.user.id,
  channelId: null,
});

/** Whether it was opened from a form, which lies under it. */
const liesOnAnother = ({ previous_view_id: below }: Submission["view"]): boolean => typeof below === "string";

/** Closes the form, or keeps it open with what was typed and what is to be mended. */
async function answerForm(ack: Ack, handled: Handled, view: Submission["view"]): Promise<void> {
  // What it was opened from shows what was so before: both go.
  if (handled.result !== "refused") return await ack(liesOnAnother(view) ? { response_action: "clear" } : undefined);
  const errors = formErrors(handled.refusal, view.state.values);
  if (Object.keys(errors).length > 0) return await ack({ response_action: "errors", errors });
  await ack({ response_action: "update", view: errorView(handled.refusal.sentence) });
}

/** One request of a form. `part` tells the requests of one form apart. */
function ask(desk: Desk, from: Submission, to: { incidentId: string; request: Asking; at?: number; part?: number }) {
  const { incidentId, request, at = desk.clock.now(), part = 0 } = to;
  const key = `view/${from.view.id}/${part}`;
  return desk.engine.handle({ ...byPerson(askerOf(from)), incidentId, request, source: "form", occurredAt: at, key });
}

type Read = ReadForm<{ incidentId: string; request: Asking; occurredAt?: number }>;

async function submit(desk: Desk, from: Submission, read: Read): Promise<void> {
  const { ack, view } = from;
  if (!read.ok) return await ack({ response_action: "errors", errors: read.errors });
  const { incidentId, request, occurredAt: at } = read;
  await answerForm(ack, await ask(desk, from, { incidentId, request, ...(at === undefined ? {} : { at }) }), view);
}

/** The update form may raise the severity as well: the update first, and the second only where the first held. */
async function submitUpdate(desk: Desk, from: Submission): Promise<void> {
  const { ack, view } = from;
  const { teamId } = askerOf(from);
  const incidentId = updateFormIncident(view.private_metadata);
  const told = await desk.engine.find.byId(teamId, incidentId);
  if (told === null) return await ack({ response_action: "update", view: errorView("This incident is gone.") });
  const { status, severity } = told.incident;
  const at = { now: desk.clock.now(), current: { status, severity } };
  const read = readUpdateForm(view.state.values, view.private_metadata, at);
  if (!read.ok) return await ack({ response_action: "errors", errors: read.errors });
  for (const [part, request] of read.requests.entries()) {
    // What it promises counts from the moment that it was posted, to the millisecond.
    const handled = await ask(desk, from, { incidentId, request, part, at: at.now });
    if (handled.result === "refused" && part === 0) return await answerForm(ack, handled, view);
  }
  await ack();
}

export function listenToForms(app: App, desk: Desk): void {
  app.view<ViewSubmitAction>(callbacks.declare, async (from) => {
    await submit(desk, from, readDeclareForm(from.view.state.values, from.view.private_metadata));
  });
  app.view<ViewSubmitAction>(callbacks.update, async (from) => await submitUpdate(desk, from));
  app.view<ViewSubmitAction>(callbacks.resolve, async (from) => {
    await submit(desk, from, readResolveForm(from.view.state.values, from.view.private_metadata));
  });
  app.view<ViewSubmitAction>(callbacks.entry, async (from) => {
    await submit(desk, from, readEntryForm(from.view.state.values, from.view.private_metadata));
  });
  app.view<ViewSubmitAction>(callbacks.impact, async (from) => {
    await submit(desk, from, readImpactForm(from.view.state.values, from.view.private_metadata));
  });
  app.view<ViewSubmitAction>(callbacks.removeWindow, async (from) => {
    await submit(desk, from, readRemoveWindowForm(from.view.state.values, from.view.private_metadata));
  });
  app.view<ViewSubmitAction>(callbacks.times, async (from) => {
    await submit(desk, from, readTimesForm(from.view.state.values, from.view.private_metadata));
  });
  const reasonForms: ReasonFormId[] = [callbacks.reopen, callbacks.cancel, callbacks.rename, callbacks.pause];
  for (const id of reasonForms) {
    app.view<ViewSubmitAction>(id, async (from) => {
      await submit(desk, from, readReasonForm(id, from.view.state.values, from.view.private_metadata));
    });
  }
}
