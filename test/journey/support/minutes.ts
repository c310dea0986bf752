// A story told minute by minute on the virtual clock, and everything that people were told in it: the incident's
// channel, the announcement, and each person alone, with when.

import type { Person } from "../../../src/workspace/people/person.ts";
import type { Message } from "../../../src/workspace/world.ts";
import { minute, newest, posts, type Stage } from "./stage.ts";

/** What is done, by the minute after the story's start; `channel` is the incident's, "" before it is declared. */
export type Deeds = Readonly<Record<number, (stage: Stage, channel: string) => Promise<void>>>;

const clockOf = (ts: string): string => new Date(Number(ts) * 1_000).toISOString().slice(11, 19);

const direct = (person: Person): Message[] => person.dm().messages.filter(({ byApp }) => byApp);

/** Where people are told, each with its messages: the card and the announcement are kept, not told. */
const places = (stage: Stage, channel: string): [place: string, messages: Message[]][] => [
  ["in the channel", posts(stage, channel).slice(1)],
  ["in #incidents", posts(stage, "incidents").slice(1)],
  ["to Sam alone", direct(stage.sam)],
  ["to Ada alone", direct(stage.ada)],
  ["to Kim alone", direct(stage.kim)],
];

/** Takes down what is new since it was asked last. */
function createNotes(stage: Stage) {
  const seen = new Set<string>();
  let announcement = "";
  const told: string[] = [];
  const note = (ts: string, place: string, message: Message): void =>
    void told.push(`${clockOf(ts)} ${place}\n${stage.read(message).replace(/^/gm, "    ")}`);
  return {
    take(channel: string): void {
      const fresh = places(stage, channel).flatMap(([place, messages]) =>
        messages.map((message) => ({ place, message })).filter(({ message: { ts } }) => !seen.has(`${place} ${ts}`)),
      );
      for (const { place, message } of fresh.sort((one, other) => Number(one.message.ts) - Number(other.message.ts))) {
        seen.add(`${place} ${message.ts}`);
        note(message.ts, place, message);
      }
      const [shown] = posts(stage, "incidents");
      if (shown === undefined || JSON.stringify(shown.blocks) === announcement) return;
      announcement = JSON.stringify(shown.blocks);
      note(String(stage.clock.now() / 1_000), "the announcement now says", shown);
    },
    told: (): string => told.join("\n\n"),
  };
}

/**
 * Plays the deeds, each at its minute, up to `untilMinute`. `eachMinute` is called before the deeds of a minute. Gives
 * everything that was told, in order, as its readers see it within the minute in which it came.
 */
export async function playMinutes(
  stage: Stage,
  deeds: Deeds,
  { untilMinute, eachMinute }: { untilMinute: number; eachMinute?: (at: number) => Promise<void> },
): Promise<string> {
  const from = stage.clock.now();
  const notes = createNotes(stage);
  for (let at = 0; at <= untilMinute; at++) {
    await stage.goTo(from + at * minute);
    if (at > 0) notes.take(newest(stage).channel);
    await eachMinute?.(at);
    await deeds[at]?.(stage, at === 0 ? "" : newest(stage).channel);
    await stage.pass(2_000);
    notes.take(newest(stage).channel);
  }
  return `${notes.told()}\n`;
}
