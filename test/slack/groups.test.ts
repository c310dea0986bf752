// User groups by their handles, over the wire.

import { describe, expect, test } from "vitest";
import { groupsAgainMs, groupsKeptMs } from "../../src/slack/limits.ts";
import { embedded } from "./embedded.ts";

describe("user groups that the settings name", () => {
  test("are looked up once for all, and again after an hour", async () => {
    const all = await embedded();
    const { workspace, slack, clock } = all;
    workspace.addPerson({ name: "ada" });
    const oncall = workspace.addGroup({ handle: "oncall", name: "On call", members: ["ada"] });
    const both = ["oncall", "nobody", "constructor"];
    const answers = await Promise.all([slack.gateway.groupIds(both), slack.gateway.groupIds(["oncall"])]);
    expect(answers).toEqual([{ oncall: oncall.id }, { oncall: oncall.id }]);
    const leads = workspace.addGroup({ handle: "leads", name: "Leads", members: ["ada"] });
    expect(await slack.gateway.groupIds(["leads"])).toEqual({});
    expect(all.workspace.calls.filter(({ method }) => method === "usergroups.list")).toHaveLength(1);
    clock.advanceBy(groupsKeptMs);
    expect(await slack.gateway.groupIds(["leads"])).toEqual({ leads: leads.id });
  });

  test("that can't be looked up hold nothing up, are said in the log once, and are asked for again", async () => {
    const { workspace, slack, clock, lines } = await embedded();
    workspace.addPerson({ name: "ada" });
    const { id } = workspace.addGroup({ handle: "oncall", name: "On call", members: ["ada"] });
    workspace.faults.add("usergroups.list", { kind: "error", error: "missing_scope" }, { times: 1 });
    expect(await slack.gateway.groupIds(["oncall"])).toEqual({});
    expect(await slack.gateway.groupIds(["oncall"])).toEqual({});
    expect(lines.filter(({ message }) => message.includes("User groups can't be looked up"))).toHaveLength(1);
    clock.advanceBy(groupsAgainMs);
    expect(await slack.gateway.groupIds(["oncall"])).toEqual({ oncall: id });
  });
});
