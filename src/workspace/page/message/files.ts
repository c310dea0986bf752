// The files of a message: a card that opens or downloads, an image as an image.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { SeenFile } from "../../client/seen.ts";
import { Icon } from "../icon.ts";
import { show } from "../screen.ts";

/** "812 B", "14 kB", "2.3 MB". */
export function sizeLabel(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const isMarkdown = ({ name, mimetype }: SeenFile): boolean =>
  mimetype === "text/markdown" || /\.(md|markdown)$/i.test(name);

function kindOf(file: SeenFile): string {
  if (file.mimetype === "") return "Processing…";
  if (isMarkdown(file)) return "Markdown";
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1];
  return (ending ?? "File").toUpperCase();
}

function FileCard({ file }: { file: SeenFile }): VNode {
  const title = file.title || file.name;
  const open = (): void => show({ documentId: file.id });
  return html`<div class="file-card">
    <span class="file-icon"><${Icon} name="file" size=${22} /></span>
    <span class="file-words">
      ${
        isMarkdown(file)
          ? html`<button type="button" class="file-title" onClick=${open}>${title}</button>`
          : html`<span class="file-title">${title}</span>`
      }
      <span class="file-kind">${kindOf(file)} · ${sizeLabel(file.size)}</span>
    </span>
    ${isMarkdown(file) ? html`<button type="button" class="button button-small" onClick=${open}>Open</button>` : null}
    <a
      class="icon-button"
      href=${file.address}
      download=${file.name}
      aria-label=${`Download ${file.name}`}
      title="Download"
    >
      <${Icon} name="download" />
    </a>
  </div>`;
}

function FileImage({ file }: { file: SeenFile }): VNode {
  return html`<figure class="file-image">
    <figcaption>${file.title || file.name}</figcaption>
    <a href=${file.address} target="_blank" rel="noopener">
      <img src=${file.address} alt=${file.altText ?? file.title} loading="lazy" />
    </a>
  </figure>`;
}

export function Files({ files }: { files: readonly SeenFile[] }): VNode | null {
  if (files.length === 0) return null;
  return html`<div class="files">
    ${files.map((file) =>
      file.mimetype.startsWith("image/")
        ? html`<${FileImage} key=${file.id} file=${file} />`
        : html`<${FileCard} key=${file.id} file=${file} />`,
    )}
  </div>`;
}
