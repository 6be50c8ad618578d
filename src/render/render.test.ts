/** If these fail, one format of a document lacks words that another has, or a text from the network becomes markup. */
import { expect, it } from 'vitest';
import { type Block, command, paragraph, section, type Text } from './block.ts';
import { renderHtml } from './html.ts';
import { cells } from './line/width.ts';
import { linesOf } from './lines.ts';
import { markdown } from './markdown.ts';
import { renderMarkup, unescapeText } from './markup.ts';
import { textLines } from './text.ts';

/** A document with each kind of block and span. Every word in it is unique. */
function documentOf(word: (name: string) => string): Block[] {
  const rich: Text = [
    word('plain'),
    ' ',
    { code: word('code') },
    ' ',
    { strong: word('strong') },
    ' ',
    { quiet: word('quiet') },
    ' ',
    { status: 'SKIP' },
  ];
  return [
    section(word('title'), [
      paragraph(rich),
      section(word('card'), [{ kind: 'list', items: [word('first'), [{ text: word('link'), to: '#f1' }]] }], { status: 'FAIL', id: 'f1' }),
      section(word('folded'), [{ kind: 'list', items: [word('numbered')], ordered: true }], { fold: 'folded' }),
      { kind: 'facts', facts: [{ label: word('label'), text: word('fact') }] },
      command(word('command')),
      { kind: 'table', head: [word('head'), 'other'], rows: [[word('cell'), rich]] },
      { kind: 'table', head: [word('wide'), 'x'], rows: [[word('row'), 'D']], wide: true },
      {
        kind: 'path',
        hops: [
          { status: 'PASS', label: word('hop'), text: word('passed') },
          { status: null, label: word('end'), text: '' },
        ],
      },
      { kind: 'quote', text: word('quote') },
      { kind: 'status', status: 'UNSURE', text: word('doubt') },
    ]),
  ];
}

const WORDS = JSON.stringify(documentOf((name) => `w-${name}`)).match(/w-\w+/g) ?? [];

const FORMS = {
  text: (blocks: readonly Block[]) => textLines(blocks).join('\n'),
  markdown: (blocks: readonly Block[]) => markdown(blocks),
  html: (blocks: readonly Block[]) => unescapeText(renderMarkup(renderHtml(blocks))),
  lines: (blocks: readonly Block[]) =>
    linesOf(blocks, { width: 78, full: 80 })
      .map((line) => line.map(({ text }) => text).join(''))
      .join('\n'),
};

it.each(Object.entries(FORMS))('the format %s contains every word and every status of a document', (_, form) => {
  const written = form(documentOf((name) => `w-${name}`));
  expect(WORDS.filter((word) => !written.includes(word))).toEqual([]);
  for (const status of ['FAIL', 'PASS', 'UNSURE', 'SKIP']) expect(written).toContain(status);
});

const HOSTILE = '<b>x</b> `|` **y** [z](javascript:1)\n# w';

