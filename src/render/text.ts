/** Blocks as plain lines, for pipes, logs, tickets and screen readers. No line depends on a colour, none is drawn over. */
import { type Block, plainText, type Section, spansOf, type Text } from './block.ts';

/** Breaks a text at `taken` cells less than the width; without it a text is one line, however long. */
export type Wrap = (text: string, taken: number) => string[];

const WHOLE: Wrap = (text) => [text];
/** What is copied is indented by so many cells, and so is what belongs below a heading. */
const STEP = 2;

interface Layout {
  wrap: Wrap;
  indent: number;
  /** Cells by which each heading moves what belongs below it. */
  step: number;
}

export function textLines(blocks: readonly Block[], wrap: Wrap = WHOLE): string[] {
  return linesOf(blocks, { wrap, indent: 0, step: STEP });
}

/** A document to be copied: flush left but for its commands and tables, and no line is wrapped. */
export function flatText(document: Section): string[] {
  return linesOf([document], { wrap: WHOLE, indent: 0, step: 0 }).slice(1);
}

function linesOf(blocks: readonly Block[], layout: Layout): string[] {
  return blocks.flatMap((block) => blockLines(block, layout));
}

function blockLines(block: Block, layout: Layout): string[] {
  const { wrap, indent, step } = layout;
  const hung = (text: Text, first = '') => hanging(flat(text), first, wrap, indent);
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
      return tableLines(block.head, block.rows, block.leading ?? null).map((line) => ' '.repeat(indent + STEP) + line);
    case 'path':
      return block.hops.flatMap(({ status, label, text }) => hung([label, ...beside(text)], status === null ? '' : statusMargin(status)));
    case 'timeline':
      return block.timeline.rows.flatMap(({ label, words }) => hung([...spansOf(label), ` ${words}`]));
    case 'status':
      return hung(block.text, statusMargin(block.status));
  }
}

function beside(text: Text): Text {
  return flat(text) === '' ? [] : [': ', ...spansOf(text)];
}

/** `UNSURE` is the longest of the words. */
function statusMargin(status: string): string {
  return `${status.padEnd(6)}  `;
}

/** Words of foreign texts stay on the line that they belong to. */
function flat(text: Text): string {
  return plainText(text).replace(/\s*\n\s*/g, ' ');
}

function hanging(text: string, first: string, wrap: Wrap, indent: number): string[] {
  const margin = ' '.repeat(indent);
  return wrap(text, indent + first.length).map((line, index) => margin + (index === 0 ? first : ' '.repeat(first.length)) + line);
}

/** Beyond it a mail and a terminal break the lines of a table, and its columns cannot be read. */
const WIDEST_TABLE = 96;

/** In columns, where they fit or nothing else is wanted. */
function tableLines(head: readonly string[], rows: readonly (readonly Text[])[], leading: number | null): string[] {
  const flatRows = rows.map((row) => row.map(flat));
  const used = head.map((_, at) => at).filter((at) => leading === null || flatRows.some((row) => (row[at] ?? '') !== ''));
  const kept = [head, ...flatRows].map((row) => used.map((at) => row[at] ?? ''));
  const aligned = columns(kept);
  if (leading === null || aligned.every((line) => line.length <= WIDEST_TABLE)) return aligned;
  const [names = [], ...cells] = kept;
  return cells.flatMap((row) => [
    row.slice(0, leading).join('  ').trimEnd(),
    ...row.slice(leading).flatMap((cell, at) => (cell === '' ? [] : [`    ${names[at + leading]}: ${cell}`])),
  ]);
}

/** Aligned by the widest cell of each column. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
