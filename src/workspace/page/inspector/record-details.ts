// All about one record: when, how long, what was asked and what was answered.

import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import type { SeenRecord } from "../../client/seen-record.ts";
import { CopyButton } from "../document/copy-button.ts";
import { Icon } from "../icon.ts";
import { timeOfRecord } from "../time/shown-time.ts";
import { isHead } from "./gesture-group.ts";
import { JsonTree } from "./json-tree.ts";
import { costOf, deliveryOf, nameOf, outcomeOf, toneOf, tookOf } from "./record-words.ts";

type Fact = readonly [string, ComponentChildren];

function factsOf(record: SeenRecord, tz: string): Fact[] {
  const outcome = html`<span class="inspect-${toneOf(record)}">${outcomeOf(record)}</span>`;
  const facts: Fact[] = [
    ["At", timeOfRecord(record.at, tz)],
    ["Took", tookOf(record)],
    ["Outcome", outcome],
  ];
  if (record.kind === "envelope") {
    facts.push(["Cost", isHead(record) ? costOf(record) : ""], ["Delivery", deliveryOf(record)]);
    facts.push(["Envelope", html`<code>${record.envelopeId}</code>`]);
  }
  return facts.filter(([, value]) => value !== "");
}

const asText = (value: unknown): string => JSON.stringify(value, null, 2);

function Part({ title, value, none }: { title: string; value: unknown; none: string }) {
  return html`<section class="inspect-part">
    <h4 class="inspect-part-title">
      ${title}
      ${value !== null && html`<${CopyButton} what=${title.toLowerCase()} text=${() => asText(value)} />`}
    </h4>
    ${value === null ? html`<p class="inspect-none">${none}</p>` : html`<${JsonTree} key=${title} value=${value} />`}
  </section>`;
}

export type RecordDetailsProps = { record: SeenRecord; tz: string; onClose: () => void };

export function RecordDetails({ record, tz, onClose }: RecordDetailsProps) {
  const isCall = record.kind === "call";
  const none =
    record.realEndMs === null ? "Not answered yet." : isCall ? "No answer was sent." : "Acknowledged, no more.";
  return html`<div class="inspect-details" role="region" aria-label=${`Details of ${nameOf(record)}`}>
    <div class="inspect-details-head">
      <h3 class="inspect-details-title">${nameOf(record)}</h3>
      <button type="button" class="icon-button" aria-label="Close the details" onClick=${onClose}>
        <${Icon} name="close" />
      </button>
    </div>
    <dl class="inspect-facts">
      ${factsOf(record, tz).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
    <${Part} title=${isCall ? "Request" : "Payload"} value=${isCall ? record.args : record.payload} none="Nothing." />
    <${Part} title="Answer" value=${record.answer} none=${none} />
  </div>`;
}
