// sitrep.schema.json as it should be. Run by itself it writes the file: node test/settings/schema-file.ts

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingsJsonSchema } from "../../src/settings/json-schema.ts";

export const root = join(import.meta.dirname, "../..");
export const schemaFile = join(root, "sitrep.schema.json");

/** As JSON has it: without what is undefined. */
export const currentSchema = (): Record<string, unknown> => JSON.parse(JSON.stringify(settingsJsonSchema()));

if (import.meta.main) writeFileSync(schemaFile, `${JSON.stringify(currentSchema(), null, 2)}\n`);
