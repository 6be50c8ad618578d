import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leaks } from './secrets.ts';

const SECRET = 'Zq7/heron+4471 ü';

it.each([
  ['as it is', SECRET],
  ['URL-encoded', `https://x/?t=${encodeURIComponent(SECRET)}&y=1`],
  ['hex', Buffer.from(SECRET).toString('hex')],
  ['base64', Buffer.from(`anna:${SECRET}`).toString('base64')],
  ['base64 for URLs', Buffer.from(`{"t":"${SECRET}"}`).toString('base64url')],
])('a secret is found in its form %s', (_, text) => {
  expect(leaks('here', text, [SECRET])).not.toEqual([]);
});

it('a secret is found in base64 at every offset', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
      expect(leaks('here', Buffer.from(before + SECRET + after).toString('base64'), [SECRET])).not.toEqual([]);
    }),
  );
});

it('a text without the secret is not reported', () => {
  expect(leaks('here', 'proxy.example.internal, heron 4471', [SECRET])).toEqual([]);
});
