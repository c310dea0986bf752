// A text object of Block Kit: plain_text or mrkdwn.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { isObject, textOf } from "../forms/value.ts";
import { Mrkdwn } from "../text/mrkdwn.ts";
import { Plain } from "../text/plain.ts";

export function TextObject({ text }: { text: unknown }): VNode | null {
  if (!isObject(text)) return null;
  const words = textOf(text.text);
  if (text.type === "mrkdwn") return html`<${Mrkdwn} text=${words} isVerbatim=${text.verbatim === true} />`;
  return html`<${Plain} text=${words} emoji=${text.emoji !== false} />`;
}
