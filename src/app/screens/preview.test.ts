import { describe, expect, it } from 'vitest';
import { addCheckLetter } from '../../model/masked.ts';
import { type BundlePreview, countReplaced, previewLines, replacedWords, searchPreview } from './preview.ts';

const name = addCheckLetter('px-abcdef');
const address = addCheckLetter('px-ip4-10-abcd-efg');

function preview(text: string): BundlePreview {
  return {
    ...{ name: 'gitpod-doctor-x', bytes: 4321, level: 'standard', recipients: ['age1qqqqqqqq…qqqqqq'] },
    files: [
      { path: 'a.json', bytes: text.length, text, essential: true, leftOut: null },
      { path: 'b.md', bytes: 0, text: '', essential: false, leftOut: 'declined' },
    ],
  };
}

describe('the replaced values of a file', () => {
  it('are counted by class in the text that the bundle contains', () => {
    const told = countReplaced(`${name}.corp ${address}:3128 and ${address}; REDACTED-1 REDACTED-cookie`);
    expect(told).toEqual([
      { what: 'secret', count: 1 },
      { what: 'word', count: 1 },
      { what: 'address', count: 2 },
      { what: 'name', count: 1 },
    ]);
    expect(replacedWords(told)).toBe('1 secret, 1 known word, 2 addresses, 1 name');
  });

  it('do not include a real name that merely looks like a pseudonym', () => {
    expect(replacedWords(countReplaced('px-office-7 px-abcdefg'))).toBe('nothing replaced');
  });
});

describe('a word to search for', () => {
  it('is found in any letter case, also in file names, but not in omitted files', () => {
    const { files } = preview('Acme ACME acme-vpn');
    expect(searchPreview(files, ' acme ')).toEqual([{ path: 'a.json', count: 3 }]);
    expect(searchPreview(files, 'A.JSON')).toEqual([{ path: 'a.json', count: 1 }]);
    expect(searchPreview(files, 'b.md')).toEqual([]);
    expect(searchPreview(files, '  ')).toEqual([]);
  });
});

it('the preview shows size, level, recipients, omissions, and each searched word that could not be hidden', () => {
  expect(previewLines(preview('tcp to Acme'), ['tcp', 'Initech'])).toEqual([
    'gitpod-doctor-x.zip, 4 KB, level standard, encrypted to age1qqqqqqqq…qqqqqq',
    '  a.json      11 B  nothing replaced',
    '  b.md    left out, as asked for',
    'The word that you want to hide is still in a.json (1): it is too short, or gitpod-doctor itself uses it.',
    'No file contains the word that you want to hide.',
  ]);
});
