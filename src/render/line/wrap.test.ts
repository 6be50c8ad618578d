/** If this fails, a file on the screen is wrapped within words, or a copied command no longer runs. */
import { expect, test } from 'vitest';
import { lineText } from './line.ts';
import { commandLines, fileTextLines, preformattedLines, verbatimLines } from './wrap.ts';

test('a line of a file is wrapped between words and keeps its spaces, but verbatim text is wrapped at the edge', () => {
  const widths = (text: string, width: number) => fileTextLines(text, width, 0).map(lineText);
  expect(widths('  the causes, who can remove them', 18)).toEqual(['  the causes, who ', 'can remove them']);
  expect(widths('the causes, who can remove them', 15)).toEqual(['the causes, who', 'can remove them']);
  expect(verbatimLines('x'.repeat(20), 16, 0).map(lineText)).toEqual(['x'.repeat(16), 'xxxx']);
});

test('a preformatted table row is wrapped within its last column, and other preformatted text between words', () => {
  const shown = (text: string, width: number) => preformattedLines(text, width, 'posix').map(lineText);
  expect(shown('  intercepted  TCP  443  update.example  VS Code and extensions', 55)).toEqual([
    '  intercepted  TCP  443  update.example  VS Code and',
    '                                         extensions',
  ]);
  expect(shown('  http_access allow gitpod_hosts from_here', 36)).toEqual(['  http_access allow gitpod_hosts ', '    from_here']);
  expect(shown('  short  row', 30)).toEqual(['  short  row']);
});

test.each([
  ["export HTTPS_PROXY='http://<user>:<password>@proxy.corp:3128'", 60],
  ['keytool -importcert -keystore /usr/lib/jvm/lib/security/cacerts -alias inspection-ca', 60],
])('a command that is too wide is wrapped only between words: %s', (command, width) => {
  const rows = commandLines(command, width, 5).map(lineText);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map((row) => row.trim().replace(/ \\$/, '')).join(' ')).toBe(command);
});
