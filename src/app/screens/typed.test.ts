/** If these fail, others on a call can read a pasted token, or the caret is in the wrong place. */
import { expect, test } from 'vitest';
import { typedLine } from './typed.ts';

const clean = (text: string): string => text.replaceAll(/hunter2\w*/g, '[secret]');
/** `|` marks the caret. */
const shown = (line: string): string => {
  const { text, caret } = typedLine({ text: line.replace('|', ''), caret: line.indexOf('|') }, clean);
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
};

test.each([
  ['as it was typed: px.acme.corp|', 'as it was typed: px.acme.corp|'],
  ['http://ann:hunter2@px:3128|', 'http://ann:[secret]@px:3128|'],
  ['http://ann:hunter2@px|:3128', 'http://ann:[secret]@px|:3128'],
  ['http://|ann:hunter2@px:3128', 'http://|ann:[secret]@px:3128'],
  ['http://ann:hun|ter2@px:3128', 'http://ann:[secret]|@px:3128'],
  ['http://ann:hunter2|@px:3128', 'http://ann:[secret]|@px:3128'],
  ['|hunter2', '|[secret]'],
  ['a hunter2 b| hunter2 c', 'a [secret] b [secret]| c'],
  ['|', '|'],
])('the input line masks a typed secret and keeps the caret outside it: %s', (line, expected) => {
  expect(shown(line)).toBe(expected);
});

test('the input line shows only the part around the caret when the text is long, with an ellipsis at each cut', () => {
  const long = 'x'.repeat(10_000);
  const { text, caret } = typedLine({ text: long, caret: 5000 }, clean);
  expect(text.length).toBe(8002);
  expect(text.startsWith('…') && text.endsWith('…')).toBe(true);
  expect(caret).toBe(4001);
  expect(typedLine({ text: long, caret: 10_000 }, clean).text.endsWith('x')).toBe(true);
});
