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

export function refuseFiles(element: Json, files: readonly OwnFile[]): void {
  const { max_files: most, filetypes } = element;
  const max = typeof most === "number" ? most : fileInputLimits.files;
  if (files.length > max) throw new CannotDo(`At most ${max} ${max === 1 ? "file" : "files"} can be uploaded here.`);
  for (const { name, bytes } of files) {
    const type = name.split(".").at(-1)?.toLowerCase() ?? "";
    if (Array.isArray(filetypes) && !filetypes.includes(type))
      throw new CannotDo(`${name} cannot be uploaded here: only ${filetypes.join(", ")} files can.`);
    if (bytes.byteLength > fileInputLimits.bytes) throw new CannotDo(`${name} is too big: 10 MB is the limit.`);
    if (bytes.byteLength === 0) throw new CannotDo(`${name} is empty.`);
  }
}

/** What a file_input holds once these were uploaded: the files as files.info shows them. */
export function uploaded(world: World, userId: string, element: Json, value: FieldValue): Json[] {
  const list: readonly unknown[] = value === null ? [] : Array.isArray(value) ? value : [value];
  if (!list.every(isOwnFile)) throw new CannotDo("This field takes files.");
  refuseFiles(element, list);
  return list.map((file) => renderFile(world, store(world, userId, file), true));
}
