import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { accountId, filePath, hostName, ipAddress, organisation, plainUrl, resourceName } from '../model/privacy.ts';
import { processorMs } from '../model/testing/processor-time.ts';
import { redactor } from './testing/redactor.ts';

describe('the redaction of any text', () => {
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

  it('changes nothing when it is repeated, with the same or another key', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('standard' as const, 'strict' as const, 'network-clear' as const), (original, level) => {
        const once = redactor({ level }).text(original);
        expect(redactor({ level }).text(once)).toBe(once);
        expect(redactor({ level, key: new Uint8Array(32).fill(9) }).text(once)).toBe(once);
      }),
      { numRuns: 250 },
    );
  });

  it('changes nothing in any field when it is repeated', () => {
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

  it.each(['0.0.0.0-0.0.0.0', '10.1.2.3-0.0.0.0', '0.0.0.0-10.1.2.3', '10.1.2.3-10.1.2.9'])(
    'changes nothing in the range %s when it is repeated',
    (range) => {
      const schema = z.strictObject({ a: hostName() });
      const once = redactor().value(schema, { a: range });
      expect(redactor().value(schema, once)).toEqual(once);
    },
  );

  it('leaves no control character', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(redactor().text(original)).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
      { numRuns: 100 },
    );
  });

  it('takes little time for a long line that repeats one letter', () => {
    for (const letter of ['a', '1', '.', ':', '@', '-', '/', '=', ' ', 'eyJ', '\u001b', '[', '%41', 'a.', 'a:', 'a@', '://']) {
      const long = letter.repeat(Math.ceil((16 * 1024) / letter.length));
      const tookMs = processorMs(() => redactor({ secrets: ['pa55w0rd!', 'aaaaaaaaaaab'] }).text(long));
      expect(tookMs, JSON.stringify(letter)).toBeLessThan(400);
    }
  });

  it('takes linear time up to 256 KB', { timeout: 60_000 }, () => {
    const pieces = [
      'a',
      '@',
      '"',
      '\\\\',
      '{"a":',
      'a.',
      'a@b:',
      '://',
      'CN=',
      'x.com/',
      'password ',
      'C:\\Users\\',
      'token: |\n ',
      'http://a:',
      '/home/',
      'login a password ',
      'for user ',
      'docker login ',
      '--user ',
    ];
    for (const piece of pieces) {
      const elapsed = (letters: number) => {
        const redact = redactor({ secrets: ['pa55w0rd!', 'aaaaaaaaaaab'] });
        // CPU time, because other programs run as well.
        const before = process.cpuUsage();
        redact.text(piece.repeat(Math.ceil(letters / piece.length)));
        return process.cpuUsage(before).user / 1000;
      };
      elapsed(1024);
      // The minimum keeps a pause of a busy machine from counting as growth.
      const whole = elapsed(256 * 1024);
      expect(whole, JSON.stringify(piece)).toBeLessThan(28 * Math.max(elapsed(32 * 1024), 40));
      // A quarter of a second on an idle machine; a busy CPU needs longer for the same work.
      expect(whole, JSON.stringify(piece)).toBeLessThan(1500);
    }
  });

  it('gives each value one pseudonym, whatever the order of the values', () => {
    const names = fc.uniqueArray(
      fc.oneof(
        fc.ipV4(),
        fc.domain().map((name) => `h.${name}`),
      ),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const [forward, back] = [redactor(), redactor()];
        const one = all.map((name) => forward.value(hostName(), name));
        const other = all
          .toReversed()
          .map((name) => back.value(hostName(), name))
          .toReversed();
        expect(other).toEqual(one);
        expect(new Set(one).size).toBe(all.length);
        // In a text each address is masked as in a field.
        expect(forward.text(all.join(' and '))).toBe(one.join(' and '));
      }),
      { numRuns: 100 },
    );
  });

  it('shows which addresses are in the same network', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, fc.integer({ min: 0, max: 2 }), (host, other, third, near) => {
        const [a, b] = [`10.7.${third}.${host}`, `10.7.${(third + near) % 256}.${other}`];
        const subnet = (text: string) => redactor().value(ipAddress(), text).split('-').slice(0, 4).join('-');
        expect(subnet(a) === subnet(b)).toBe(near === 0);
        expect(redactor().value(ipAddress(), a) === redactor().value(ipAddress(), b)).toBe(a === b);
      }),
      { numRuns: 100 },
    );
  });
});
