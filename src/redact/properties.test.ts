import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { accountId, filePath, hostName, ipAddress, organisation, plainUrl, resourceName } from '../model/privacy.ts';
import { redactor } from './testing/redactor.ts';

describe('for every text', () => {
  const shapes = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'http://a:b@c.d/e?f=g#h',
      'git.acme.com',
      '10.1.2.3',
      '[fd12::1]:443',
      'password=',
      'Authorization: ',
      'arn:aws:iam::123456789012:role/x',
      '/home/jdoe/x',
      'jdoe@acme.com',
      '"',
      ' ',
      ':',
      '@',
      '/',
      '.',
      '-',
      'px-',
      'REDACTED-',
      'eyJabcdef.abc.def',
      '\u001b[31m',
      '://',
      '*.',
    ),
    fc.ipV4(),
    fc.ipV6(),
    fc.domain(),
    fc.emailAddress(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  const text = fc.array(shapes, { maxLength: 6 }).map((parts) => parts.join(''));

  it('masking twice changes nothing, under any key', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('standard' as const, 'strict' as const, 'network-clear' as const), (original, level) => {
        const once = redactor({ level }).text(original);
        expect(redactor({ level }).text(once)).toBe(once);
        expect(redactor({ level, key: new Uint8Array(32).fill(9) }).text(once)).toBe(once);
      }),
      { numRuns: 250 },
    );
  });

  it('masking a field twice changes nothing', () => {
    const schema = z.strictObject({
      a: hostName(),
      b: ipAddress(),
      c: plainUrl(),
      d: filePath(),
      e: organisation(),
      f: accountId(),
      g: resourceName(),
    });
    fc.assert(
      fc.property(text, (t) => {
        const once = redactor().value(schema, { a: t, b: t, c: t, d: t, e: t, f: t, g: t });
        expect(redactor().value(schema, once)).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves no control character', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(redactor().text(original)).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
      { numRuns: 100 },
    );
  });

  it('takes no longer than a frame for long lines of one letter', () => {
    for (const letter of ['a', '1', '.', ':', '@', '-', '/', '=', ' ', 'eyJ', '\u001b', '[', '%41', 'a.', 'a:', 'a@', '://']) {
      const long = letter.repeat(Math.ceil((16 * 1024) / letter.length));
      const before = performance.now();
      redactor({ secrets: ['pa55w0rd!', 'aaaaaaaaaaab'] }).text(long);
      expect(performance.now() - before, JSON.stringify(letter)).toBeLessThan(400);
    }
  });
});
