// npm itself, as a script that any Node can run.

import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of npm's own script; the tests' own npm where npm runs them. */
export function npmCli(): string {
  const given = process.env.npm_execpath;
  if (given?.endsWith("npm-cli.js")) return given;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, "npm")).find((path) => existsSync(path));
  if (found === undefined) throw new Error("There is no npm on the PATH: install it, since the scripts are npm's.");
  return realpathSync(found);
}
