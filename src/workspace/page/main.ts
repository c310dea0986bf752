// The page begins here: the address is read, the line to the workspace opened, and everything drawn. Nothing is decided
// here that a part could decide.

import { html, render } from "htm/preact";
import { App } from "./app.ts";
import { connect } from "./connection.ts";
import { listenToKeys } from "./regions.ts";
import { followAddress, screen } from "./screen.ts";
import { applyKeptTheme } from "./sidebar/theme-switch.ts";
import { loadEmoji } from "./text/emoji.ts";
import { ConnectionContext } from "./use.ts";

/** A replay's page has its doors beside it. */
const root = location.pathname.startsWith("/replay/") ? "/replay/" : "/";

applyKeptTheme();
followAddress();
listenToKeys();
void loadEmoji();

const connection = connect(root, screen.get().place.userId);
const page = document.querySelector<HTMLElement>("#page");
if (page === null) throw new Error("The page has no #page to be drawn into: its HTML is another version's.");
render(html`<${ConnectionContext.Provider} value=${connection}><${App} /><//>`, page);
