/** If this fails, a file that is looked through breaks within its words, or a copied command no longer runs. */
import { expect, test } from 'vitest';
import { lineText } from './line.ts';
import { fileTextLines, verbatimLines } from './wrap.ts';

test('a line of a file breaks between words and keeps its spaces, but a command breaks at the edge', () => {
  const widths = (text: string, width: number) => fileTextLines(text, width, 0).map(lineText);
  expect(widths('  the causes, who can remove them', 18)).toEqual(['  the causes, who ', 'can remove them']);
  expect(widths('the causes, who can remove them', 15)).toEqual(['the causes, who', 'can remove them']);
  expect(verbatimLines('x'.repeat(20), 16, 0).map(lineText)).toEqual(['x'.repeat(16), 'xxxx']);
});
