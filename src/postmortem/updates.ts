// Every status update, whole, in the order of their numbers.

import type { EventOf } from "../incident/events.ts";
import { type TimelineItem, timeline } from "../incident/timeline.ts";
import {
  actorName,
  heading,
  instant,
  messageLink,
  type Story,
  sentence,
  typedText,
  words,
  writtenDown,
} from "./document.ts";
import type { BlockContent } from "./nodes.ts";

type UpdateItem = TimelineItem & { event: EventOf<"UpdatePosted"> };

const isUpdate = (item: TimelineItem): item is UpdateItem => item.event.type === "UpdatePosted";

function update(item: UpdateItem, story: Story): BlockContent[] {
  const { number, text, status, nextUpdateAt } = item.event.data;
  const promise = nextUpdateAt === null ? "" : ` · next update promised by ${instant(nextUpdateAt, story)}`;
  return [
    heading(3, words(status === null ? `Update ${number}` : `Update ${number}: ${status}`)),
    sentence(
      words(`${instant(item.at, story)} · ${actorName(item.by, story)}${promise}`),
      ...writtenDown(item, story),
      ...messageLink(item.link, story),
    ),
    { type: "blockquote", children: typedText(text, story) },
  ];
}

export function updates(story: Story): BlockContent[] {
  const posted = timeline(story.log)
    .filter(isUpdate)
    .sort((one, other) => one.event.data.number - other.event.data.number);
  return [
    heading(2, words("Updates")),
    ...(posted.length === 0 ? [sentence(words("None was posted."))] : posted.flatMap((item) => update(item, story))),
  ];
}
