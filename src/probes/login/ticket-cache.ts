/**
 * A Kerberos ticket cache in a file: its user, and when its tickets expire. Keys and tickets are skipped. The format is MIT's
 * (https://web.mit.edu/kerberos/krb5-latest/doc/formats/ccache_file_format.html), version 4, which every program writes today.
 */

export interface Cache {
  user: string;
  realm: string;
  tickets: CachedTicket[];
}

export interface CachedTicket {
  /** `krbtgt/CORP.EXAMPLE@CORP.EXAMPLE`. */
  service: string;
  endsAt: Date | null;
}

/** Null for another format, or for a file that ends within an entry. */
export function readCacheFile(bytes: Buffer): Cache | null {
  if (bytes[0] !== 5 || bytes[1] !== 4) return null;
  try {
    const at = new Reader(bytes, 2);
    at.skip(at.short());
    const { name, realm } = at.principal();
    const tickets: CachedTicket[] = [];
    while (!at.isAtEnd) tickets.push(credential(at));
    return { user: name, realm, tickets };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function credential(at: Reader): CachedTicket {
  at.principal();
  const server = at.principal();
  at.skip(2);
  at.skip(at.long());
  at.skip(8);
  const ends = at.long();
  // Skips the end of renewal, the mark of a user-to-user key, and the flags.
  at.skip(4 + 1 + 4);
  for (let parts = 0; parts < 2; parts += 1) {
    for (let count = at.long(); count > 0; count -= 1) {
      at.skip(2);
      at.skip(at.long());
    }
  }
  at.skip(at.long());
  at.skip(at.long());
  return { service: `${server.name}@${server.realm}`, endsAt: new Date(ends * 1000) };
}

/** Reads big-endian numbers; a `RangeError` is the end of a damaged file. */
class Reader {
  #at: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  short(): number {
    this.#at += 2;
    return this.#bytes.readUInt16BE(this.#at - 2);
  }

  long(): number {
    this.#at += 4;
    return this.#bytes.readUInt32BE(this.#at - 4);
  }

  skip(length: number): void {
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('beyond the end');
  }

  principal(): { name: string; realm: string } {
    this.skip(4);
    const components = this.long();
    const realm = this.text();
    const parts: string[] = [];
    for (let count = 0; count < components; count += 1) parts.push(this.text());
    return { name: parts.join('/'), realm };
  }

  text(): string {
    const length = this.long();
    this.skip(length);
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }
}
