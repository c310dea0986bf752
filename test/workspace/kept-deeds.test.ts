import { join } from "node:path";
import { expect, test } from "vitest";
import { virtualClock } from "../../src/clock.ts";
import { startWorkspace } from "../../src/workspace/workspace.ts";
import { temporaryFolder } from "../support/folder.ts";
import { manifestWith } from "./support/bolt.ts";
import { call } from "./support/raw.ts";

test("what the Web API made is there after a restart: canvas, bookmark, files, group conversation", async () => {
  const stateFile = join(temporaryFolder(), "state");
  const clock = virtualClock(Date.parse("2026-03-02T10:00:00Z"));
  const open = () => startWorkspace({ clock, manifest: manifestWith(), stateFile });
  const first = await open();
  const [sam, ada] = ["sam", "ada"].map((name) => first.addPerson({ name }).id);
  const { id: channel } = first.addChannel({ name: "general", members: ["sam", "bot"] });
  const made = async (method: string, args: object) => (await call(first, method, args)).body;
  const link = { channel_id: channel, title: "Doc", type: "link", link: "https://example.com" };
  await made("bookmarks.add", link);
  const document_content = { type: "markdown", markdown: "# Status\n\nDown." };
  const canvas = (await made("conversations.canvases.create", { channel_id: channel, document_content })).canvas_id;
  const more = { operation: "insert_at_end", document_content: { type: "markdown", markdown: "Up." } };
  await made("canvases.edit", { canvas_id: canvas, changes: [more] });
  const { upload_url, file_id } = await made("files.getUploadURLExternal", { filename: "a.md", length: 3 });
  await fetch(String(upload_url), { method: "POST", body: "abc" });
  await made("files.completeUploadExternal", { files: [{ id: file_id, title: "A" }], channel_id: channel });
  const brought = first.person("sam").share("general", [{ name: "b.txt", bytes: Buffer.from("b") }]).fileIds[0];
  const group = (await made("conversations.open", { users: `${sam},${ada}` })).channel as { id: string };
  await first.stop();

  const again = await open();
  const { body: bookmarks } = await call(again, "bookmarks.list", { channel_id: channel });
  expect(bookmarks.bookmarks).toMatchObject([{ title: "Doc", link: "https://example.com" }]);
  const lookup = { canvas_id: canvas, criteria: { contains_text: "" } };
  expect((await call(again, "canvases.sections.lookup", lookup)).body.sections).toHaveLength(3);
  expect((await call(again, "conversations.canvases.create", { channel_id: channel })).body.error).toBe(
    "channel_canvas_already_exists",
  );
  expect(again.file(String(file_id))).toMatchObject({ title: "A", shares: [{ channelId: channel }] });
  expect(again.file(String(file_id)).bytes?.toString()).toBe("abc");
  expect(again.file(String(brought)).bytes?.toString()).toBe("b");
  expect((await call(again, "conversations.open", { users: `${ada},${sam}` })).body).toMatchObject({
    already_open: true,
    channel: { id: group.id },
  });
  await again.stop();
});

test("an app that was given another name in its manifest goes by it after a restart", async () => {
  const stateFile = join(temporaryFolder(), "state");
  const clock = virtualClock(Date.parse("2026-03-02T10:00:00Z"));
  const manifest = manifestWith();
  const named = (display_name: string) => ({
    ...manifest,
    features: { ...manifest.features, bot_user: { display_name } },
  });
  const first = await startWorkspace({ clock, manifest: named("sitrep"), stateFile });
  const { user_id: user } = (await call(first, "auth.test", {})).body;
  await first.stop();
  const again = await startWorkspace({ clock, manifest: named("Sitrep"), stateFile });
  expect((await call(again, "users.info", { user: String(user) })).body).toMatchObject({
    user: { id: user, name: "sitrep", real_name: "Sitrep" },
  });
  await again.stop();
});
