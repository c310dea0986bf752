// The sections that people write: each with a question in italics, to be replaced by the answer.

import { heading, sentence, words } from "./document.ts";
import type { BlockContent } from "./nodes.ts";

const prompt = (question: string): BlockContent => sentence({ type: "emphasis", children: [words(question)] });

export const prompts = {
  summary: prompt("What happened, in three sentences that somebody from outside the team can follow?"),
  impact: prompt("Who noticed, what could they not do, and how many were they?"),
} as const;

const before: [title: string, question: string][] = [
  ["Root cause", "Why did it happen, and why could it? Ask until the answer is something that can be changed."],
  ["Detection", "How was it noticed, by whom or what, and what could have noticed it earlier?"],
  ["Response", "What was tried, in what order, and what ended it? What cost time?"],
  ["What went well", "What helped, and should be kept?"],
  ["What went badly", "What hindered?"],
  ["Where we were lucky", "What could as easily have gone the other way?"],
  ["Follow-ups", "What will be done, by whom, until when?"],
];

/** Root cause to follow-ups, each with its heading. */
export const sectionsToWrite = (): BlockContent[] =>
  before.flatMap(([title, question]) => [heading(2, words(title)), prompt(question)]);
