// The deeds of a story, done as people do them: with the commands, buttons and forms of Slack's client.

import { actions, inputs } from "../../blocks/ids.ts";
import { secondMs } from "../../time/duration.ts";
import type { Form } from "../../workspace/people/form.ts";
import type { Outcome } from "../../workspace/people/outcome.ts";
import type { Person } from "../../workspace/people/person.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { lounge } from "./stage.ts";
import type { Deed, Step } from "./steps.ts";

type DeedOf<D extends Deed["do"]> = Extract<Deed, { do: D }>;

/** Where the incident is worked on, once it has been declared: the channel, and the card in it. */
export type Place = { channelId: string; cardTs: string };

/** The incident's channel is the one that the bot made; the card is the message that it pinned there. */
export function findPlace(workspace: Workspace): Place {
  const channel = workspace.channels().find(({ creator }) => creator === workspace.botUserId);
  const card = channel?.pins[0];
  if (channel === undefined || card === undefined) {
    const calls = workspace.calls.map(({ method, outcome }) => `${method}: ${outcome}`).join(", ");
    throw new Error(`The bot made no channel with a pinned card. It called ${calls}.`);
  }
  return { channelId: channel.id, cardTs: card.ts };
}

const pickedAt = (at: number | null): number | null => (at === null ? null : at / secondMs);

/** A story goes smoothly: whatever the person is shown instead of success is a fault. */
async function submit(form: Form): Promise<void> {
  const result = await form.submit();
  if (!result.closed) throw new Error(`The form "${form.title}" was not taken: ${JSON.stringify(result)}`);
}

function taken(outcome: Outcome): Outcome {
  if (outcome.error !== null) throw new Error(`Slack showed the person ${outcome.error}.`);
  return outcome;
}

async function declare(person: Person, deed: DeedOf<"declare">): Promise<void> {
  const form = await taken(await person.command("/incident declare", { channel: lounge })).openedForm();
  await form.fill({
    [inputs.title]: deed.title,
    [inputs.severity]: deed.severity,
    [inputs.status]: deed.status,
    [inputs.components]: deed.components.join(", "),
    [inputs.impactStarted]: pickedAt(deed.impactStartedAt),
  });
  await submit(form);
}

async function clickedForm(person: Person, { channelId, cardTs }: Place, action: string): Promise<Form> {
  return await taken(await person.click(channelId, cardTs, action)).openedForm();
}

async function update(person: Person, place: Place, deed: DeedOf<"update">): Promise<void> {
  const form = await clickedForm(person, place, actions.postUpdate);
  await form.fill({
    [inputs.text]: deed.text,
    ...(deed.status === null ? {} : { [inputs.status]: deed.status }),
    [inputs.nextUpdate]: deed.nextUpdateMinutes === null ? "No promise" : String(deed.nextUpdateMinutes),
  });
  await submit(form);
}

async function resolve(person: Person, place: Place, deed: DeedOf<"resolve">): Promise<void> {
  const form = await clickedForm(person, place, actions.resolve);
  await form.fill({ [inputs.text]: deed.text, [inputs.impactEnded]: pickedAt(deed.impactEndedAt) });
  await submit(form);
}

/** Does one step. Resolves when the person has been answered, not yet when the bot has done everything. */
export async function perform(workspace: Workspace, step: Step): Promise<void> {
  const person = workspace.person(step.who.name);
  if (step.do === "declare") return await declare(person, step);
  const place = findPlace(workspace);
  if (!workspace.channel(place.channelId).members.has(person.id)) person.join(place.channelId);
  const { channelId: channel } = place;
  switch (step.do) {
    case "update":
      return await update(person, place, step);
    case "resolve":
      return await resolve(person, place, step);
    case "log":
    case "time":
      return void taken(await person.command(step.line, { channel }));
    case "export":
      return void taken(await person.command("/incident export", { channel }));
  }
}
