// A value as a tree that can be folded: requests, answers and payloads. Everything is a text node.

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { branchSummary, isOpenAtFirst, type JsonNode, jsonNode } from "./json-node.ts";

/** Longer texts and lists are cut until somebody asks for the rest. */
const shownAtOnce = { characters: 600, entries: 60 };

type NodeProps = { name: string | null; value: unknown; depth: number };

const Name = ({ name }: { name: string | null }) =>
  name === null ? null : html`<span class="inspect-json-name">${name}</span><span>: </span>`;

function Leaf({ name, node }: { name: string | null; node: Extract<JsonNode, { type: "leaf" }> }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = node.text.length > shownAtOnce.characters && !isWhole;
  const text = isLong ? node.text.slice(0, shownAtOnce.characters) : node.text;
  return html`<div class="inspect-json-line">
    <${Name} name=${name} /><span class="inspect-json-${node.tone}">${text}</span>
    ${
      isLong &&
      html`<button type="button" class="inspect-json-more" onClick=${() => setWhole(true)}>
        … ${node.text.length - text.length} more characters
      </button>`
    }
  </div>`;
}

function Branch({ name, node, depth }: Omit<NodeProps, "value"> & { node: Extract<JsonNode, { type: "branch" }> }) {
  const { entries, open, close, wasText } = node;
  const [isOpen, setOpen] = useState(isOpenAtFirst(depth, entries.length));
  const [shown, setShown] = useState(shownAtOnce.entries);
  const inner = (key: string, held: unknown) =>
    html`<${Node} key=${key} name=${open === "[" ? null : key} value=${held} depth=${depth + 1} />`;
  if (entries.length === 0) {
    return html`<div class="inspect-json-line"><${Name} name=${name} />${open}${close}</div>`;
  }
  const origin = wasText ? " (sent as text)" : "";
  const summary = isOpen ? "" : ` ${branchSummary(node)} ${close}`;
  return html`<div class="inspect-json-branch">
    <button type="button" class="inspect-json-fold" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
      <span class="inspect-json-sign" aria-hidden="true">${isOpen ? "▾" : "▸"}</span>
      <${Name} name=${name} />${open}<span class="inspect-json-soft">${summary}${origin}</span>
    </button>
    ${
      isOpen &&
      html`<div class="inspect-json-inner">
          ${entries.slice(0, shown).map(([key, held]) => inner(key, held))}
          ${
            entries.length > shown &&
            html`<button type="button" class="inspect-json-more" onClick=${() => setShown(entries.length)}>
              … ${entries.length - shown} more
            </button>`
          }
        </div>
        <div class="inspect-json-line">${close}</div>`
    }
  </div>`;
}

function Node({ name, value, depth }: NodeProps) {
  const node = jsonNode(value);
  if (node.type === "leaf") return html`<${Leaf} name=${name} node=${node} />`;
  return html`<${Branch} name=${name} node=${node} depth=${depth} />`;
}

export function JsonTree({ value }: { value: unknown }) {
  return html`<div class="inspect-json"><${Node} name=${null} value=${value} depth=${0} /></div>`;
}
