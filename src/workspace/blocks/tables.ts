// Tables and charts. What they may hold together in one message is counted in validate.ts.

import type { Json } from "../world.ts";
import { bool, byType, type Check, listOf, objectOf, oneOf, type Report, textOf, typeField, whole } from "./check.ts";
import { chartLimits, dataTableLimits, tableLimits } from "./limits.ts";
import { richText } from "./rich-text.ts";

const finite: Check = (value, at, report) => {
  if (typeof value !== "number" || !Number.isFinite(value)) report("must be a number", at);
};

const cell = byType({
  raw_text: objectOf({ required: { ...typeField("raw_text"), text: textOf(10_000) } }),
  raw_number: objectOf({ required: { ...typeField("raw_number"), value: finite, text: textOf(10_000) } }),
  rich_text: richText,
});

const column: Check = (value, at, report) => {
  // null skips a column.
  if (value === null) return;
  objectOf({ optional: { align: oneOf("left", "center", "right"), is_wrapped: bool } })(value, at, report);
};

export const tableFields = {
  required: { rows: listOf(listOf(cell, 1, tableLimits.columns), 1, tableLimits.rows) },
  optional: { column_settings: listOf(column, 1, tableLimits.columns) },
};

export const dataTableFields = {
  required: {
    rows: listOf(listOf(cell, 1, dataTableLimits.columns), dataTableLimits.minRows, dataTableLimits.rows),
    caption: textOf(3_000),
  },
  optional: {
    page_size: whole(1, dataTableLimits.page),
    row_header_column_index: whole(0, dataTableLimits.columns - 1),
  },
};

/** Every row of a data table has the columns of its first; the row header is one of them. */
export function checkDataTable(value: Json, at: string, report: Report): void {
  const [first, ...rest] = value.rows as Json[][];
  const width = first?.length ?? 0;
  for (const [i, row] of rest.entries()) {
    if (row.length !== width) report(`must have ${width} cells, as the first row`, `${at}/rows/${i + 1}`);
  }
  if (Number(value.row_header_column_index ?? 0) >= width)
    report("must be the index of a column", `${at}/row_header_column_index`);
}

/** The characters that count towards a table's limit: those that are read. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, it) => sum + charactersOf(it), 0);
  if (typeof value !== "object" || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "text" && typeof inner === "string") sum += inner.length;
    else sum += charactersOf(inner);
  }
  return sum;
}

const label = textOf(chartLimits.label);
const title = textOf(chartLimits.title);

const segment = objectOf({ required: { label, value: finite } }, (value, at, report) => {
  if (Number(value.value) <= 0) report("must be greater than 0", `${at}/value`);
});

const series = objectOf({
  required: { name: label, data: listOf(objectOf({ required: { label, value: finite } }), 1, chartLimits.points) },
});

const axis = objectOf({
  required: { categories: listOf(label, 1, chartLimits.points) },
  optional: { x_label: title, y_label: title },
});

function checkSeries(value: Json, at: string, report: Report): void {
  const all = value.series as { name: string; data: { label: string }[] }[];
  const { categories } = value.axis_config as { categories: string[] };
  const names = new Set<string>();
  for (const [i, { name, data }] of all.entries()) {
    if (names.has(name)) report("series names must be unique", `${at}/series/${i}/name`);
    names.add(name);
    const labels = new Set(data.map((point) => point.label));
    const isWhole = labels.size === categories.length && categories.every((category) => labels.has(category));
    if (!isWhole || data.length !== categories.length)
      report("must have one value for each category", `${at}/series/${i}/data`);
  }
}

const plotted = (type: string) =>
  objectOf(
    { required: { ...typeField(type), series: listOf(series, 1, chartLimits.series), axis_config: axis } },
    checkSeries,
  );

export const chartFields = {
  required: {
    title,
    chart: byType({
      pie: objectOf({ required: { ...typeField("pie"), segments: listOf(segment, 1, chartLimits.segments) } }),
      bar: plotted("bar"),
      line: plotted("line"),
      area: plotted("area"),
    }),
  },
};
