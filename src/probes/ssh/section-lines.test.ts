/** If these fail, an Include or a section is reported at the wrong line, or a hostile file blocks the program. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PARSED_BYTES, parseLines, type SectionLine, scannedLines, sectionLines } from './section-lines.ts';
import { type MadeFile, made } from './testing/configurations.ts';

const brief = (lines: Iterable<SectionLine>) => [...lines].map(({ keyword, line, words }) => [keyword, line, ...words]);
const both = (text: string) => {
  const parsed = parseLines(text);
  return { package: parsed === null ? null : brief(parsed), own: brief(scannedLines(text)) };
};

describe('ssh-config and our scanner', () => {
  it('find the same Host, Match and Include lines in generated configurations', () => {
    const ends = fc.constantFrom('\n', '\r\n');
    let parsed = 0;
    fc.assert(
      fc.property(made, ends, ({ file }, end) => {
        const text = textOf(file).join(end) + end;
        const lines = parseLines(text);
        if (lines === null) return;
        parsed += 1;
        expect(lines).toEqual([...scannedLines(text)]);
      }),
      { numRuns: 400 },
    );
    // One line in sixty is refused by ssh.
    expect(parsed).toBeGreaterThan(200);
  });

  it.each([
    [
      'no space around =',
      'Host=a\nHost = b',
      [
        ['host', 1, 'a'],
        ['host', 2, 'b'],
      ],
    ],
    ['a tab, and lower case', '\thost\tx1.gitpod.remote\t y\n', [['host', 1, 'x1.gitpod.remote', 'y']]],
    ['comments and empty lines', '# one\n\n  \n#Include ~/.ssh/other\nHost a # b\n', [['host', 5, 'a']]],
    ['a commented Include', '\n # Include gitpod/config\n', [['include', 2, 'gitpod/config']]],
    [
      'quotes around values',
      'Include "a b" c\nHost "x y"\n',
      [
        ['include', 1, 'a b', 'c'],
        ['host', 2, 'x y'],
      ],
    ],
    [
      'Match with commands',
      'Match host a exec "touch x"\n  User b\nMatch all\n',
      [
        ['match', 1, 'host', 'a', 'exec', 'touch x'],
        ['match', 3, 'all'],
      ],
    ],
    ['globs', 'Include conf.d/*.conf\n', [['include', 1, 'conf.d/*.conf']]],
    ['a # inside a word', 'Host a b#c\n', [['host', 1, 'a', 'b#c']]],
    ['single quotes', "Host 'a b'\n", [['host', 1, 'a b']]],
    [
      'CRLF',
      'Host a\r\n\r\nHost b\r\n',
      [
        ['host', 1, 'a'],
        ['host', 3, 'b'],
      ],
    ],
  ])('agree on %s', (_what, text, expected) => {
    expect(both(text)).toEqual({ package: expected, own: expected });
  });

  it.each([
    ['a CR in the middle of a line', 'Host a\rHost b\n', [['host', 1, 'a\rHost', 'b']]],
    ['a BOM', '\ufeffHost a\nHost b\n', [['host', 2, 'b']]],
    [
      'a no-break space',
      'Host a\n\u00a0 Port 1\nHost b\n',
      [
        ['host', 1, 'a'],
        ['host', 3, 'b'],
      ],
    ],
    [
      'a keyword in quotes',
      '"Host" a\nHost b\n',
      [
        ['host', 1, 'a'],
        ['host', 2, 'b'],
      ],
    ],
    [
      'a keyword without a value',
      'Host\n  User a\nHost b\n',
      [
        ['host', 1],
        ['host', 3, 'b'],
      ],
    ],
    [
      'an unclosed quote',
      'Host a\n  User "b\nHost c\n',
      [
        ['host', 1, 'a'],
        ['host', 3, 'c'],
      ],
    ],
    ['a line that begins with =', '= x\nHost a\n', [['host', 2, 'a']]],
    [
      'an empty pattern',
      'Host ""\nHost a\n',
      [
        ['host', 1, ''],
        ['host', 2, 'a'],
      ],
    ],
  ])('differ in a file with %s, which only our scanner can read', (_what, text, expected) => {
    expect(both(text)).toEqual({ package: null, own: expected });
    expect(brief(sectionLines(text))).toEqual(expected);
  });

  it('mark every Match line that may run a command', () => {
    const text = 'Match exec a\nMatch host a !exec "b"\nMatch host execs\nHost exec x\nMatch invalid-user x exec "c"\n';
    const marked = (lines: Iterable<SectionLine>) => [...lines].filter(({ mayExec }) => mayExec).map(({ line }) => line);
    expect([marked(parseLines(text) ?? []), marked(scannedLines(text))]).toEqual([
      [1, 2, 5],
      [1, 2, 5],
    ]);
  });

  it('stop at the size limit for one file and for all files together', () => {
    const long = 'Host a\n'.repeat(MAX_PARSED_BYTES / 7 + 1);
    for (const lines of [sectionLines(long), sectionLines('Host a\n', MAX_PARSED_BYTES)]) expect(Array.isArray(lines)).toBe(false);
    expect([...sectionLines(long)].at(-1)?.line).toBe(Math.floor(MAX_PARSED_BYTES / 7 + 1));
  });

  it('take linear time for any text', () => {
    const pieces = ['Host a\n', 'Host ', '"', '*', 'a ', '\\', '#\n', ' ', '\n', '=', 'Match host a,', 'Include x ', '\t\r\n', '!'];
    const hostile = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map((some) => some.join(''));
    const took = (text: string) => {
      const begun = performance.now();
      parseLines(text);
      for (const _ of scannedLines(text));
      return performance.now() - begun;
    };
    fc.assert(
      fc.property(hostile, (piece) => {
        // In quadratic time, eight times the text would take sixty times as long.
        const filled = (length: number) => piece.repeat(Math.ceil(length / piece.length));
        const [short, long] = [took(filled(MAX_PARSED_BYTES / 8)), took(filled(MAX_PARSED_BYTES))];
        expect(long, JSON.stringify(piece)).toBeLessThan(Math.max(short, 50) * 40);
      }),
      { numRuns: 30 },
    );
  });
});

/** As written to a file, except for the names of its includes. */
function textOf({ lines, includes }: MadeFile): string[] {
  const written = [...lines];
  for (const { at, as } of includes) written.splice(at, 0, as === 'folder' ? 'Include "a folder" b.conf' : 'Include conf.d/*');
  return written;
}
