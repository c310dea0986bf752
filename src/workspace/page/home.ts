// The app's home: the view that it has published for this person.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { Blocks } from "./blocks/blocks.ts";
import { useConnection, useSeen } from "./use.ts";

function Unpublished(): VNode {
  const name = useSeen(({ app }) => app.name);
  return html`<div class="form-home-empty">
    <h3>This is the home of ${name}.</h3>
    <p>Nothing is here yet: ${name} has not published anything for you.</p>
  </div>`;
}

/** Tells the app that it was opened, as Slack does each time; what the app publishes then comes by the feed. */
export function Home(): VNode {
  const connection = useConnection();
  const me = useSeen((state) => state.me);
  const home = useSeen((state) => state.home);
  useEffect(() => {
    void connection.act({ do: "open home" });
  }, [me]);
  if (home === null) return html`<${Unpublished} />`;
  return html`<div class="form-home" key=${home.id}>
    <${Blocks} blocks=${home.blocks} place=${{ viewId: home.id }} values=${home.values} errors=${home.errors} />
  </div>`;
}
