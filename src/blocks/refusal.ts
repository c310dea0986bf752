// What a person is told when nothing was changed: one sentence, which says what to do.

import type { Refusal } from "../incident/refusal.ts";
import { cut } from "./cut.ts";
import { maxSentence } from "./limits.ts";
import { lineText, notification, rich, words } from "./line.ts";
import type { Message } from "./message.ts";

/** A sentence of plain text, which may repeat what was typed: it is escaped here. */
export function sentenceMessage(sentence: string): Message {
  const line = [words(cut(sentence, maxSentence))];
  return { text: notification(lineText(line)), blocks: [rich(line)] };
}

export const refusalMessage = ({ sentence }: Refusal): Message => sentenceMessage(sentence);
