/** If these fail, a body that no program can decode counts as an answer, or a valid one as damaged. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBody } from './coding.ts';

const TEXT = Buffer.from('{"version":"1.2.3"}'.repeat(50));
const coded = (body: Buffer, coding?: string, rest: { cutByLimit?: boolean; isText?: boolean } = {}) =>
  decodeBody({ headers: coding === undefined ? {} : { 'content-encoding': coding }, body, cutByLimit: false, isText: true, ...rest });

it.each([
  ['none', TEXT, undefined],
  ['identity', TEXT, 'identity'],
  ['gzip', gzipSync(TEXT), 'gzip'],
  ['x-gzip in upper case', gzipSync(TEXT), 'X-GZip'],
  ['gzip twice', gzipSync(gzipSync(TEXT)), 'gzip, gzip'],
] as const)('a body with the content coding %s is decoded', (_, body, coding) => {
  expect(coded(body, coding)).toEqual({ bytes: TEXT, fault: null });
});

it.each([
  ['a body that is not gzip', TEXT, 'gzip', 'NOT_GZIP'],
  ['truncated gzip', gzipSync(TEXT).subarray(0, 30), 'gzip', 'NOT_GZIP'],
  ['a coding that was not requested', brotliCompressSync(TEXT), 'br', 'CODING_NOT_ASKED_FOR'],
  ['an unknown coding', TEXT, 'gzip, made-up', 'CODING_NOT_ASKED_FOR'],
  ['undeclared gzip', gzipSync(TEXT), undefined, 'CODING_NOT_NAMED'],
] as const)('a fault is reported for %s', (_, body, coding, fault) => {
  expect(coded(body, coding).fault).toBe(fault);
});

it('a body that was truncated at the limit is decoded up to that point', () => {
  const long = Buffer.from(Array.from({ length: 4000 }, (_, index) => `${index * 7919}`).join(','));
  const { bytes, fault } = coded(gzipSync(long).subarray(0, 4000), 'gzip', { cutByLimit: true });
  expect(fault).toBeNull();
  expect(long.subarray(0, bytes.length).equals(bytes)).toBe(true);
  expect(bytes.length).toBeGreaterThan(1000);
});

it('an empty body, a compressed file and a compression bomb are accepted', () => {
  expect(coded(Buffer.alloc(0), 'gzip').fault).toBeNull();
  expect(coded(gzipSync(TEXT), undefined, { isText: false }).fault).toBeNull();
  expect(coded(gzipSync(Buffer.alloc(20_000_000)), 'gzip')).toEqual({ bytes: Buffer.alloc(0), fault: null });
});

it('a body of any bytes is decoded without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 20 }), fc.boolean(), (bytes, coding, cutByLimit) => {
      coded(Buffer.from(bytes), coding, { cutByLimit });
      coded(Buffer.from(bytes), 'gzip', { cutByLimit });
    }),
  );
});
