// What a declaration must say before an incident exists.

import { type Catalog, policyOf } from "./catalog.ts";
import type { CommandOf } from "./commands.ts";
import type { Fact } from "./events.ts";
import {
  futureToleranceMs,
  maxComponentLength,
  maxComponents,
  maxReasonLength,
  maxTextLength,
  maxTitleLength,
} from "./limits.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { isBlank, oneLine } from "./typed-text.ts";

/** A refusal where a title is empty or too long, else null. `title` is on one line already. */
export function checkTitle(title: string): Refusal | null {
  if (isBlank(title)) return refuse("missing", "The title is empty: say in a few words what is failing.", "title");
  if (title.length > maxTitleLength) {
    const sentence = `The title has ${title.length} characters and at most ${maxTitleLength} fit: shorten it.`;
    return refuse("too-long", sentence, "title");
  }
  return null;
}

export function checkText(text: string, what: string): Refusal | null {
  if (text.length <= maxTextLength) return null;
  const sentence = `${what} has ${text.length} characters and at most ${maxTextLength} fit: shorten it.`;
  return refuse("too-long", sentence, "text");
}

export const isFuture = (at: number, now: number): boolean => at > now + futureToleranceMs;

function checkComponents(components: string[]): Refusal | null {
  if (components.length > maxComponents) {
    const sentence = `${components.length} components are named and at most ${maxComponents} fit: name the main ones.`;
    return refuse("too-long", sentence, "components");
  }
  const long = components.find((component) => component.length > maxComponentLength);
  if (long === undefined) return null;
  const sentence = `A component's name has ${long.length} characters, at most ${maxComponentLength} fit: shorten it.`;
  return refuse("too-long", sentence, "components");
}

export function decideDeclaration(command: CommandOf<"Declare">): Fact[] | Refusal {
  const title = oneLine(command.title);
  const components = [...new Set(command.components.map(oneLine))].filter((component) => !isBlank(component));
  const refusal =
    checkTitle(title) ??
    checkText(command.summary, "The description") ??
    checkComponents(components) ??
    checkSeverity(command.severity, command.catalog);
  if (refusal !== null) return refusal;
  const { number, severity, status, impactStartedAt, commanderId, isPrivate, isDrill, from } = command;
  if (impactStartedAt !== null && isFuture(impactStartedAt, command.now)) {
    return refuse("future", "Impact can't have started in the future: give a time that has passed.", "impactStartedAt");
  }
  const summary = command.summary.trim();
  const data = {
    number,
    title,
    severity,
    policy: policyOf(command.catalog, severity),
    status,
    summary,
    components,
    impactStartedAt,
    commanderId,
    isPrivate,
    isDrill,
  };
  return [{ type: "IncidentDeclared", data: { ...data, from } }];
}

/** A refusal where a reason is missing or too long. `what` is what is kept with it: "a reopening". */
export function checkReason(reason: string, what: string): Refusal | null {
  if (isBlank(reason)) return refuse("missing", `Say why: ${what} is kept with its reason.`, "reason");
  if (reason.length <= maxReasonLength) return null;
  const sentence = `The reason has ${reason.length} characters and at most ${maxReasonLength} fit: shorten it.`;
  return refuse("too-long", sentence, "reason");
}

/** A refusal where the settings have no such severity. */
export function checkSeverity(severity: string, { severities }: Catalog): Refusal | null {
  if (severities.some(({ name }) => name === severity)) return null;
  const known = severities.map(({ name }) => name).join(", ");
  return refuse("missing", `${severity} is no severity. It can be ${known}.`, "severity");
}
