/** Blocks as lines of a terminal: wrapped to a width, each piece with its tone. */
import { type Block, type Hop, type Span, spansOf, type Text, wordsOf } from './block.ts';
import { BLANK, cell, cutMiddle, type Line, lineWidth, type Segment, seg } from './line/line.ts';
import { printable } from './line/printable.ts';
import { STATUS_WIDTH, statusSegments } from './line/status.ts';
import { STATUS_MARKS, STATUS_TONES, type Tone } from './line/tones.ts';
import { cells } from './line/width.ts';
import { commandLines, wrap } from './line/wrap.ts';
import { STATUS_SYMBOLS, type StatusWord } from './status-words.ts';
import { alignColumns, singleLine, type Table } from './table.ts';

/** `width` is the width of prose, which is limited for reading. Commands can use the whole width, `full`. */
export interface LineRoom {
  width: number;
  full: number;
}

const HEADING = 1;
const CONTENT = 3;
const COMMAND = 5;
/** The indent of a continued line. */
const INDENT = 2;
const LABEL = 14;

export function linesOf(blocks: readonly Block[], room: LineRoom): Line[] {
  return blocks.flatMap((block) => blockLines(block, room));
}

function blockLines(block: Block, room: LineRoom): Line[] {
  const hung = (text: Text, first: Line = [], indent = CONTENT) => hanging(text, first, indent, room.width);
  switch (block.kind) {
    case 'section': {
      const { status, heading, blocks } = block;
      const title =
        status === undefined ? [BLANK, ...hanging(heading, [], HEADING, room.width, 'strong')] : titledLines(status, heading, room.width);
      return [...title, ...linesOf(blocks, room)];
    }
    case 'paragraph':
    case 'quote':
      return hung(block.text);
    case 'list':
      return block.items.flatMap((item, at) => {
        const mark = block.ordered ? `${at + 1}. ` : '- ';
        return hung(item, [seg(`   ${mark}`, 'dim')], CONTENT + mark.length);
      });
    case 'facts': {
      // A longer label moves its column to the right. Beyond half of the width it is truncated.
      const label = Math.min(Math.max(LABEL, ...block.facts.map((fact) => cells(fact.label) + 2)), Math.floor(room.width / 2));
      return block.facts.flatMap((fact) => hung(fact.text, [seg(cell(` ${fact.label}`, label), 'dim')], label));
    }
    case 'command':
      return commandLines(block.text, room.full, COMMAND, 'strong', block.shell ?? 'posix');
    case 'table':
      return tableLines(block, room);
    case 'path':
      if (block.picture) return picture(block.hops, room.width);
      return block.hops.flatMap(({ status, label, text }) => {
        const words = singleLine(text) === '' ? [label] : [label, ': ', ...spansOf(text)];
        return status === null ? hung(words) : titledLines(status, words, room.width, 'plain');
      });
    case 'timeline':
      return block.timeline.rows.flatMap(({ label, words }) => hung([...spansOf(label), { quiet: ` ${words}` }]));
    case 'status':
      return titledLines(block.status, block.text, room.width, 'plain');
  }
}

/** A title after its status. It is wrapped in a column of its own. */
export function titledLines(status: StatusWord, title: Text, width: number, tone: Tone = 'strong'): Line[] {
  return hanging(title, [seg(' '), ...statusSegments(status), seg('  ')], STATUS_WIDTH + 3, width, tone);
}

/** `this machine ─✔─ resolver ─✘ refused─ host:443`: as many hops on a line as fit. */
function picture(hops: readonly Hop[], width: number): Line[] {
  const most = width - CONTENT - INDENT;
  const lines: Segment[][] = [];
  for (const [at, { status, label, text }] of hops.entries()) {
    const words = singleLine(text);
    const edge: Segment[] =
      status === null
        ? [seg('──', 'dim')]
        : [
            seg('─', 'dim'),
            seg(STATUS_SYMBOLS[status], STATUS_MARKS[status]),
            ...(words === '' ? [] : [seg(` ${words}`)]),
            seg('─', 'dim'),
          ];
    const free = most - lineWidth(edge) - 1;
    const hop = [...(at === 0 ? [] : [...edge, seg(' ')]), seg(cells(label) > free ? cutMiddle(label, Math.max(8, free)) : label)];
    const last = lines.at(-1);
    if (last === undefined) lines.push([seg(' '.repeat(CONTENT)), ...hop]);
    else if (lineWidth(last) + 1 + lineWidth(hop) <= width) last.push(seg(' '), ...hop);
    else lines.push([seg(' '.repeat(CONTENT + INDENT)), ...hop]);
  }
  return lines;
}

