/** The content coding of a body (RFC 9110 §8.4): asked for as Go's client asks, undone, and judged. */
import { gunzipSync, constants as zlib } from 'node:zlib';
import { type Headers, header } from './headers.ts';

/** Go's net/http asks for this coding, and for no other, in each GET without a range. */
export const ASKED_CODING = 'gzip';

/** A page that packs more than this into little is not read. */
const MOST_UNPACKED_BYTES = 1024 * 1024;

/** What is wrong with the coding: it is not the one that is named, it was not asked for, or none is named. */
export type CodingFault = 'NOT_GZIP' | 'CODING_NOT_ASKED_FOR' | 'CODING_NOT_NAMED';

export interface Undone {
  bytes: Buffer;
  fault: CodingFault | null;
}

interface Coded {
  headers: Headers;
  body: Buffer;
  cutByLimit: boolean;
  /** What is due there is text, so that compressed bytes are no file of their own. */
  isText: boolean;
}

export function undone({ headers, body, cutByLimit, isText }: Coded): Undone {
  const codings = header(headers, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (body.length === 0) return { bytes: body, fault: null };
  if (codings.length === 0) return { bytes: body, fault: isText && looksGzipped(body) ? 'CODING_NOT_NAMED' : null };
  if (codings.some((name) => name !== ASKED_CODING && name !== `x-${ASKED_CODING}`)) return { bytes: body, fault: 'CODING_NOT_ASKED_FOR' };
  return codings.reduce<Undone>(({ bytes, fault }) => (fault === null ? gunzipped(bytes, cutByLimit) : { bytes, fault }), {
    bytes: body,
    fault: null,
  });
}

function gunzipped(body: Buffer, cutByLimit: boolean): Undone {
  try {
    const finishFlush = cutByLimit ? zlib.Z_SYNC_FLUSH : zlib.Z_FINISH;
    return { bytes: gunzipSync(body, { maxOutputLength: MOST_UNPACKED_BYTES, finishFlush }), fault: null };
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return { bytes: isTooLarge ? Buffer.alloc(0) : body, fault: isTooLarge ? null : 'NOT_GZIP' };
  }
}

/** RFC 1952 §2.3.1: two bytes that begin each member, and the one method there is. */
function looksGzipped(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b && body[2] === 8;
}
