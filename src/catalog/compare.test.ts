import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processorMs } from '../model/testing/processor-time.ts';
import { compareWithDocument, parseOverlay } from './index.ts';

const DOCUMENT = readFileSync(new URL('../../fixtures/document/access-requirements.md', import.meta.url), 'utf8');
const LINES = DOCUMENT.split('\n');

/** Numbers of the lines that state something: an endpoint, a port, an image, an alias. */
const STATING = LINES.flatMap((line, index) => (/^[*|`]|^NO|^aws|Port/.test(line) && !/^\| (AMI|-)/.test(line) ? [index] : []));

const difference = (markdown: string) => compareWithDocument(markdown, null);
const isSilent = ({ onlyInDocument, onlyInCatalogue }: ReturnType<typeof difference>) =>
  onlyInDocument.length + onlyInCatalogue.length === 0;

test('the catalogue matches the document', () => {
  expect(difference(DOCUMENT)).toEqual({ onlyInDocument: [], onlyInCatalogue: [] });
  expect(STATING.length).toBeGreaterThan(65);
});

test('a line that is missing from the document is reported', () => {
  for (const index of STATING) {
    const { onlyInCatalogue } = difference(LINES.toSpliced(index, 1).join('\n'));
    expect(onlyInCatalogue, LINES[index]).not.toEqual([]);
  }
});

test('no difference is reported when a known endpoint occurs twice in the document', () => {
  expect(isSilent(difference(`${DOCUMENT}\nThe control plane is \`https://app.gitpod.io\`.\n`))).toBe(true);
});

test('a change of one character shows the old and the new endpoint', () => {
  const codeAt = STATING.flatMap((index) => [...(LINES[index] ?? '').matchAll(/`([^`]+)`/g)].map((span) => ({ index, span })));
  fc.assert(
    fc.property(fc.constantFrom(...codeAt), fc.nat(), fc.constantFrom('q', '7'), ({ index, span }, at, letter) => {
      const text = span[1] ?? '';
      const places = [...text.matchAll(/[a-z0-9]/g)].map((match) => match.index);
      const place = places[at % places.length] ?? 0;
      fc.pre(text[place] !== letter && !text.slice(0, place + 1).match(/^https?$|^http$|^ht*$|^$/));
      const changed = `${text.slice(0, place)}${letter}${text.slice(place + 1)}`;
      const line = (LINES[index] ?? '').replace(text, changed);
      const { onlyInDocument, onlyInCatalogue } = difference(LINES.with(index, line).join('\n'));
      expect(onlyInCatalogue.length, line).toBeGreaterThan(0);
      // A digit that turns an account id into a word leaves nothing that could be an endpoint.
      if (letter === '7') expect(onlyInDocument.length, line).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

describe('a line added to the document', () => {
  test.each([
    ['* `https://eu01.gitpod.dev:8443`', 'https://eu01.gitpod.dev:8443'],
    ['* https://app.ona.com', 'https://app.ona.com'],
    ['- `lighthouse.us01.gitpod.dev:4242`', 'lighthouse.us01.gitpod.dev:4242'],
    ['* `198.51.100.7`', '198.51.100.7'],
    ['* 198.51.100.7', '198.51.100.7'],
    ['**UDP (Port 4243):**', 'UDP (Port 4243)'],
    ['| `other-image-*` | `123456789012` | Gitpod | more |', 'other-image-* owned by 123456789012'],
    ['* Your proxy URL', 'Your proxy URL'],
    ['* `https://x.<region>.amazonaws.com` (optional)', 'https://x.<region>.amazonaws.com (optional)'],
    ['* `<workspace-id>.ona.remote`', '<workspace-id>.ona.remote'],
    ['NO\\_PROXY: `.corp`', '.corp'],
  ])('is reported as it is written: %s', (line, fact) => {
    expect(difference(`${DOCUMENT}\n${line}\n`)).toEqual({ onlyInDocument: [fact], onlyInCatalogue: [] });
  });
});

test('adding or removing “(optional)” is reported as a change', () => {
  expect(difference(DOCUMENT.replace(' (optional)', ''))).toEqual({
    onlyInDocument: ['https://logs.<region>.amazonaws.com'],
    onlyInCatalogue: ['https://logs.<region>.amazonaws.com (optional)'],
  });
});

test('differences in prose, line endings and bullet style are ignored', () => {
  const rewritten = DOCUMENT.replaceAll('\n* ', '\n- ').replaceAll('\n', '\r\n');
  expect(isSilent(difference(`${rewritten}\r\nSee [the guide](/gitpod/runners/aws) in version 1.2.3 of 2026.\r\n`))).toBe(true);
});

test('the overlay is applied before the comparison', () => {
  const parsed = parseOverlay('{"replaceHost":{"us01.gitpod.dev":"eu01.gitpod.dev"}}');
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(compareWithDocument(DOCUMENT.replaceAll('us01', 'eu01'), parsed.overlay)).toEqual({ onlyInDocument: [], onlyInCatalogue: [] });
});

describe('input that is not a requirements document', () => {
  test('makes the comparison report every requirement as missing when the document is empty', () => {
    const { onlyInDocument, onlyInCatalogue } = difference('');
    expect(onlyInDocument).toEqual([]);
    expect(onlyInCatalogue.length).toBeGreaterThan(70);
  });

  test('is read without throwing, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string({ unit: 'binary' }), (bytes, text) => {
        difference(new TextDecoder().decode(bytes));
        difference(`* \`${text}\``);
      }),
    );
  });

  test.each(['`', '(', '* `a', '1.1.1.1', 'https://', '|', '*', '\n', '`a` (', '1', 'a-', '\\_'])(
    'is parsed quickly when it repeats %j',
    (piece) => {
      expect(processorMs(() => difference(piece.repeat(300_000)))).toBeLessThan(2000);
    },
  );
});
