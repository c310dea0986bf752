// Limits of Block Kit that count over several elements or blocks. What a single field may hold stands at the field.
// Sources: FACTS 3.

export const tableLimits = {
  rows: 100,
  columns: 20,
  /** Characters of all cells of all tables of one message. */
  characters: 10_000,
  perMessage: 1,
} as const;

export const dataTableLimits = { minRows: 2, rows: 201, columns: 20, characters: 20_000, page: 100 } as const;

export const chartLimits = { perMessage: 2, segments: 12, series: 12, points: 20, label: 20, title: 50 } as const;

/** A file that a person gives a file_input (the element's reference). */
export const fileInputLimits = { files: 10, bytes: 10 * 1024 * 1024 } as const;

/** Options that an app may answer a block_suggestion with (its reference). */
export const suggestionLimits = { options: 100, groups: 100, minQuery: 3 } as const;
