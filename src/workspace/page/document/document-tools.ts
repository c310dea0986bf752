// What can be done with a document: copy, download, print, and look at its source.

import { html } from "htm/preact";
import type { SeenDocument } from "../../client/protocol.ts";
import { after } from "../real-time.ts";
import { CopyButton } from "./copy-button.ts";

/** The browser has begun to save long before; then the copy in memory may go. */
const savedWithinMs = 10_000;

function download({ name, markdown }: SeenDocument): void {
  const address = URL.createObjectURL(new Blob([markdown], { type: "text/markdown;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.endsWith(".md") ? name : `${name}.md`;
  link.click();
  after(savedWithinMs, () => URL.revokeObjectURL(address));
}

export type DocumentToolsProps = { found: SeenDocument; isText: boolean; onText: (isText: boolean) => void };

export function DocumentTools({ found, isText, onText }: DocumentToolsProps) {
  const copy = { what: "the Markdown", label: "Copy Markdown", className: "button", text: () => found.markdown };
  return html`<div class="doc-tools" role="group" aria-label="Document">
    <${CopyButton} ...${copy} />
    <button type="button" class="button" onClick=${() => download(found)}>Download</button>
    <button type="button" class="button doc-print" onClick=${() => print()}>Print</button>
    <button type="button" class="button" onClick=${() => onText(!isText)}>${isText ? "As document" : "As text"}</button>
  </div>`;
}
