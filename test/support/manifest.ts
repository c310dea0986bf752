// The app's manifest, as the workspace is given it.

import { readFileSync } from "node:fs";
import { parse } from "yaml";

export const manifest: unknown = parse(readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8"));
