// Links in what people and apps wrote. Only addresses of the web and of mail become links; one that leads into this
// workspace stays in the page.

import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { hashOf, placeOfPermalink } from "../place.ts";
import { useSeen } from "../use.ts";
import { safeAddress } from "./safe-address.ts";

export type LinkProps = { url: string; class?: string; label?: string; children?: ComponentChildren };

/** What is no safe address is shown as the text that it is. */
export function Link({ url, class: className = "text-link", label, children }: LinkProps): VNode {
  const place = placeOfPermalink(url);
  const isHere = useSeen(({ channels }) => place?.channelId != null && channels[place.channelId] !== undefined);
  const shown = children ?? url.replace(/^mailto:/, "");
  if (place !== null && isHere) {
    return html`<a class=${className} href=${hashOf(place)} aria-label=${label}>${shown}</a>`;
  }
  const href = safeAddress(url);
  if (href === null) return html`<span>${shown}</span>`;
  return html`<a class=${className} href=${href} target="_blank" rel="noopener noreferrer" aria-label=${label}
    >${shown}</a
  >`;
}
