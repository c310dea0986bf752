// The postmortem: one Markdown document, made from the log alone, so that the same log gives the same bytes wherever it
// is asked for. A tree is built and then serialised: what a person typed is text in that tree, and never Markdown.

import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import type { IncidentEvent } from "../incident/events.ts";
import { fold } from "../incident/incident.ts";
import { type StoryOptions, storyOf } from "./document.ts";
import { frontMatter } from "./front-matter.ts";
import { treeOf } from "./tree.ts";

/**
 * Markdown (CommonMark with GitHub's tables) with YAML front matter, ending in a line break. `log` is the whole log of
 * one incident in order of version; an empty one is an error of the caller's.
 */
export function postmortem(log: readonly IncidentEvent[], options: StoryOptions): string {
  const incident = fold(log);
  if (incident === null) throw new Error("A postmortem needs the log of an incident, and this one is empty.");
  const story = storyOf(log, incident, options);
  const body = toMarkdown(treeOf(story), {
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    bullet: "-",
    emphasis: "_",
    rule: "-",
  });
  return `${frontMatter(story)}\n${body}`;
}
