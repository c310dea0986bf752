// What a person, or a test in their place, puts into a field.

/** A file from the person's own machine. */
export type OwnFile = { name: string; bytes: Uint8Array };

/**
 * Text, an option's value or label, a person's handle or id, a channel's name or id, epoch seconds, a file (or the id
 * of one that they uploaded before); lists for multi menus, checkboxes and several files. Null empties the field.
 */
export type FieldValue = string | number | readonly string[] | OwnFile | readonly OwnFile[] | null;

/** Block id → action id → value: how a page names fields. */
export type FieldValues = Record<string, Record<string, FieldValue>>;

export function isOwnFile(value: unknown): value is OwnFile {
  return typeof value === "object" && value !== null && "bytes" in value && value.bytes instanceof Uint8Array;
}
