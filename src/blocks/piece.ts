// A postmortem in a thread, where a file could not be uploaded: its Markdown as it is, in pieces.

import type { Incident } from "../incident/incident.ts";
import { cleanText } from "../incident/typed-text.ts";
import { reference } from "../incident/words.ts";
import { bold, rich, words } from "./line.ts";
import type { Message } from "./message.ts";

/** What the pieces hang under. */
export function openingPiece({ number }: Pick<Incident, "number">): Message {
  const title = `Postmortem of ${reference(number)}`;
  const why = "Slack did not take the file, so the whole text is in this thread.";
  return { text: `${title}. ${why}`, blocks: [rich([bold(title)], [words(why)])] };
}

/** One piece, at most 2,800 characters. Preformatted rich text: Slack parses nothing in it and keeps every space. */
export function textPiece(text: string): Message {
  const shown = cleanText(text);
  return {
    text: "The postmortem, continued.",
    blocks: [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: shown === "" ? " " : shown }] }],
      },
    ],
  };
}
