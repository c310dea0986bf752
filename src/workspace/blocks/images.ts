// Images: an address or a file of this workspace, png, jpg and gif only (FACTS 9).

import type { Json } from "../world.ts";
import { both, type Check, matching, objectOf, type Report, textOf, typeField } from "./check.ts";

const slackFile = objectOf({ optional: { id: textOf(50), url: textOf(3_000) } }, (value, at, report) => {
  if ((value.id === undefined) === (value.url === undefined)) report("exactly one of id and url is required", at);
});

/** Slack fetches the picture when it takes the blocks; the workspace can only tell by the name that it would fail. */
const pictured: Check = (value, at, report) => {
  if (typeof value === "string" && /\.(svg|webp|bmp|tiff?|pdf)([?#]|$)/i.test(value))
    report("downloading image failed", at);
};

export const imageAddress = both(textOf(3_000), matching(/^https?:\/\/\S+$/i, "must be a valid URL"), pictured);

/** One source, not two and not none. */
export function imageSource(value: Json, at: string, report: Report): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    report("exactly one of image_url and slack_file is required", at);
  }
}

export const imageFields = { image_url: imageAddress, slack_file: slackFile };

/** The element, as it stands in a section, a context or a card. */
export const imageElement: Check = objectOf(
  { required: { ...typeField("image"), alt_text: textOf(2_000) }, optional: imageFields },
  imageSource,
);
