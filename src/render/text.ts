/** Blocks as plain lines, for pipes, logs, tickets and screen readers. No line depends on a colour or overwrites another. */
import { type Block, pathWords, type Section, spansOf, type Text } from './block.ts';
import { cells } from './line/width.ts';
import { alignColumns, singleLine, type Table } from './table.ts';

/** Wraps a text at `taken` cells less than the width. Without this function a text stays one line, however long. */
export type Wrap = (text: string, taken: number) => string[];

const WHOLE: Wrap = (text) => [text];
/** The indent of commands, and of content below a heading. */
const STEP = 2;

interface Layout {
  wrap: Wrap;
  indent: number;
  /** The indent that each heading adds to its content. */
  step: number;
}

export function textLines(blocks: readonly Block[], wrap: Wrap = WHOLE): string[] {
  return linesOf(blocks, { wrap, indent: 0, step: STEP });
}

/** A document to copy: without indent except for commands and tables, and without wrapped lines. */
export function flatText(document: Section): string[] {
  return linesOf([document], { wrap: WHOLE, indent: 0, step: 0 }).slice(1);
}

function linesOf(blocks: readonly Block[], layout: Layout): string[] {
  return blocks.flatMap((block) => blockLines(block, layout));
}

function blockLines(block: Block, layout: Layout): string[] {
  const { wrap, indent, step } = layout;
  const hung = (text: Text, first = '') => hanging(singleLine(text), first, wrap, indent);
  switch (block.kind) {
    case 'section': {
      const content = linesOf(block.blocks, { ...layout, indent: indent + step });
      if (block.status !== undefined) return [...hung(block.heading, statusMargin(block.status)), ...content];
      return ['', ...hung(block.heading), ...content];
    }
    case 'paragraph':
    case 'quote':
      return hung(block.text);
    case 'list':
      return block.items.flatMap((item, index) => hung(item, block.ordered ? `${index + 1}. ` : '- '));
    case 'facts':
      return block.facts.flatMap(({ label, text }) => hung(label === '' ? text : [`${label}: `, ...spansOf(text)]));
    case 'command':
      return block.text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent + STEP) + line));
    case 'table':
      return tableLines(block, wrap, indent + STEP);
    case 'path':
      if (block.picture) return hung(pathWords(block.hops));
      return block.hops.flatMap(({ status, label, text }) => hung([label, ...beside(text)], status === null ? '' : statusMargin(status)));
    case 'timeline':
      return block.timeline.rows.flatMap(({ label, words }) => hung([...spansOf(label), ` ${words}`]));
    case 'status':
      return hung(block.text, statusMargin(block.status));
  }
}

function beside(text: Text): Text {
  return singleLine(text) === '' ? [] : [': ', ...spansOf(text)];
}

/** The width of the longest status word, `UNSURE`. */
function statusMargin(status: string): string {
  return `${status.padEnd(6)}  `;
}

function hanging(text: string, first: string, wrap: Wrap, indent: number): string[] {
  const margin = ' '.repeat(indent);
  return wrap(text, indent + first.length).map((line, index) => margin + (index === 0 ? first : ' '.repeat(first.length)) + line);
}

/** The maximum width of a table. E-mail programs and terminals wrap longer lines, which makes columns unreadable. */
const WIDEST_TABLE = 96;

/** Uses columns if they fit, or if no other layout is given. */
function tableLines(table: Table & { leading?: number }, wrap: Wrap, indent: number): string[] {
  const { leading } = table;
  const used = table.head
    .map((_, at) => at)
    .filter((at) => leading === undefined || table.rows.some((row) => singleLine(row[at] ?? '') !== ''));
  const kept = (row: readonly Text[]) => used.map((at) => singleLine(row[at] ?? ''));
  const names = kept(table.head);
  const { legend, head, rows, widths } = alignColumns({ ...table, head: names, rows: table.rows.map(kept) }, WIDEST_TABLE, STEP);
  const line = (row: readonly Text[]) =>
    row
      .map((text, at) => padded(singleLine(text), widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = [head, ...rows].map(line).filter((text) => text !== '');
  const margin = ' '.repeat(indent);
  if (leading === undefined || lines.every((text) => cells(text) <= WIDEST_TABLE))
    return [...legend.flatMap((text) => hanging(text, '', wrap, indent)), ...lines.map((text) => margin + text)];
  return rows.flatMap((row) => [
    margin + row.slice(0, leading).map(singleLine).join('  ').trimEnd(),
    ...row
      .slice(leading)
      .flatMap((text, at) => (singleLine(text) === '' ? [] : [`${margin}    ${names[at + leading]}: ${singleLine(text)}`])),
  ]);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}
