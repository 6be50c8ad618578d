/** The one sentence of a terminal that is too small for any screen. */
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
