// Draws Block Kit as Slack does: a message's, a form's, a home's. What an element in them does goes to the workspace;
// nothing here decides what comes of it.

import { html } from "htm/preact";
import type { ComponentType, VNode } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { BlockPlace } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";
import { Element } from "../forms/element.ts";
import { isObject, objects, textOf } from "../forms/value.ts";
import { Markdown } from "../markdown/markdown.ts";
import { Alert } from "./alert.ts";
import { Container } from "./container.ts";
import { ImageBlock } from "./image.ts";
import { InputBlock } from "./input.ts";
import { FieldsContext, type Standing, StandingContext } from "./place.ts";
import { RichText } from "./rich-text.ts";
import { Context, Section } from "./section.ts";
import { DataTable, Table } from "./table.ts";
import { TextObject } from "./text-object.ts";
import { Unknown } from "./unknown.ts";

export type BlockProps = { block: Json; blockId: string };

const Header = ({ block }: BlockProps): VNode =>
  html`<div class="block-header" role="heading" aria-level="3"><${TextObject} text=${block.text} /></div>`;

const Divider = (): VNode => html`<hr class="block-divider" />`;

const Actions = ({ block, blockId }: BlockProps): VNode =>
  html`<div class="block-actions">
    ${objects(block.elements).map(
      (element) =>
        html`<${Element}
          key=${`${textOf(element.action_id)} ${textOf(element.type)}`}
          blockId=${blockId}
          element=${element}
          label=${nameOf(element)}
        />`,
    )}
  </div>`;

/** An element without words of its own is named by its placeholder, as in Slack; else by its kind. */
function nameOf(element: Json): string {
  return isObject(element.placeholder) ? textOf(element.placeholder.text) : "";
}

/** The workspace has read it into a tree; text that it could not is shown as it is. */
function MarkdownBlock({ block }: BlockProps): VNode {
  if (!isObject(block.tree)) return html`<div class="block-text">${textOf(block.text)}</div>`;
  return html`<div class="block-markdown"><${Markdown} tree=${block.tree} /></div>`;
}

const drawings: Record<string, ComponentType<BlockProps>> = {
  actions: Actions,
  alert: Alert,
  container: Container,
  context: Context,
  data_table: DataTable,
  divider: Divider,
  header: Header,
  image: ImageBlock,
  input: InputBlock,
  markdown: MarkdownBlock,
  rich_text: RichText,
  section: Section,
  table: Table,
};

/** Blocks one under the other, where they already know where they stand. */
export function BlockList({ blocks }: { blocks: readonly Json[] }): VNode {
  return html`${blocks.map((block, at) => {
    const type = textOf(block.type);
    const Drawing = Object.hasOwn(drawings, type) ? drawings[type] : undefined;
    const blockId = textOf(block.block_id);
    return html`<div class=${`block block-of-${type.replaceAll("_", "-")}`} key=${`${blockId || at} ${type}`}>
      <${Drawing ?? Unknown} block=${block} blockId=${blockId} />
    </div>`;
  })}`;
}

const none = {};

export type BlocksProps = {
  blocks: readonly Json[];
  place: BlockPlace;
  /** `state.values` of a view. */
  values?: Standing["values"];
  /** Block id → the error at the field. */
  errors?: Standing["errors"];
};

export function Blocks({ blocks, place, values = none, errors = none }: BlocksProps): VNode {
  const fields = useContext(FieldsContext);
  const standing = useMemo(() => ({ place, values, errors, fields }), [JSON.stringify(place), values, errors, fields]);
  return html`<${StandingContext.Provider} value=${standing}>
    <div class="blocks"><${BlockList} blocks=${blocks} /></div>
  <//>`;
}
