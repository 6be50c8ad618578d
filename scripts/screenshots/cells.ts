/** A frame through the terminal emulator: how a real terminal shows the program's bytes. */
import xterm from '@xterm/headless';
import type { Line } from '../../src/render/line/line.ts';
import { paintLines } from '../../src/ui/frame/paint.ts';

export interface Cell {
  text: string;
  /** Two for wide signs. */
  columns: number;
  /** Of the 16; null: the terminal's own foreground. */
  colour: number | null;
  bold: boolean;
  dim: boolean;
  inverse: boolean;
}

/** The fullest frame of the spinner: a still shows it as it turns. */
const TURNING = '...';

export async function cellsOf(lines: readonly Line[], columns: number): Promise<Cell[][]> {
  const terminal = new xterm.Terminal({ cols: columns, rows: lines.length, allowProposedApi: true, scrollback: 0 });
  const still = lines.map((line) => line.map((segment) => (segment.spins === true ? { ...segment, text: TURNING } : segment)));
  const bytes = paintLines(still, { coloured: true, ascii: false, fileLink: null });
  await new Promise<void>((done) => terminal.write(bytes, done));
  const rows = Array.from({ length: lines.length }, (_, row) => rowOf(terminal, row));
  terminal.dispose();
  return rows;
}

function rowOf(terminal: InstanceType<typeof xterm.Terminal>, row: number): Cell[] {
  const line = terminal.buffer.active.getLine(row);
  return Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column)).flatMap((cell) => {
    // The second half of a wide character has no width.
    if (cell === undefined || cell.getWidth() === 0) return [];
    return [
      {
        text: cell.getChars() === '' ? ' ' : cell.getChars(),
        columns: cell.getWidth(),
        colour: cell.isFgPalette() ? cell.getFgColor() : null,
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
        inverse: cell.isInverse() !== 0,
      },
    ];
  });
}
