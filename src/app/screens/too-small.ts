/** The one sentence of a terminal that is too small for any screen. */
export const SMALLEST = { columns: 60, rows: 16 } as const;

export interface Size {
  columns: number;
  rows: number;
}

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

export function tooSmallSentence({ columns, rows }: Size): string {
  return `This terminal is ${columns}×${rows}; ${SMALLEST.columns}×${SMALLEST.rows} is needed.`;
}
