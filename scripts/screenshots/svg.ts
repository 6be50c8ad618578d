/** Cells of a terminal as a picture: self-contained SVG (Chromium keeps spaces only where `<text>` itself says so), monospace, each run of text pinned to its columns. */
import type { Palette } from '../../src/ui/testing/palettes.ts';
import type { Cell } from './cells.ts';

const CELL = { width: 8.4, height: 18 };
const FONT = 14;
const MARGIN = 12;
const FAMILY = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

interface Run {
  column: number;
  text: string;
  columns: number;
  cell: Cell;
}

/** `title` is read out instead of the picture. */
export function svgOf(rows: readonly (readonly Cell[])[], palette: Palette, title: string): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const width = round(columns * CELL.width + 2 * MARGIN);
  const height = rows.length * CELL.height + 2 * MARGIN;
  const lines = rows.flatMap((row, index) => runsOf(row).map((run) => drawn(run, index, palette)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="6" fill="${palette.background}" stroke="#80808060"/>`,
    `<g font-family="${FAMILY}" font-size="${FONT}" fill="${palette.foreground}">`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Neighbours with equal looks, without trailing spaces. */
function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  let column = 0;
  for (const cell of row) {
    const last = runs.at(-1);
    if (last !== undefined && last.column + last.columns === column && isAlike(last.cell, cell)) {
      last.text += cell.text;
      last.columns += cell.columns;
    } else {
      runs.push({ column, text: cell.text, columns: cell.columns, cell });
    }
    column += cell.columns;
  }
  return runs.flatMap((run) => (run.cell.inverse ? [run] : trimmed(run)));
}

function trimmed(run: Run): Run[] {
  const start = run.text.length - run.text.trimStart().length;
  const text = run.text.trim();
  return text === '' ? [] : [{ ...run, text, column: run.column + start, columns: run.columns - (run.text.length - text.length) }];
}

function isAlike(one: Cell, other: Cell): boolean {
  return one.colour === other.colour && one.bold === other.bold && one.dim === other.dim && one.inverse === other.inverse;
}

function drawn({ column, text, columns, cell }: Run, row: number, { ansi, background, foreground }: Palette): string {
  const x = round(MARGIN + column * CELL.width);
  const y = round(MARGIN + row * CELL.height);
  const colour = cell.colour === null ? foreground : (ansi[cell.colour] ?? foreground);
  const width = round(columns * CELL.width);
  const back = cell.inverse ? `<rect x="${x}" y="${y}" width="${width}" height="${CELL.height}" fill="${colour}"/>` : '';
  const looks = [
    ...(cell.inverse ? [` fill="${background}"`] : cell.colour === null ? [] : [` fill="${colour}"`]),
    ...(cell.bold ? [' font-weight="700"'] : []),
    ...(cell.dim ? [' opacity="0.5"'] : []),
  ].join('');
  return `${back}<text xml:space="preserve" x="${x}" y="${round(y + CELL.height * 0.74)}" textLength="${width}" lengthAdjust="spacingAndGlyphs"${looks}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
