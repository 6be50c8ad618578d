/** The status line and headers of a proxy's response to CONNECT, parsed here because HTTP clients discard them. */

export const HEAD_LIMIT = 16 * 1024;

export interface ResponseHead {
  status: number;
  /** The reason phrase. */
  reason: string;
  /** Names in lower case; all values of a repeated header. */
  headers: ReadonlyMap<string, readonly string[]>;
}

/** The offset of the first byte after the head; -1 while it is incomplete. */
export function headEndOffset(bytes: Buffer): number {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return -1;
  return lf < 0 || (crlf >= 0 && crlf < lf) ? crlf + 4 : lf + 2;
}

/** Null if the bytes are not HTTP/1. */
export function parseHead(bytes: Buffer): ResponseHead | null {
  const [statusLine = '', ...lines] = bytes.toString('latin1').split(/\r?\n/);
  const status = /^HTTP\/1\.[01] (\d{3})(?: (.*)|$)/.exec(statusLine);
  if (status === null) return null;
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const header = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/.exec(line);
    if (header === null) continue;
    const name = (header[1] ?? '').toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), (header[2] ?? '').trim()]);
  }
  return { status: Number(status[1]), reason: status[2] ?? '', headers };
}

/** Whether these bytes may still become an HTTP answer. Distinguishes another protocol from a slow answer. */
export function mayBeHttp(bytes: Buffer): boolean {
  const opening = 'HTTP/1.';
  const seen = bytes.subarray(0, opening.length).toString('latin1');
  return opening.startsWith(seen);
}
