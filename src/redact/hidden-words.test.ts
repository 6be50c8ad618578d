/** If this fails, a word that a person hides stays readable in another spelling. */
import { expect, test } from 'vitest';
import { hideWords, spellingsOf } from './hidden-words.ts';
import { createRedactor } from './index.ts';

test('a word to hide is found in upper and lower case', () => {
  expect(spellingsOf([{ text: 'Acme ACME' }, { text: 'acme-vpn' }], 'acme')).toEqual(['ACME', 'Acme', 'acme']);
  expect(spellingsOf([{ text: 'nothing' }], '')).toEqual([]);
  // The capital dotted I has two letters in lower case.
  expect(spellingsOf([{ text: 'İ Acme' }], 'acme')).toEqual(['acme']);
});

test('a word to hide is replaced in every line, in upper and lower case', () => {
  const text = 'Acme Widgets\nthe ACME line';
  const hide = hideWords(text, ['acme'], (secrets) =>
    createRedactor({ level: 'standard', key: new Uint8Array(32), publicNames: [], secrets }),
  );
  expect(hide(text)).not.toMatch(/acme/i);
  expect(hide(text)).toContain(' Widgets\nthe ');
});
