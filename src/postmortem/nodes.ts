// The nodes of a Markdown tree (mdast), as the serialiser itself declares them.

import type { toMarkdown } from "mdast-util-to-markdown";

export type Nodes = Parameters<typeof toMarkdown>[0];
type Node<T extends Nodes["type"]> = Extract<Nodes, { type: T }>;

export type Root = Node<"root">;
export type Heading = Node<"heading">;
export type Paragraph = Node<"paragraph">;
export type Table = Node<"table">;
export type TableRow = Node<"tableRow">;
export type ListItem = Node<"listItem">;
/** What stands in a line: text, links, breaks. */
export type PhrasingContent = Paragraph["children"][number];
/** What stands on its own: paragraphs, lists, quotes. */
export type BlockContent = Node<"blockquote">["children"][number];
