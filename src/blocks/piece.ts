// An export in a thread, where a file could not be uploaded: its text as it is, in pieces.

import { cleanText } from "../incident/typed-text.ts";
import { bold, rich, words } from "./line.ts";
import type { Message } from "./message.ts";

/** What the pieces hang under. */
export function openingPiece(title: string): Message {
  const why = "Slack did not take the file, so the whole text is in this thread.";
  return { text: `${title}. ${why}`, blocks: [rich([bold(title)], [words(why)])] };
}

/** One piece, at most 2,800 characters. Preformatted rich text: Slack parses nothing in it and keeps every space. */
export function textPiece(text: string): Message {
  const shown = cleanText(text);
  return {
    text: "The text, continued.",
    blocks: [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: shown === "" ? " " : shown }] }],
      },
    ],
  };
}
