// Views without an input: while something is looked up, and where something could not be done.

import type { ModalView } from "@slack/types";
import { cut } from "./cut.ts";
import { callbacks } from "./ids.ts";
import { maxModalTitle, maxSentence } from "./limits.ts";
import { rich, words } from "./line.ts";
import { plain } from "./mrkdwn.ts";

/** One sentence, which says what to do next. */
export const noticeView = (title: string, sentence: string): ModalView => ({
  type: "modal",
  callback_id: callbacks.notice,
  title: plain(cut(title, maxModalTitle)),
  close: plain("Close"),
  blocks: [rich([words(cut(sentence, maxSentence))])],
});

/** Opened at once, since a trigger lasts three seconds (FACTS 1.1), and then replaced by what it stands for. */
export const loadingView = (title: string): ModalView => noticeView(title, "Just a moment …");

export const errorView = (sentence: string): ModalView => noticeView("That did not work", sentence);
