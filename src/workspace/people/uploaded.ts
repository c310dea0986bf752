// Files that a person brings from their own machine.

import { fileInputLimits } from "../blocks/limits.ts";
import { bringFile } from "../deeds/files.ts";
import { renderFile } from "../deeds/render.ts";
import type { FileRecord, Json, World } from "../world.ts";
import { CannotDo } from "./cannot-do.ts";
import { type FieldValue, isOwnFile, type OwnFile } from "./field-value.ts";

/** The file is in the workspace, whole and processed; nobody else sees it until it is shared or sent in a form. */
export function store(world: World, userId: string, file: OwnFile): FileRecord {
  return bringFile(world, userId, file.name, Buffer.from(file.bytes));
}

function refuseFiles(element: Json, files: readonly (OwnFile | FileRecord)[]): void {
  const { max_files: most, filetypes } = element;
  const max = typeof most === "number" ? most : fileInputLimits.files;
  if (files.length > max) throw new CannotDo(`At most ${max} ${max === 1 ? "file" : "files"} can be uploaded here.`);
  for (const { name, bytes } of files) {
    const type = name.split(".").at(-1)?.toLowerCase() ?? "";
    const size = bytes?.byteLength ?? 0;
    if (Array.isArray(filetypes) && !filetypes.includes(type))
      throw new CannotDo(`${name} cannot be uploaded here: only ${filetypes.join(", ")} files can.`);
    if (size > fileInputLimits.bytes) throw new CannotDo(`${name} is too big: 10 MB is the limit.`);
    if (size === 0) throw new CannotDo(`${name} is empty.`);
  }
}

/** One that they uploaded before, by its id. */
function uploadedBefore(world: World, userId: string, id: string): FileRecord {
  const file = world.files.get(id);
  if (file === undefined || file.user !== userId || file.bytes === null)
    throw new CannotDo("This file is not there any more: choose it again.");
  return file;
}

/** Files as they come, or by their ids; those that come are stored. Throws CannotDo before anything is. */
export function ownFiles(
  world: World,
  userId: string,
  element: Json,
  wanted: readonly (OwnFile | string)[],
): FileRecord[] {
  const found = wanted.map((one) => (typeof one === "string" ? uploadedBefore(world, userId, one) : one));
  refuseFiles(element, found);
  return found.map((file) => ("id" in file ? file : store(world, userId, file)));
}

/** What a file_input holds with these: the files as files.info shows them. */
export function uploaded(world: World, userId: string, element: Json, value: FieldValue): Json[] {
  const list: readonly unknown[] = value === null ? [] : Array.isArray(value) ? value : [value];
  const isFile = (one: unknown): one is OwnFile | string => typeof one === "string" || isOwnFile(one);
  if (!list.every(isFile)) throw new CannotDo("This field takes files.");
  return ownFiles(world, userId, element, list).map((file) => renderFile(world, file, true));
}