it('text from the network opens no tag, ends no table cell, and begins no line', () => {
  const blocks = documentOf((name) => (name === 'command' ? 'run' : HOSTILE));
  const page = renderMarkup(renderHtml(blocks));
  expect(page).not.toMatch(/<b>x|href="javascript/);
  const text = markdown(blocks);
  expect(text.replace(/(?<!\\)`[^`\n]*`/g, '')).not.toMatch(/<b>x|^# w|(?<!\\)\]\(javascript|(?<!\\)\*\*y/m);
  // Both rows of a table have as many cells as its header.
  for (const row of text.match(/^\|.*\|$/gm) ?? []) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
  expect(textLines(blocks).filter((line) => line.startsWith('# w'))).toEqual([]);
});

it('a pipe character in a cell is escaped, whatever backslashes precede it, in code and in prose', () => {
  const row = (cell: Text) =>
    markdown([{ kind: 'table', head: ['a', 'b'], rows: [[cell, 'z']] }])
      .split('\n')
      .at(-1) ?? '';
  // A pipe is a border of a cell unless an odd number of backslashes precedes it.
  for (const backslashes of ['', '\\', '\\\\', '\\\\\\'])
    for (const cell of [`x${backslashes}|y`, [{ code: `x${backslashes}|y` }]])
      expect([...row(cell).matchAll(/(\\*)\|/g)].filter(([, before = '']) => before.length % 2 === 0)).toHaveLength(3);
});

it('a table row too wide for an e-mail is split into a line of its leading cells and a line for each other cell', () => {
  const table = (to: string): Block => ({
    kind: 'table',
    head: ['Protocol', 'Port', 'To', 'Measured', 'Section'],
    rows: [['TCP', '8443', to, '', 'Gateway']],
    leading: 3,
  });
  expect(textLines([table('a.example')])).toEqual(['  Protocol  Port  To         Section', '  TCP       8443  a.example  Gateway']);
  const long = `${'a'.repeat(80)}.example`;
  expect(textLines([table(long)])).toEqual([`  TCP  8443  ${long}`, '      Section: Gateway']);
});

it('a Markdown code fence inside a command does not close the code block around it', () => {
  expect(markdown([command('a\n```\nb')])).toBe('````\na\n```\nb\n````');
});

it('lines fit the width, and colours do not change where they are wrapped', () => {
  const words = 'one two three four five six seven eight nine ten';
  const drawn = (text: Text) => linesOf([paragraph(text)], { width: 20, full: 20 }).map((line) => line.map((piece) => piece.text).join(''));
  expect(drawn([{ strong: 'one two' }, ' three four ', { quiet: 'five six seven' }, ' eight nine ten'])).toEqual(drawn(words));
  expect(Math.max(...drawn(words).map((line) => line.length))).toBeLessThanOrEqual(20);
});

it('combining characters and newlines do not extend the tone of a part to its neighbours', () => {
  const text: Text = ['a\nb ', { strong: 'Zu\u0308rich e\u0301' }, ' c'];
  const strong = linesOf([paragraph(text)], { width: 60, full: 60 })
    .flat()
    .filter(({ tone }) => tone === 'strong')
    .map(({ text: words }) => words.trim().normalize('NFC'));
  expect(strong).toEqual(['Z\u00fcrich \u00e9']);
});

it('columns are aligned by the width on the screen, not by the number of code units', () => {
  const rows = [
    ['\u6771\u4eac', 'x'],
    ['Zu\u0308rich', 'x'],
    ['a', 'x'],
  ];
  const at = textLines([{ kind: 'table', head: ['place', 'v'], rows }]).map((line) => cells(line));
  expect(new Set(at).size).toBe(1);
});

it.each(['~~~ x', '- x', '-', '--- ', '+ x', '1. x', '12) x', '=== ', '    x', '___', '* x', '> x', '# x'])(
  'text from outside that begins with %j opens no fence, list, rule, quote or heading',
  (text) => {
    for (const written of [
      markdown([paragraph(text)]),
      markdown([{ kind: 'quote', text }]).slice(2),
      markdown([{ kind: 'list', items: [text] }]).slice(2),
    ])
      expect(written).not.toMatch(/^(?: {4}|\s*(?:[-+*=>#]|~~~|___|\d+[.)])(?:\s|$|[-=]))/);
  },
);

it.each(['see https://evil.example/x', 'www.evil.example', 'HTTP://EVIL.example', 'a~~b~~ _c_'])(
  '%j is neither a link nor emphasis in prose',
  (text) => {
    const written = markdown([paragraph(text)]);
    expect(written).not.toMatch(/:\/\/|\bwww\.|~~|(?<!\\)_c/i);
    expect(written.replaceAll('\\', '')).toBe(text);
  },
);

it('a fact with a long label is shown with the full label', () => {
  const [first] = linesOf([{ kind: 'facts', facts: [{ label: 'StrictHostKeyChecking', text: 'ask' }] }], { width: 78, full: 80 });
  expect(first?.map(({ text }) => text).join('')).toMatch(/^ StrictHostKeyChecking +ask$/);
});

it('a wide table shows the names of its columns if they fit, otherwise numbers, otherwise symbols', () => {
  const names = Array.from({ length: 12 }, (_, at) => `program-${at + 1}`);
  const table: Block = {
    kind: 'table',
    wide: true,
    head: ['host', ...names],
    rows: [['a-host.with-a-long-name.example', ...names.map((): Text => [{ status: 'FAIL' }])]],
  };
  const drawn = (width: number) => linesOf([table], { width: width - 2, full: width }).map((line) => line.map(({ text }) => text).join(''));
  expect(drawn(200)[0]).toMatch(/host +program-1 program-2 /);
  expect(drawn(100).join(' ').replace(/\s+/g, ' ')).toContain('1 program-1, 2 program-2, ');
  expect(drawn(100).at(-1)).toMatch(/ FAIL FAIL /);
  expect(drawn(60).at(-1)).toMatch(/…\S* +✘( +✘){11}/);
  for (const width of [60, 100, 200]) expect(Math.max(...drawn(width).map(cells))).toBeLessThanOrEqual(width);
});
