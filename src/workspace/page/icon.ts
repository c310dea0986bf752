// The page's pictures: drawn in one stroke on a square of 20, in the colour of the text around them. Never alone: the
// button or the words beside one say what it means.

import { html } from "htm/preact";
import type { VNode } from "preact";

/** One above the other, each as wide as two strokes. */
const dots = (heights: readonly number[]): string =>
  heights.map((y) => `M9.3 ${y}a.7.7 0 1 0 1.4 0a.7.7 0 1 0-1.4 0`).join("");

const paths = {
  hash: "M4 7.5h13M3 12.5h13M8 3 6 17M14 3l-2 14",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  down: "M5 8l5 5 5-5",
  right: "M8 5l5 5-5 5",
  back: "M12 4l-6 6 6 6",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5 5 15",
  more: dots([4.5, 10, 15.5]),
  smile: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M7 12c.8 1.2 1.8 1.8 3 1.8s2.2-.6 3-1.8M7.5 8v.01M12.5 8v.01",
  reply: "M3 4.5h14v9H9.5L6 17v-3.5H3z",
  pin: "M7 3h6l-.5 5 2.5 3.5H5L7.5 8zM10 11.5V17.5",
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
  pencil: "M4 16l.8-3.5L13.5 4l2.5 2.5-8.5 8.7z",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.7 11h7.6l.7-11M8.5 9v5M11.5 9v5",
  bolt: "M11 2.5 5 11h4.5L9 17.5 15 9h-4.5z",
  send: "M3.5 4 17 10 3.5 16 5.5 10zM5.5 10H11",
  at: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0v1a2 2 0 0 0 4 0v-1a7 7 0 1 0-2.8 5.6",
  people: "M7.5 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 16.5q0-4.5 5.5-4.5t5.5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.3q3 1 3 4.2",
  file: "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
  download: "M10 3v10M6 9.5l4 4 4-4M4 17h12",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M13 13l4 4",
  compose: "M16.5 10.5V16.5h-13v-13H9.5M8 12l.5-2.5 7-7 2 2-7 7z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4",
  message: "M3.5 3.5h13v9.5H9l-3.5 3.5V13h-2z",
  theme: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M10 2.5v15M10 6.2h5.5M10 10h7.5M10 13.8h5.5",
  check: "M4 10.5l4 4 8-9",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }): VNode {
  return html`<svg class="icon" viewBox="0 0 20 20" width=${size} height=${size} aria-hidden="true" focusable="false">
    <path d=${paths[name]} />
  </svg>`;
}
