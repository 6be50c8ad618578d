import { describe, expect, it } from 'vitest';
import { decodedText } from './decode-text.ts';

const TEXT = 'curl: (6) Could not resolve host: app.gitpod.io\r\nÄ – €';
const LITTLE = Buffer.from(TEXT, 'utf16le');
const BIG = Buffer.from(LITTLE).swap16();

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
    ['UTF-16 as PowerShell 5 writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), LITTLE])],
    ['UTF-16, the high byte first', Buffer.concat([Buffer.from([0xfe, 0xff]), BIG])],
    ['UTF-16 without a mark', LITTLE],
    ['UTF-16 without a mark, the high byte first', BIG],
  ])('is read from %s', (_, bytes) => expect(decodedText(bytes)).toBe(TEXT));

  it('is something for any bytes, and nothing for none', () => {
    expect(decodedText(new Uint8Array())).toBe('');
    expect(decodedText(Uint8Array.from([0xff, 0xfe, 0x00]))).toHaveLength(1);
    expect(decodedText(Uint8Array.from({ length: 600 }, (_, index) => (index * 7919) % 256))).not.toBe('');
  });
});
