/** The minimum size of a terminal, and the sentence shown on a smaller one. */

export const MINIMUM_SIZE = { columns: 60, rows: 16 } as const;

export interface Size {
  columns: number;
  rows: number;
}

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < MINIMUM_SIZE.columns || rows < MINIMUM_SIZE.rows;
}

export function tooSmallSentence({ columns, rows }: Size): string {
  return `This terminal is ${columns}×${rows}; ${MINIMUM_SIZE.columns}×${MINIMUM_SIZE.rows} is needed.`;
}
