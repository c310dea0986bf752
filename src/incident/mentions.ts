// Who is named in an event: the people whose names a reader of the export needs.

import type { IncidentEvent } from "./events.ts";

/** `<@U123>` or, from older clients, `<@U123|sam>` (FACTS 5). */
const mention = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

const textOf = (event: IncidentEvent): string => {
  const { data } = event;
  const parts = [
    "title" in data ? data.title : null,
    "to" in data ? data.to : null,
    "text" in data ? data.text : null,
    "summary" in data ? data.summary : null,
    "reason" in data ? data.reason : null,
    "note" in data ? data.note : null,
  ];
  return parts.filter((part) => part !== null).join("\n");
};

const mentionedIn = (text: string): string[] => Array.from(text.matchAll(mention), (match) => match[1] ?? "");

/** The user ids that an event names, each once. */
export function peopleIn(event: IncidentEvent): string[] {
  const ids = mentionedIn(textOf(event));
  if (event.by.kind === "person") ids.push(event.by.userId);
  if (event.type === "RoleAssigned") ids.push(event.data.userId);
  if (event.type === "IncidentDeclared" && event.data.commanderId !== null) ids.push(event.data.commanderId);
  if (event.type === "EntryAdded" && event.data.message?.authorId) ids.push(event.data.message.authorId);
  if (event.type === "MessageQuoted" && event.data.authorId !== null) ids.push(event.data.authorId);
  return [...new Set(ids)];
}
