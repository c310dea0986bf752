// What is said when nobody did anything: a channel changed, Slack refused for good.

import type { EventOf } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { reference } from "../incident/words.ts";
import { maxSentence } from "./limits.ts";
import { bold, channel, type Line, quoted, words } from "./line.ts";
import { type Saying, saying } from "./saying.ts";

export const channelRenamed = ({ data }: EventOf<"ChannelRenamed">, { channel: place }: Incident): Saying =>
  saying(
    [
      words("Its channel was renamed"),
      ...(place === null ? [] : [words(": it is "), channel(place.id), words(" now")]),
    ],
    { isSigned: false, small: [[words("Before:"), quoted(data.from)]] },
  );

type Loss = { before: string; after: string; mend: string };
const losses: Record<EventOf<"ChannelLost">["data"]["why"], Loss> = {
  archived: { before: "Its channel", after: " was archived", mend: "Unarchive it and invite Sitrep to go on there" },
  deleted: { before: "Its channel", after: " was deleted", mend: "What was recorded is safe" },
  removed: { before: "Sitrep was removed from its channel", after: "", mend: "Invite it to go on there" },
};

export function channelLost({ data }: EventOf<"ChannelLost">, { number, channel: place }: Incident): Saying {
  const { before, after, mend } = losses[data.why];
  const name: Line = place === null ? [] : [words(" "), quoted(`#${place.name}`)];
  const lead: Line = [words("⚠️ "), bold(before), ...name, bold(after)];
  const instead = `The incident goes on: /incident update ${reference(number)} works in any channel`;
  return saying(lead, { isSigned: false, small: [[words(mend)], [words(instead)]] });
}

export const channelRegained = (): Saying => saying([words("Its channel can be used again")], { isSigned: false });

/** `hint` is ours, but may name what Slack said. */
const hinted = (hint: string): Line[] => [[quoted(hint, maxSentence)]];

export function channelRefused({ data }: EventOf<"ChannelRefused">, { number, isPrivate }: Incident): Saying {
  const kind = isPrivate ? "a private channel" : "a channel";
  const instead = `The incident goes on without one: /incident update ${reference(number)} works anywhere`;
  return saying([words("⚠️ "), bold(`Slack did not make ${kind}`), words(" ("), quoted(data.code), words(")")], {
    isSigned: false,
    small: [...hinted(data.hint), [words(instead)]],
  });
}

/** `what` is in words already: "pinning the card". */
export function effectGaveUp({ data }: EventOf<"EffectGaveUp">): Saying {
  const lead = [words("⚠️ "), bold("Slack refused "), quoted(data.what), words(" ("), quoted(data.code), words(")")];
  return saying(lead, {
    isSigned: false,
    small: [...hinted(data.hint), [words("Nothing else was stopped by it")]],
  });
}
