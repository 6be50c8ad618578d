/** The subset of DER (X.690) that PKCS #12 needs: sequential elements, checked lengths, no copies. */

export interface DerElement {
  /** Class, constructed bit and number in one byte; PKCS #12 has no higher numbers. */
  tag: number;
  content: Buffer;
  /** The signed bytes, with tag and length. */
  whole: Buffer;
}

export const DER_TAGS = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, sequence: 0x30, context0: 0xa0 } as const;

export class NotDerError extends Error {}

/** The consecutive elements in these bytes. Throws `NotDerError` if they are truncated or of indefinite length. */
export function parseElements(bytes: Buffer): DerElement[] {
  const found: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const { length, start } = lengthAt(bytes, at + 1);
    if (start + length > bytes.length) throw new NotDerError('an element is cut off');
    found.push({ tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) });
    at = start + length;
  }
  return found;
}

/** The children of a sequence (or of an explicit tag). */
export function childrenOf(element: DerElement | undefined): DerElement[] {
  if (element === undefined || (element.tag & 0x20) === 0) throw new NotDerError('a sequence is missing');
  return parseElements(element.content);
}

export function contentOf(element: DerElement | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new NotDerError('an element of another kind is expected');
  return element.content;
}

/** Keys and signatures are whole bytes, so the last byte has no unused bits. */
export function bitsOf(element: DerElement | undefined): Buffer {
  const content = contentOf(element, DER_TAGS.bits);
  if (content[0] !== 0) throw new NotDerError('a string of whole bytes is expected');
  return content.subarray(1);
}

/** Returns the dotted form, `1.2.840.113549.1.7.1`. */
export function oidOf(element: DerElement | undefined): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of contentOf(element, DER_TAGS.oid)) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...others] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...others].join('.');
}

/** A small integer. A larger one cannot be an iteration count. */
export function integerOf(element: DerElement | undefined): number {
  const content = contentOf(element, DER_TAGS.integer);
  if (content.length === 0 || content.length > 6) throw new NotDerError('a number is too large');
  return content.readUIntBE(0, content.length);
}

function lengthAt(bytes: Buffer, at: number): { length: number; start: number } {
  const first = bytes[at];
  if (first === undefined) throw new NotDerError('an element is cut off');
  if (first < 0x80) return { length: first, start: at + 1 };
  const size = first & 0x7f;
  if (size === 0 || size > 4 || at + 1 + size > bytes.length) throw new NotDerError('a length cannot be read');
  return { length: bytes.readUIntBE(at + 1, size), start: at + 1 + size };
}
