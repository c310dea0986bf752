// Images. Only those of this server are loaded: the page works offline, and looking at a message tells nobody else.

import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Json } from "../../client/seen.ts";
import { isObject, plainOf, textOf } from "../forms/value.ts";
import { Link } from "../text/link.ts";
import { Plain } from "../text/plain.ts";
import type { BlockProps } from "./blocks.ts";

/** @param address absolute or relative. Null: it is on another server, or none. */
export function ownAddress(address: string): string | null {
  if (/^data:image\/(png|gif|jpeg|webp);/i.test(address)) return address;
  const parsed = URL.parse(address, location.href);
  return parsed !== null && address !== "" && parsed.origin === location.origin ? parsed.href : null;
}

/** `address` is put in by the workspace, of a file. */
function addressOf(image: Json): string {
  const file = isObject(image.slack_file) ? image.slack_file : {};
  return textOf(image.address) || textOf(image.image_url) || textOf(file.url);
}

export type ImageProps = { image: Json; class?: string };

export function Image({ image, class: className = "block-image" }: ImageProps): VNode {
  const address = addressOf(image);
  const alt = textOf(image.alt_text);
  const own = ownAddress(address);
  if (own !== null) return html`<img class=${className} src=${own} alt=${alt} loading="lazy" />`;
  return html`<span class="block-no-image">
    🖼 ${alt === "" ? "Image" : alt}${address === "" ? null : html` · <${Link} url=${address} />`}
  </span>`;
}

export function ImageBlock({ block }: BlockProps): VNode {
  const title = plainOf(block.title);
  return html`<figure class="block-figure">
    ${title === "" ? null : html`<figcaption class="block-figure-title"><${Plain} text=${title} /></figcaption>`}
    <${Image} image=${block} />
  </figure>`;
}
