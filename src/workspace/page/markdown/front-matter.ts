// The facts at the head of a document, as a quiet table.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { frontMatterRows } from "./front-matter-rows.ts";

export function FrontMatter({ text }: { text: string }): VNode {
  const rows = frontMatterRows(text);
  return html`<table class="markdown-facts" aria-label="Facts">
    <tbody>
      ${rows.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
    </tbody>
  </table>`;
}
