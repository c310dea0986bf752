// One small valid block of each kind, to which a test adds what it is about.

import { problemsOfMessageBlocks, problemsOfView } from "../../../src/workspace/blocks/validate.ts";
import type { Json } from "../../../src/workspace/world.ts";
import { plain, smallWorld } from "./small-world.ts";

export const { world } = smallWorld();
export const words = (length: number) => "x".repeat(length);
export const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
export const raw = (text: string) => ({ type: "raw_text", text });
export const rich = (...elements: object[]) => ({ type: "rich_text", elements });
export const line = (...elements: object[]) => ({ type: "rich_text_section", elements });
export const section = (more: object) => ({ type: "section", text: mrkdwn("a"), ...more });
export const actions = (...elements: object[]) => ({ type: "actions", elements });
export const button = (more: object = {}) => ({ type: "button", text: plain("Go"), action_id: "go", ...more });
export const picture = { type: "image", image_url: "https://e.com/a.png", alt_text: "a" };
export const table = (rows: object[][], more: object = {}) => ({ type: "table", rows, ...more });
export const dataTable = (rows: object[][], more: object = {}) => ({ type: "data_table", caption: "c", rows, ...more });
export const card = (more: object = {}) => ({ type: "card", title: mrkdwn("Card"), ...more });
export const container = (more: object = {}) => ({
  type: "container",
  title: plain("C"),
  child_blocks: [section({})],
  ...more,
});
export const chart = (kind: object, more: object = {}) => ({
  type: "data_visualization",
  title: "t",
  chart: kind,
  ...more,
});
export const pie = (count: number) => ({
  type: "pie",
  segments: many(count, (i) => ({ label: `s${i}`, value: i + 1 })),
});
export const series = (name: string, ...labels: string[]) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
});
export const bar = (...all: object[]) => ({ type: "bar", series: all, axis_config: { categories: ["a", "b"] } });
export const video = (more: object = {}) => ({
  type: "video",
  video_url: "https://e.com/v",
  thumbnail_url: "https://e.com/v.png",
  alt_text: "v",
  title: plain("V"),
  ...more,
});
export const feedback = {
  type: "feedback_buttons",
  positive_button: { text: plain("Good"), value: "good" },
  negative_button: { text: plain("Bad"), value: "bad" },
};
export const task = (more: object = {}) => ({
  type: "task_card",
  task_id: "1",
  title: "T",
  status: "pending",
  ...more,
});

export function inMessage(...blocks: object[]): string[] {
  return problemsOfMessageBlocks(world, blocks);
}

export function inModal(...blocks: object[]): string[] {
  const view = { type: "modal", title: plain("t"), submit: plain("s"), blocks };
  return problemsOfView(world, view as Json, ["modal"]);
}

export function inHome(...blocks: object[]): string[] {
  return problemsOfView(world, { type: "home", blocks }, ["home"]);
}

export const external = (more: object = {}) => ({ type: "external_select", action_id: "e", ...more });
