// sitrep.yml as YAML's own reader has it.

import { type Document, LineCounter, parseDocument, type YAMLError } from "yaml";

export type SettingsDocument = { document: Document.Parsed; lines: LineCounter; errors: YAMLError[] };

/** What may not be in the file is found by tree.ts, which is faster at it. */
export function documentOf(text: string): SettingsDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: "1.2" });
  return { document, lines, errors: [...document.errors, ...document.warnings] };
}
