import { describe, expect, it } from 'vitest';
import { createChunkDecoder, decodeText, isZip, utf8Bytes } from './decode-text.ts';

const TEXT = 'curl: (6) Could not resolve host: app.gitpod.io\r\nÄ – €';
const LITTLE = Buffer.from(TEXT, 'utf16le');
const BIG = Buffer.from(LITTLE).swap16();

const WRITTEN: [string, Buffer][] = [
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
  ['UTF-16 as PowerShell 5 writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), LITTLE])],
  ['big-endian UTF-16', Buffer.concat([Buffer.from([0xfe, 0xff]), BIG])],
  ['UTF-16 without a byte order mark', LITTLE],
  ['big-endian UTF-16 without a byte order mark', BIG],
];

describe('decoding the text of a file', () => {
  it.each(WRITTEN)('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
    expect(
      Buffer.from(utf8Bytes(bytes))
        .toString()
        .replace(/^\uFEFF/, ''),
    ).toBe(TEXT);
  });

  it.each(WRITTEN)('reads %s in chunks of any size', (name, bytes) => {
    // Without a byte order mark the first chunk has to show the encoding.
    for (const size of name.includes('without') ? [bytes.length, 64] : [1, 2, 3, 7, bytes.length]) {
      const decoder = createChunkDecoder();
      let text = '';
      for (let at = 0; at < bytes.length; at += size) text += decoder.write(bytes.subarray(at, at + size));
      expect(text + decoder.end()).toBe(TEXT);
    }
  });

  it('does not decode an archive', () => {
    const zip = Buffer.from(`PK\u0003\u0004${'a\0'.repeat(300)}`, 'latin1');
    expect(isZip(zip)).toBe(true);
    expect(utf8Bytes(zip)).toBe(zip);
  });

  it('never throws, whatever the bytes, and gives an empty text for an empty file', () => {
    expect(decodeText(new Uint8Array())).toBe('');
    expect(createChunkDecoder().end()).toBe('');
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x00]))).toHaveLength(1);
    expect(decodeText(Uint8Array.from({ length: 600 }, (_, index) => (index * 7919) % 256))).not.toBe('');
  });
});
