import type { ShellCommand } from "../command.ts";
export const replay: ShellCommand = async (_args, { print }) => print("");
