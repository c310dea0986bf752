// Files that were brought and are not yet sent: each with its name, its size and a button that takes it out.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Icon } from "../icon.ts";
import { sizeLabel } from "../message/files.ts";

export type Chip = { id: string; name: string; size: number };

type FileChipsProps = {
  files: readonly Chip[];
  underWay: readonly string[];
  onRemove: (id: string) => void;
};

export function FileChips({ files, underWay, onRemove }: FileChipsProps): VNode | null {
  if (files.length === 0 && underWay.length === 0) return null;
  return html`<ul class="file-chips">
    ${files.map(
      ({ id, name, size }) => html`<li class="file-chip" key=${id}>
        <${Icon} name="file" size=${16} />
        <span class="file-chip-name">${name}</span>
        <span class="file-chip-size">${sizeLabel(size)}</span>
        <button type="button" class="file-chip-x" aria-label=${`Remove ${name}`} onClick=${() => onRemove(id)}>
          <${Icon} name="close" size=${12} />
        </button>
      </li>`,
    )}
    ${underWay.map(
      (name, at) => html`<li class="file-chip" key=${`${at} ${name}`} aria-busy="true">
        <${Icon} name="file" size=${16} />
        <span class="file-chip-name">${name}</span>
        <span class="file-chip-size">Uploading…</span>
      </li>`,
    )}
  </ul>`;
}
