/** Blocks as GitHub-flavoured Markdown. Text in them cannot become markup. */
import { type Block, pathWords, type Section, type Span, spansOf, type Text } from './block.ts';

/** `level` is the level of the outermost headings. */
export function markdown(blocks: readonly Block[], level = 1): string {
  return blocks.map((block) => blockText(block, level)).join('\n\n');
}

function blockText(block: Block, level: number): string {
  switch (block.kind) {
    case 'section':
      return sectionText(block, level);
    case 'paragraph':
      return opening(block.text);
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${opening(item)}`).join('\n');
    case 'facts':
      return table(
        ['', ''],
        block.facts.map(({ label, text }) => [label, text]),
      );
    case 'command':
      return fenced(block.text);
    case 'table':
      return table(block.head, block.rows);
    case 'path':
      if (block.picture) return inline(pathWords(block.hops));
      return block.hops
        .map(
          ({ status, label, text }, index) =>
            `${index + 1}. ${opening([...(status === null ? [] : [{ status }, ' ']), label, ...beside(text)])}`,
        )
        .join('\n');
    case 'timeline':
      return block.timeline.rows.map(({ label, words }) => `- ${inline([...spansOf(label), ` ${words}`])}`).join('\n');
    case 'quote':
      return `> ${opening(block.text)}`;
    case 'status':
      return inline([{ status: block.status }, ' ', ...spansOf(block.text)]);
  }
}

function sectionText({ heading, status, blocks }: Section, level: number): string {
  const mark = '#'.repeat(Math.min(level, 6));
  const title = `${mark} ${status === undefined ? '' : `${status}: `}${inline(heading)}`;
  return blocks.length === 0 ? title : `${title}\n\n${markdown(blocks, level + 1)}`;
}

function beside(text: Text): readonly Span[] {
  return text === '' || text.length === 0 ? [] : [': ', ...spansOf(text)];
}

function inline(text: Text): string {
  return spansOf(text).map(span).join('');
}

function span(part: Span): string {
  if (typeof part === 'string') return prose(part);
  if ('code' in part) return code(part.code);
  if ('strong' in part) return `**${prose(part.strong)}**`;
  if ('quiet' in part) return prose(part.quiet);
  if ('status' in part) return `**${part.status}**`;
  // In Markdown, sections have no ids.
  return part.to.startsWith('#') ? prose(part.text) : `[${prose(part.text)}](${part.to})`;
}

/** Escapes the beginning of a block, so that untrusted words begin no list, fence, rule or code block (CommonMark §4 and §5). */
function opening(text: Text): string {
  return inline(text)
    .trimStart()
    .replace(/^(?=[-+=](?:[\s=-]|$)|~~~|___)/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}

/** Escapes markup, HTML, mentions of a person, line breaks, and the links that GitHub makes of URLs and `www.` (GFM, 6.9). */
function prose(text: string): string {
  return text
    .replace(/\s*[\r\n]\s*/g, ' ')
    .replace(
      /[\\`*|[\]#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=:)\/(?=\/[\p{L}\p{N}])|(?<=\bwww)\.|(?<=~)~/giu,
      (character) => `\\${character}`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;');
}

/** Writes a code span that no character of the text can end. Backslashes do not escape in it (CommonMark, 6.1). */
function code(text: string): string {
  return `\`${text.replace(/[`\r\n]/g, ' ')}\``;
}

function table(head: readonly string[], rows: readonly (readonly Text[])[]): string {
  // A pipe ends the cell even in a code span, unless an odd number of backslashes precedes it (GFM, 4.10).
  const cell = (text: Text) => inline(text).replace(/(\\*)\|/g, (bar, before: string) => (before.length % 2 === 0 ? `${before}\\|` : bar));
  const line = (cells: readonly Text[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** A code block to copy. Its fence is longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), (match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
