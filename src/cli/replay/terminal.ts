// A terminal, or a pipe, with three columns: when, who, what. On a terminal the last line is live: it is written over.

import { printable } from "../columns.ts";
import { maxColumns, minColumns } from "./limits.ts";
import type { TextLine, Tone } from "./message-lines.ts";
import { wrapped } from "./wrapping.ts";

export type Style = "bold" | "dim" | "magenta" | "cyan";
/** Gives the text its style; as it is, where styles are not wanted. */
export type Paint = (style: Style, text: string) => string;

export type TerminalParts = {
  print(text: string): void;
  paint: Paint;
  /** How wide it is; null in a pipe. */
  columns: number | null;
  /** Whether a line can be written over. */
  isLive: boolean;
};

export type Terminal = {
  title(text: string): void;
  heading(text: string): void;
  /** A message, or what a person does. */
  said(time: string, who: string, lines: readonly TextLine[]): void;
  /** The card. */
  box(time: string, who: string, lines: readonly TextLine[]): void;
  /** What stands in another channel. */
  aside(time: string, where: string, lines: readonly TextLine[]): void;
  /** The line that is written over; nothing in a pipe. */
  live(text: string): void;
  /** Text as it is. */
  text(text: string): void;
};

const whoWidth = 10;
const gap = "  ";
const margin = " ".repeat("10:25".length + gap.length + whoWidth + gap.length);
const clearLine = "\r\u001b[2K";

type Row = { time: string; who: string; whoStyle: Style; lines: readonly string[] };

export function createTerminal({ print, paint, columns, isLive }: TerminalParts): Terminal {
  const width = Math.min(Math.max(columns ?? maxColumns, minColumns), maxColumns);
  const room = width - margin.length;
  /** What the live line shows; null where there is none. */
  let shown: string | null = null;

  const put = (text: string): void => {
    print(`${shown === null ? "" : clearLine}${text}`);
    shown = null;
  };

  const paintTone = (tone: Tone, text: string): string => {
    if (tone === "strong") return paint("bold", text);
    return tone === "faint" ? paint("dim", text) : text;
  };

  /** `bar` is what each line has at its left. */
  const body = (lines: readonly TextLine[], bar: (index: number, last: number) => string): string[] => {
    const rows = lines.flatMap(({ tone, text }) => {
      const quote = tone === "quote" ? "▏ " : "";
      const clean = printable(text).trimEnd();
      return wrapped(clean, room - quote.length - bar(0, 0).length).map((part) => ({ tone, text: quote + part }));
    });
    return rows.map(({ tone, text }, index) => `${bar(index, rows.length - 1)}${paintTone(tone, text)}`);
  };

  const row = ({ time, who, whoStyle, lines }: Row): void => {
    const name = paint(whoStyle, who) + " ".repeat(Math.max(0, whoWidth - who.length));
    const [first = "", ...rest] = lines;
    const head = `${paint("dim", time)}${gap}${name}${gap}${first}`;
    put([head, ...rest.map((line) => `${margin}${line}`)].map((line) => `${line.trimEnd()}\n`).join(""));
  };

  const boxBar = (index: number, last: number): string => {
    if (last === 0) return "  ";
    return index === 0 ? "╭ " : index === last ? "╰ " : "│ ";
  };

  return {
    title: (text) => put(`${paint("bold", printable(text))}\n`),
    heading: (text) => put(`\n${paint("dim", `── ${text}`)}\n`),
    said: (time, who, lines) =>
      row({ time, who, whoStyle: who === "Sitrep" ? "bold" : "cyan", lines: body(lines, () => "") }),
    box: (time, who, lines) => row({ time, who, whoStyle: "bold", lines: body(lines, boxBar) }),
    aside: (time, where, lines) => row({ time, who: where, whoStyle: "magenta", lines: body(lines, () => "") }),
    live(text) {
      const line = printable(text).slice(0, Math.min(width, columns ?? width) - 1);
      if (!isLive || line === shown) return;
      put(paint("dim", line));
      shown = line;
    },
    text: put,
  };
}
