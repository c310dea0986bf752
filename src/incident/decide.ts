// decide: a command and the state it meets become facts, or a refusal. Pure: the time is on the command.
// It never looks at Slack or at the store, and never half-decides: all the facts, or none.

import type { Command, CommandOf, Request } from "./commands.ts";
import { decideByPeople } from "./decide-people.ts";
import { decideBySlack } from "./decide-slack.ts";
import { decideTime } from "./decide-time.ts";
import { decideDeclaration } from "./declare.ts";
import type { Fact, IncidentEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { cleaned } from "./typed-text.ts";

type Decider<T extends Request["type"]> = (command: CommandOf<T>, incident: Incident) => Fact[] | Refusal;
export type Deciders<T extends Request["type"]> = { [K in T]: Decider<K> };

const deciders: Deciders<Exclude<Request["type"], "Declare">> = {
  ...decideByPeople,
  ...decideBySlack,
  ...decideTime,
};

function decideFacts(command: Command, incident: Incident | null): Fact[] | Refusal {
  if (command.type === "Declare") {
    return incident === null
      ? decideDeclaration(command)
      : refuse("already-declared", "This incident is declared already.");
  }
  if (incident === null) {
    return refuse("not-declared", "There is no such incident. /incident list shows those that there are.");
  }
  const decider = deciders[command.type] as Decider<Request["type"]>;
  return decider(command as never, incident);
}

/**
 * The events that follow from a command, stamped and numbered, or a refusal.
 * Texts are cleaned on their way in (typed-text.ts), here, so that no door can forget it.
 * No events (`[]`) means that there is nothing to do and nothing to tell: Slack or a timer reported what is known.
 */
export function decide(asked: Command, incident: Incident | null): IncidentEvent[] | Refusal {
  const { catalog, ...typed } = asked;
  const command = { ...cleaned(typed), catalog } as Command;
  const facts = decideFacts(command, incident);
  if (isRefusal(facts)) return facts;
  const { incidentId, now, occurredAt, by, source } = command;
  return facts.map((fact, index) => {
    const version = (incident?.version ?? 0) + index + 1;
    return { id: `${incidentId}.${version}`, incidentId, version, occurredAt, recordedAt: now, by, source, ...fact };
  });
}
