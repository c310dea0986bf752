// Every listener, registered: what Slack may say to us. manifest.yml names the same, and a test holds one to the other.

import type { App } from "@slack/bolt";
import { listenToChannels } from "./channels.ts";
import { listenToClicks } from "./clicks.ts";
import type { Desk } from "./desk.ts";
import { listenToForms } from "./forms.ts";
import { listenToHome } from "./home.ts";
import { listenToMarks } from "./marks.ts";
import { listenToShortcuts } from "./shortcuts.ts";
import { listenToSlash } from "./slash.ts";

export function registerListeners(app: App, desk: Desk): void {
  listenToSlash(app, desk);
  listenToForms(app, desk);
  listenToClicks(app, desk);
  listenToShortcuts(app, desk);
  listenToMarks(app, desk);
  listenToChannels(app, desk);
  listenToHome(app, desk);
}
