/**
 * Java's own key stores, JKS and JCEKS: their trusted certificates. The format is that of `sun.security.provider.JavaKeyStore`; the
 * password only protects the digest at the end, so reading needs none.
 */

const MAGIC = { jks: 0xfeedfeed, jceks: 0xcececece } as const;
const ENTRY = { privateKey: 1, trusted: 2 } as const;

export function isJavaKeyStore(bytes: Buffer): boolean {
  const magic = bytes.length < 12 ? 0 : bytes.readUInt32BE(0);
  return magic === MAGIC.jks || magic === MAGIC.jceks;
}

/** DER of every trusted certificate; null if the file is truncated or of another format. A private key's chain is not trusted. */
export function readJksCertificates(bytes: Buffer): Buffer[] | null {
  if (!isJavaKeyStore(bytes)) return null;
  try {
    return readEntries(new Cursor(bytes));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readEntries(cursor: Cursor): Buffer[] | null {
  cursor.skip(4);
  const version = cursor.number(4);
  const count = cursor.number(4);
  const trusted: Buffer[] = [];
  const certificate = () => {
    // Version 2 contains the kind of certificate, which is always X.509.
    if (version === 2) cursor.skip(cursor.number(2));
    return cursor.take(cursor.number(4));
  };
  for (let entry = 0; entry < count; entry += 1) {
    const tag = cursor.number(4);
    cursor.skip(cursor.number(2));
    cursor.skip(8);
    if (tag === ENTRY.trusted) trusted.push(certificate());
    else if (tag === ENTRY.privateKey) {
      cursor.skip(cursor.number(4));
      for (let links = cursor.number(4); links > 0; links -= 1) certificate();
    } else {
      // A secret key is a serialised Java object, and only Java knows its length.
      return null;
    }
  }
  return trusted;
}

/** Reads forward; throws RangeError past the end. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  number(size: 2 | 4): number {
    return this.take(size).readUIntBE(0, size);
  }

  skip(length: number): void {
    this.take(length);
  }

  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('the key store is cut off');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