/** Wraps and indents a text. `first` replaces the first indent. */
function hanging(text: Text, first: Line, indent: number, width: number, tone: Tone = 'plain'): Line[] {
  const margin = [seg(' '.repeat(indent))];
  return toned(text, width - indent, tone).map((line, at) => [...(at === 0 && first.length > 0 ? first : margin), ...line]);
}

/** Wraps the whole text first, so that a tone does not change where a line is wrapped. Then each character gets its tone back. */
function toned(text: Text, width: number, plain: Tone): Line[] {
  const whole = wrap(singleLine(text), width);
  const spans = spansOf(text);
  const [only] = spans;
  if (spans.length === 1 && only !== undefined) return whole.map((line) => [seg(line, toneOf(only, plain))]);
  // Wrapping drops spaces and composes characters, so the characters of both texts are compared without whitespace and decomposed (UAX 15).
  const size = (words: string) => words.replace(/\s/g, '').normalize('NFD').length;
  const tones = spans.flatMap((span) => Array<Tone>(size(printable(singleLine([span])))).fill(toneOf(span, plain)));
  let at = 0;
  return whole.map((line) => {
    const segments: Segment[] = [];
    for (const character of line) {
      const tone = character === ' ' ? (segments.at(-1)?.tone ?? plain) : (tones[at] ?? plain);
      at += size(character);
      const last = segments.at(-1);
      if (last?.tone === tone) last.text += character;
      else segments.push({ text: character, tone });
    }
    return segments;
  });
}

function toneOf(span: Span, plain: Tone): Tone {
  if (typeof span === 'string') return plain;
  if ('strong' in span) return 'strong';
  if ('quiet' in span) return 'dim';
  return 'status' in span ? STATUS_TONES[span.status] : plain;
}

/** The smallest column in which a row's name can still be recognised. */
const NAME_FROM = 16;
const MARGIN = '   ';

/**
 * Aligns columns by their widest cell, and truncates a line that is too wide. A wide table shrinks in steps: numbers as headings with a
 * legend, symbols instead of status words, and then names without their middle.
 */
function tableLines(table: Table, { width, full }: LineRoom): Line[] {
  const gap = table.wide ? 1 : 2;
  const room = full - MARGIN.length - 1;
  const words = alignColumns(table, room, gap);
  const others = (widths: readonly number[]) => widths.slice(1).reduce((sum, each) => sum + each + gap, 0);
  const small = table.wide === true && others(words.widths) + NAME_FROM > room;
  const { legend, head, rows, widths } = small
    ? alignColumns({ ...table, rows: table.rows.map((row) => row.map(symbols)) }, room, gap)
    : words;
  const first = table.wide ? Math.min(widths[0] ?? 0, Math.max(NAME_FROM, room - others(widths))) : (widths[0] ?? 0);
  const row = (texts: readonly Text[], tone: Tone): Line => [
    seg(MARGIN),
    ...texts.flatMap((text, at) => [
      ...(at === 0 ? [] : [seg(' '.repeat(gap))]),
      ...(at === 0 ? [seg(cell(singleLine(text), first, 'left', cutMiddle), tone)] : tonedCell(text, widths[at] ?? 0, tone)),
    ]),
  ];
  return [
    ...legend.flatMap((text) => hanging(text, [], CONTENT, width)),
    ...(head.some((title) => title !== '') ? [row(head, 'dim')] : []),
    ...rows.map((texts) => row(texts, 'plain')),
  ];
}

function tonedCell(text: Text, width: number, plain: Tone): Line {
  const pieces = spansOf(text).map((span) => seg(singleLine([span]), toneOf(span, plain)));
  return [...pieces, seg(' '.repeat(Math.max(0, width - lineWidth(pieces))))];
}

function symbols(text: Text): Text {
  return spansOf(text).map((span) => (typeof span === 'object' && 'status' in span ? { strong: STATUS_SYMBOLS[span.status] } : span));
}
