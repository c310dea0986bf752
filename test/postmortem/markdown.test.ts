import { expect, test } from "vitest";
import { callsIssues, written } from "./told.ts";

test("An incident in which everything happens reads as its golden file does", async () => {
  await expect(written(callsIssues())).toMatchFileSnapshot("../fixtures/postmortem/calls-fail.md");
});
