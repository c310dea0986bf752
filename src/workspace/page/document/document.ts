// A Markdown file or canvas, shown as a document: the postmortem that a replay ends with, or any export in a channel.

import { html } from "htm/preact";
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { SeenDocument } from "../../client/protocol.ts";
import { Dialog } from "../dialogs/dialog.ts";
import { Markdown } from "../markdown/markdown.ts";
import { useConnection } from "../use.ts";
import { contentsOf, type Heading, partsOf } from "./contents.ts";
import { DocumentTools } from "./document-tools.ts";

/** "loading", or null: it could not be had. */
type Loaded = SeenDocument | "loading" | null;

function useDocument(fileId: string): [Loaded, () => void] {
  const connection = useConnection();
  const [loaded, setLoaded] = useState<Loaded>("loading");
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setLoaded("loading");
    connection.document(fileId).then((found) => {
      if (isWanted) setLoaded(found);
    });
    return () => {
      isWanted = false;
    };
  }, [fileId, attempt]);
  return [loaded, () => setAttempt(attempt + 1)];
}

/** Goes to a heading, with the focus too, so that the next Tab goes on from there. */
function goTo(paper: HTMLElement | null, at: number): void {
  const heading = paper?.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6")[at];
  if (heading === undefined) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

type ContentsProps = { headings: readonly Heading[]; paper: RefObject<HTMLElement> };

function Contents({ headings, paper }: ContentsProps) {
  return html`<nav class="doc-contents" aria-label="Contents">
    ${headings.map(
      ({ at, level, text }) => html`<button
        key=${at}
        type="button"
        class=${`doc-entry doc-entry-${level}`}
        onClick=${() => goTo(paper.current, at)}
      >
        ${text}
      </button>`,
    )}
  </nav>`;
}

/** For programs that read the file; a person finds the same in the text, so it is folded away. */
function Facts({ tree }: { tree: unknown }) {
  return html`<details class="doc-facts">
    <summary>Front matter</summary>
    <${Markdown} tree=${tree} />
  </details>`;
}

function Shown({ found }: { found: SeenDocument }) {
  const paper = useRef<HTMLElement>(null);
  const [isText, setText] = useState(false);
  const headings = useMemo(() => contentsOf(found.tree), [found]);
  const { body, facts } = useMemo(() => partsOf(found.tree), [found]);
  return html`<${DocumentTools} found=${found} isText=${isText} onText=${setText} />
    <div class="doc-body">
      ${!isText && headings.length > 1 && html`<${Contents} headings=${headings} paper=${paper} />`}
      <div class="doc-scroll" tabindex="0" role="region" aria-label=${found.title}>
        ${
          isText
            ? html`<pre class="doc-source">${found.markdown}</pre>`
            : html`<article ref=${paper} class="doc-paper">
                ${facts !== null && html`<${Facts} tree=${facts} />`}
                <${Markdown} tree=${body} />
              </article>`
        }
      </div>
    </div>`;
}

export type DocumentViewProps = { fileId: string; onClose: () => void };

/** A dialog over the whole page. */
export function DocumentView({ fileId, onClose }: DocumentViewProps) {
  const [loaded, again] = useDocument(fileId);
  const title = loaded === "loading" || loaded === null ? "Document" : loaded.title || loaded.name;
  return html`<${Dialog} title=${title} kind="dialog-doc" onClose=${onClose}>
    ${loaded === "loading" && html`<p class="doc-note" role="status">Loading…</p>`}
    ${
      loaded === null &&
      html`<p class="doc-note" role="alert">
        The document could not be loaded: it may be gone, or the workspace does not answer.
        <button type="button" class="button" onClick=${again}>Try again</button>
      </p>`
    }
    ${loaded !== null && loaded !== "loading" && html`<${Shown} key=${loaded.fileId} found=${loaded} />`}
  <//>`;
}
