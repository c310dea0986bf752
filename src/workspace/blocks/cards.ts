// Blocks that hold others or stand for a task: card, carousel, container, plan, task card.

import type { Json } from "../world.ts";
import { type Check, listOf, objectOf, oneOf, type Report, textOf, typeField } from "./check.ts";
import { button } from "./elements.ts";
import { imageElement } from "./images.ts";
import { anyText, link } from "./objects.ts";
import { richText } from "./rich-text.ts";

const blockId = { block_id: textOf(255, 0) };

export const card: Check = objectOf(
  {
    required: typeField("card"),
    optional: {
      ...blockId,
      hero_image: imageElement,
      icon: imageElement,
      title: anyText(150),
      subtitle: anyText(150),
      body: anyText(200),
      actions: listOf(button, 1, 25),
    },
  },
  (value, at, report) => {
    const { hero_image: hero, title, actions, body } = value;
    if ([hero, title, actions, body].every((it) => it === undefined))
      report("at least one of hero_image, title, actions and body is required", at);
  },
);

export const carousel: Check = objectOf({
  required: { ...typeField("carousel"), elements: listOf(card, 1, 10) },
  optional: blockId,
});

const source = objectOf({ required: { ...typeField("url"), url: link, text: textOf(3_000) } });

export const taskCard: Check = objectOf({
  required: {
    ...typeField("task_card"),
    task_id: textOf(255),
    title: textOf(3_000),
    status: oneOf("pending", "in_progress", "complete", "error"),
  },
  optional: { ...blockId, details: richText, output: richText, sources: listOf(source, 1, 100) },
});

export const plan: Check = objectOf({
  required: { ...typeField("plan"), title: textOf(3_000) },
  optional: { ...blockId, tasks: listOf(taskCard, 1, 50) },
});

const isTitled = (value: Json, at: string, report: Report): void => {
  if (value.title === undefined && value.rich_text_title === undefined)
    report("one of title and rich_text_title is required", at);
  if (value.default_collapsed === true && value.is_collapsible !== true)
    report("requires is_collapsible to be true", `${at}/default_collapsed`);
};

/** @param child what a container may hold on this surface. */
export function containerOf(child: Check, fields: Record<string, Check>): Check {
  return objectOf(
    {
      required: { ...typeField("container"), child_blocks: listOf(child, 1, 10) },
      optional: { ...blockId, ...fields, rich_text_title: richText, icon: imageElement },
    },
    isTitled,
  );
}
