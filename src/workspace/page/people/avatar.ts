// A person's square: initials on a colour of their own. The app has its own square in its own colour.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useSeen } from "../use.ts";
import { colorOf, initialsOf, nameOf } from "./people.ts";

/** @param size of its sides in pixels. Says nothing to a screen reader: the name stands beside it. */
export function Avatar({ id, size = 36 }: { id: string; size?: number }): VNode {
  const name = useSeen((state) => nameOf(state.users, state.app, id));
  const color = useSeen((state) => (id === state.app.botUserId ? state.app.color : null));
  const measure = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.4)}px` };
  const style = color === null ? measure : { ...measure, backgroundColor: color };
  const letters = color === null ? initialsOf(name) : initialsOf(name).slice(0, 1);
  return html`<span class=${`avatar avatar-${colorOf(id)}`} style=${style} aria-hidden="true">${letters}</span>`;
}

/** What stands after the app's name, as after every app's in Slack. */
export function AppLabel(): VNode {
  return html`<span class="app-label">APP</span>`;
}
