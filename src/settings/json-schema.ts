// The JSON Schema of sitrep.yml, for editors: they complete its keys and mark most mistakes as they are typed. What it
// cannot say (whether a calendar is there, whether hours overlap) is said when the file is read.

import { z } from "zod";
import { settingsSchema } from "./schema.ts";

/** Draft 2020-12. `sitrep.schema.json` in the root is this; a test keeps it current. */
export function settingsJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(settingsSchema, { io: "input" });
  return { $schema, title: "sitrep.yml", ...rest };
}
