// The document as a tree, from its title to the gaps found.

import { reference } from "../incident/words.ts";
import { heading, type Story, typedLine, words } from "./document.ts";
import { factsTable, notices, summary } from "./facts.ts";
import { gapsSection } from "./gaps.ts";
import { impact } from "./impact.ts";
import type { Nodes, Root } from "./nodes.ts";
import { sectionsToWrite } from "./prompts.ts";
import { cadenceSection, slaSection } from "./sla.ts";
import { timelineSection } from "./story.ts";
import { measuresSection, milestones } from "./times.ts";
import { updates } from "./updates.ts";

/** Neighbouring texts as one, and no empty ones: the serialiser escapes a text with what stands beside it in view. */
function joined(children: Nodes[]): Nodes[] {
  const kept: Nodes[] = [];
  for (const node of children) {
    const before = kept.at(-1);
    if (node.type !== "text") kept.push(withJoinedTexts(node));
    else if (before?.type === "text") kept[kept.length - 1] = { ...before, value: before.value + node.value };
    else if (node.value !== "") kept.push(node);
  }
  return kept;
}

function withJoinedTexts<T extends Nodes>(node: T): T {
  return "children" in node ? { ...node, children: joined(node.children) } : node;
}

export function treeOf(story: Story): Root {
  const { incident } = story;
  return withJoinedTexts({
    type: "root",
    children: [
      heading(1, words(`${reference(incident.number)}: `), ...typedLine(incident.title, story)),
      ...notices(story),
      factsTable(story),
      ...summary(story),
      ...impact(story),
      ...milestones(story),
      ...measuresSection(story),
      ...updates(story),
      ...timelineSection(story),
      ...sectionsToWrite(),
      ...slaSection(story),
      ...cadenceSection(story),
      ...gapsSection(story),
    ],
  });
}
