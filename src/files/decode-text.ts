/** Decodes a text file: UTF-16, which Windows PowerShell 5 writes with or without a byte order mark; otherwise UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** The text in UTF-8, for readers of bytes. An archive is returned unchanged. */
export function utf8Bytes(bytes: Uint8Array): Uint8Array {
  return isZip(bytes) || encodingOf(bytes) === 'utf-8' ? bytes : new TextEncoder().encode(decodeText(bytes));
}

/** ZIP (APPNOTE.TXT, 4.3.7): the signature of a local file header. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Decodes a stream. The beginning shows the encoding, so a chunk shorter than a byte order mark waits for the next chunk. */
export function createChunkDecoder(): { write(piece: Uint8Array): string; end(): string } {
  let held = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const begin = () => {
    decoder = new TextDecoder(encodingOf(held));
    return decoder.decode(held, { stream: true });
  };
  return {
    write(piece) {
      if (decoder !== null) return decoder.decode(piece, { stream: true });
      held = Buffer.concat([held, piece]);
      return held.length < MARK ? '' : begin();
    },
    end: () => (decoder === null ? begin() : '') + (decoder?.decode() ?? ''),
  };
}

/** The length of the longest byte order mark, which is that of UTF-8. */
const MARK = 3;

/** A length that shows whether every second byte is zero, as in UTF-16 of Latin letters. */
const SAMPLE = 512;

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const length = Math.min(bytes.length, SAMPLE);
  for (let index = 0; index < length; index += 1) if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = (length / 2) * 0.6;
  if (odd > most && even < most / 4) return 'utf-16le';
  return even > most && odd < most / 4 ? 'utf-16be' : 'utf-8';
}
