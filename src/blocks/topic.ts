// The channel's topic: plain text, at most 250 characters, the state in one line.

import type { Incident } from "../incident/incident.ts";
import { reference } from "../incident/words.ts";
import { cut } from "./cut.ts";
import { maxTitleInLine, maxTopic } from "./limits.ts";
import { inLine } from "./mrkdwn.ts";
import { mark, warnings } from "./wording.ts";

/**
 * Slack parses tokens (`<!channel>`) in a topic, and whether it decodes `&lt;` there isn't documented (FACTS 4): so the
 * brackets become others, which mean nothing to it.
 */
const withoutTokens = (text: string): string => text.replaceAll("<", "‹").replaceAll(">", "›");

export function topic(incident: Incident): string {
  const { number, severity, status, title, commanderId, people } = incident;
  const name = commanderId !== null && Object.hasOwn(people, commanderId) ? people[commanderId] : undefined;
  const parts = [
    `${mark(incident)} ${severity} ${status}`,
    `${reference(number)} ${inLine(title, maxTitleInLine)}`,
    ...warnings(incident),
    ...(name === undefined ? [] : [`commander ${inLine(name, 40)}`]),
  ];
  return cut(withoutTokens(parts.join(" · ")), maxTopic);
}
