// The announcement: one message in the announcement channel, edited in place, for those who only want to know.
// A private incident is announced nowhere; asking for its announcement is a programmer's error.

import assert from "node:assert/strict";
import type { KnownBlock } from "@slack/types";
import type { Incident } from "../incident/incident.ts";
import { reference } from "../incident/words.ts";
import { maxBookmarkTitle, maxCardLine } from "./limits.ts";
import {
  ago,
  bold,
  context,
  firstLine,
  type Line,
  lineText,
  notification,
  quoted,
  rich,
  richQuote,
  words,
} from "./line.ts";
import type { Message } from "./message.ts";
import { inLine } from "./mrkdwn.ts";
import { capitalized, componentsText, headline, outcome, where, who } from "./wording.ts";

function standing(incident: Incident): Line {
  const { status, declaredAt, channel, channelRefused } = incident;
  const place = where(incident);
  const at: Line = place.length > 0 ? [words(" · "), ...place] : [];
  const lost = channel !== null && !channel.isUsable ? " · its channel is gone" : "";
  const none = channelRefused ? " · without a channel" : "";
  const ended = outcome(incident);
  const state: Line = ended === null ? [words(`${capitalized(status)} · declared `), ago(declaredAt)] : [words(ended)];
  return [...state, ...at, words(`${lost}${none}`)];
}

export function announcement(incident: Incident): Message {
  assert(!incident.isPrivate, "A private incident is announced nowhere.");
  const { components, commanderId, lastUpdate, status } = incident;
  const affected = componentsText(components);
  const latest: KnownBlock[] =
    lastUpdate === null
      ? []
      : [
          richQuote(
            [bold(`Update ${lastUpdate.number}`), words(" · "), ago(lastUpdate.at)],
            firstLine(lastUpdate.text, maxCardLine),
          ),
        ];
  const small = context([
    ...(commanderId === null ? [] : [[words("Commander "), who({ kind: "person", userId: commanderId }, incident)]]),
    ...(affected === null ? [] : [[words("Components"), quoted(affected, affected.length)]]),
  ]);
  const state = outcome(incident) ?? capitalized(status);
  return {
    text: notification(lineText([...headline(incident), words(` · ${state}`)])),
    blocks: [rich(headline(incident), standing(incident)), ...latest, ...(small === null ? [] : [small])],
  };
}

/** The name of the bookmark that leads to the card; plain. */
export const bookmarkTitle = ({ number }: Pick<Incident, "number">): string =>
  inLine(`${reference(number)} at a glance`, maxBookmarkTitle);
