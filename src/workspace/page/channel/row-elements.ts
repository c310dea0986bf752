// The elements of a list's rows. The same row gives the same element again, which Preact then does not look into: a
// thousand messages cost nothing when one more comes.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { Ephemeral } from "../message/ephemeral.ts";
import { Message } from "../message/message.ts";
import { dayLabel } from "../people/times.ts";
import type { Row } from "./rows.ts";

type Kept = { what: unknown; isFirst: boolean; word: string; element: VNode };

export type RowElements = Map<string, Kept>;

function draw(row: Row, today: string, inThread: boolean): VNode {
  switch (row.kind) {
    case "day":
      return html`<div key=${row.key} class="divider" role="separator" aria-label=${dayLabel(row.day, today)}>
        <span class="divider-word" aria-hidden="true">${dayLabel(row.day, today)}</span>
      </div>`;
    case "new":
      return html`<div key=${row.key} class="divider divider-new" role="separator" aria-label="New messages">
        <span class="divider-word" aria-hidden="true">New</span>
      </div>`;
    case "replies": {
      const words = `${row.count} ${row.count === 1 ? "reply" : "replies"}`;
      return html`<div key=${row.key} class="divider divider-replies"><span class="divider-word">${words}</span></div>`;
    }
    case "ephemeral":
      return html`<${Ephemeral} key=${row.key} ephemeral=${row.ephemeral} />`;
    case "message":
      return html`<${Message}
        key=${row.key}
        message=${row.message}
        isFirst=${row.isFirst}
        inThread=${inThread}
        others=${row.others}
      />`;
  }
}

function whatOf(row: Row): unknown {
  if (row.kind === "message") return row.message;
  return row.kind === "ephemeral" ? row.ephemeral : row.kind;
}

/** Whatever else the element is made of. */
function wordOf(row: Row, today: string): string {
  if (row.kind === "day") return `${row.day} ${today}`;
  if (row.kind === "replies") return String(row.count);
  return row.kind === "message" ? row.others.join() : "";
}

/** @param kept of the list, filled here. @param today as dayOf() gives it. */
export function elementOf(kept: RowElements, row: Row, today: string, inThread: boolean): VNode {
  const what = whatOf(row);
  const isFirst = row.kind === "message" && row.isFirst;
  const word = wordOf(row, today);
  const held = kept.get(row.key);
  if (held !== undefined && held.what === what && held.isFirst === isFirst && held.word === word) return held.element;
  const element = draw(row, today, inThread);
  kept.set(row.key, { what, isFirst, word, element });
  return element;
}
