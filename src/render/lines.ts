/** Blocks as lines of a terminal: wrapped to a width, each piece with its tone. */
import { type Block, plainText, type Span, spansOf, type Text, wordsOf } from './block.ts';
import { BLANK, cell, type Line, type Segment, seg } from './line/line.ts';
import { printable } from './line/printable.ts';
import { STATUS_WIDTH, statusSegments } from './line/status.ts';
import { STATUS_TONES, type Tone } from './line/tones.ts';
import { commandLines, wrap } from './line/wrap.ts';
import type { StatusWord } from './status-words.ts';

/** `width`: of prose, which is kept narrow enough to read; `full`: of the place, which commands may use. */
export interface Room {
  width: number;
  full: number;
}

const HEADING = 1;
const CONTENT = 3;
const COMMAND = 5;
const LABEL = 14;

export function linesOf(blocks: readonly Block[], room: Room): Line[] {
  return blocks.flatMap((block) => blockLines(block, room));
}

function blockLines(block: Block, room: Room): Line[] {
  const hung = (text: Text, first: Line = [], indent = CONTENT) => hanging(text, first, indent, room.width);
  switch (block.kind) {
    case 'section': {
      const { status, heading, blocks } = block;
      const title =
        status === undefined ? [BLANK, ...hanging(heading, [], HEADING, room.width, 'strong')] : titled(status, heading, room.width);
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
    case 'facts':
      return block.facts.flatMap(({ label, text }) => hung(text, [seg(cell(` ${label}`, LABEL), 'dim')], LABEL));
    case 'command':
      return commandLines(block.text, room.full, COMMAND, 'strong', block.shell ?? 'posix');
    case 'table':
      return tableLines(block.head, block.rows);
    case 'path':
      return block.hops.flatMap(({ status, label, text }) => {
        const words = plainText(text) === '' ? [label] : [label, ': ', ...spansOf(text)];
        return status === null ? hung(words) : titled(status, words, room.width, 'plain');
      });
    case 'timeline':
      return block.timeline.rows.flatMap(({ label, words }) => hung([...spansOf(label), { quiet: ` ${words}` }]));
    case 'status':
      return titled(block.status, block.text, room.width, 'plain');
  }
}

/** A title behind its status, wrapped under itself. */
export function titled(status: StatusWord, title: Text, width: number, tone: Tone = 'strong'): Line[] {
  return hanging(title, [seg(' '), ...statusSegments(status), seg('  ')], STATUS_WIDTH + 3, width, tone);
}

/** Wrapped text, indented; `first` stands in the place of the first indent. */
function hanging(text: Text, first: Line, indent: number, width: number, tone: Tone = 'plain'): Line[] {
  const margin = [seg(' '.repeat(indent))];
  return toned(text, width - indent, tone).map((line, at) => [...(at === 0 && first.length > 0 ? first : margin), ...line]);
}

/** Wrapped as a whole, so that a tone never moves a break; then each character gets its tone back. Wrapping drops blanks and nothing else. */
function toned(text: Text, width: number, plain: Tone): Line[] {
  const spans = spansOf(text).map((span) => ({ words: printable(wordsOf(span)), tone: toneOf(span, plain) }));
  const [only] = spans;
  const whole = wrap(plainText(text), width);
  if (spans.length === 1 && only !== undefined) return whole.map((line) => [seg(line, only.tone)]);
  const tones = spans.flatMap(({ words, tone }) => Array.from(words.replace(/\s/g, ''), () => tone));
  let at = 0;
  return whole.map((line) => {
    const segments: Segment[] = [];
    for (const character of line) {
      const tone = character === ' ' ? (segments.at(-1)?.tone ?? plain) : (tones[at++] ?? plain);
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

/** Aligned by the widest cell of each column; what is wider than the place is cut there. */
function tableLines(head: readonly string[], rows: readonly (readonly Text[])[]): Line[] {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => plainText(row[at] ?? '').length)));
  const aligned = (row: readonly Text[], tone: Tone): Line =>
    row.flatMap((text, at) => [seg(at === 0 ? '   ' : '  '), seg(cell(plainText(text), widths[at] ?? 0), tone)]);
  return [...(head.some((title) => title !== '') ? [aligned(head, 'dim')] : []), ...rows.map((row) => aligned(row, 'plain'))];
}
