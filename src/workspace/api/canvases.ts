// conversations.canvases.create, canvases.create, edit, sections.lookup. The workspace is on a paid plan: the codes
// of free ones do not come. No event tells of a canvas, and files.info does not know it.

import {
  type CanvasChange,
  type CanvasDraft,
  canvasMarkdown,
  createCanvas,
  createChannelCanvas,
  editCanvas,
} from "../deeds/canvases.ts";
import { canvasLimits } from "../limits.ts";
import type { Canvas, Channel, Json } from "../world.ts";
import { structure, text } from "./args.ts";
import { type ApiCall, isBotIn, type Method, method } from "./method.ts";
import { ApiRefusal, invalidArguments, missingField } from "./refusal.ts";

/** A channel that the canvas is to stand in. The methods document no channel_not_found: `unknown` is the nearest. */
function channelFor(call: ApiCall, unknown: string): Channel | null {
  const id = text(call.args, "channel_id");
  if (id === null) return null;
  const channel = call.world.channels.get(id);
  if (channel === undefined || channel.isArchived) throw new ApiRefusal(unknown);
  if (isBotIn(call.world, channel)) return channel;
  throw new ApiRefusal(channel.kind === "public" ? "restricted_action" : unknown);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The markdown of a document_content. Error: invalid_arguments. */
function markdownOf(value: unknown, at: string): string {
  if (!isObject(value)) throw invalidArguments([`must be an object [json-pointer:${at}]`]);
  if (value.type !== "markdown") throw invalidArguments([`must be markdown [json-pointer:${at}/type]`]);
  const { markdown } = value;
  if (typeof markdown !== "string") throw invalidArguments([`must be a string [json-pointer:${at}/markdown]`]);
  if (markdown.length > canvasLimits.markdown) {
    throw invalidArguments([`must be less than ${canvasLimits.markdown + 1} characters [json-pointer:${at}/markdown]`]);
  }
  return markdown;
}

function readDraft(call: ApiCall): CanvasDraft {
  const { given, value } = structure(call.args, "document_content");
  const title = text(call.args, "title") ?? "";
  return { title, markdown: given ? markdownOf(value, "/document_content") : "" };
}

function createInChannel(call: ApiCall): Json {
  const { world } = call;
  const channel = channelFor(call, "channel_canvas_creation_failed");
  if (channel === null) throw missingField("channel_id");
  const draft = readDraft(call);
  if (channel.canvasId !== null) throw new ApiRefusal("channel_canvas_already_exists");
  return { canvas_id: createChannelCanvas(world, draft, channel, world.app.botUserId).id };
}

function create(call: ApiCall): Json {
  const { world } = call;
  const channel = channelFor(call, "canvas_creation_failed");
  return { canvas_id: createCanvas(world, readDraft(call), channel, world.app.botUserId).id };
}

/** The app's own canvases, and those of its channels. */
function canvasOf(call: ApiCall): Canvas {
  const { world, args } = call;
  const canvas = world.canvases.get(text(args, "canvas_id") ?? "");
  if (canvas === undefined) throw new ApiRefusal("canvas_not_found");
  const channel = world.channels.get(canvas.channelId ?? "");
  const isVisible = channel === undefined ? canvas.by === world.app.botUserId : isBotIn(world, channel);
  if (!isVisible) throw new ApiRefusal("canvas_not_found");
  return canvas;
}

function sectionOf(change: Json): string {
  if (typeof change.section_id === "string" && change.section_id !== "") return change.section_id;
  throw invalidArguments(["missing required field: section_id [json-pointer:/changes/0]"]);
}

/** The one change that a call carries (FACTS 9). Error: invalid_arguments. */
function readChange(call: ApiCall): CanvasChange {
  const { value } = structure(call.args, "changes");
  if (!Array.isArray(value) || value.length === 0) throw invalidArguments(["must be an array [json-pointer:/changes]"]);
  if (value.length > 1) throw invalidArguments(["no more than 1 items allowed [json-pointer:/changes]"]);
  const [change] = value as unknown[];
  if (!isObject(change)) throw invalidArguments(["must be an object [json-pointer:/changes/0]"]);
  const { operation } = change;
  const markdown = () => markdownOf(change.document_content, "/changes/0/document_content");
  if (operation === "insert_at_start" || operation === "insert_at_end") return { operation, markdown: markdown() };
  if (operation === "insert_before" || operation === "insert_after") {
    return { operation, markdown: markdown(), sectionId: sectionOf(change) };
  }
  if (operation === "replace") {
    return { operation, markdown: markdown(), sectionId: change.section_id === undefined ? null : sectionOf(change) };
  }
  if (operation === "delete") return { operation, sectionId: sectionOf(change) };
  // Our reference names no argument for the new title; that it is title_content is an assumption.
  if (operation === "rename") return { operation, title: markdownOf(change.title_content, "/changes/0/title_content") };
  throw invalidArguments(["must be one of the operations [json-pointer:/changes/0/operation]"]);
}

function edit(call: ApiCall): Json {
  const { world } = call;
  const canvas = canvasOf(call);
  const change = readChange(call);
  const channel = world.channels.get(canvas.channelId ?? "");
  if (channel?.isArchived === true) throw new ApiRefusal("restricted_action");
  const added = "markdown" in change ? change.markdown.length : 0;
  if (canvasMarkdown(canvas).length + added > canvasLimits.whole) throw new ApiRefusal("canvas_too_large");
  if (!editCanvas(world, canvas, change)) throw new ApiRefusal("canvas_editing_failed");
  return {};
}

const headings: Record<string, RegExp> = { any_header: /^#{1,3} /, h1: /^# /, h2: /^## /, h3: /^### / };

function lookup(call: ApiCall): Json {
  const canvas = canvasOf(call);
  const { value } = structure(call.args, "criteria");
  if (!isObject(value)) throw invalidArguments(["must be an object [json-pointer:/criteria]"]);
  const { section_types: types, contains_text: wanted } = value;
  if (types === undefined && wanted === undefined)
    throw invalidArguments(["must not be empty [json-pointer:/criteria]"]);
  if (types !== undefined && !(Array.isArray(types) && types.every((type) => Object.hasOwn(headings, String(type))))) {
    throw invalidArguments(["must be one of any_header, h1, h2, h3 [json-pointer:/criteria/section_types]"]);
  }
  const found = canvas.sections.filter(({ markdown }) => {
    const isType = types === undefined || (types as string[]).some((type) => headings[type]?.test(markdown));
    return isType && (wanted === undefined || markdown.includes(String(wanted)));
  });
  return { sections: found.map(({ id }) => ({ id })) };
}

const scopes = ["canvases:write"];

export const canvasMethods: Record<string, Method> = {
  "conversations.canvases.create": method({ scopes, required: ["channel_id"] }, createInChannel),
  "canvases.create": method({ scopes }, create),
  "canvases.edit": method({ scopes, required: ["canvas_id", "changes"] }, edit),
  "canvases.sections.lookup": method({ scopes: ["canvases:read"], required: ["canvas_id", "criteria"] }, lookup),
};
