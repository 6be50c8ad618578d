/** The content coding of a body (RFC 9110 §8.4): requests the same coding as Go's client, and decodes and checks the body. */
import { gunzipSync, constants as zlib } from 'node:zlib';
import { type Headers, valuesOfHeader } from './headers.ts';

/** Go's net/http requests only this coding, in each GET without a range. */
export const REQUESTED_CODING = 'gzip';

/** The maximum size of an unpacked page. */
const MAX_UNPACKED_BYTES = 1024 * 1024;

/** The fault of the coding: it differs from the declared coding, was not requested, or is not declared. */
export type ContentCodingFault = 'NOT_GZIP' | 'CODING_NOT_ASKED_FOR' | 'CODING_NOT_NAMED';

export interface DecodedBody {
  bytes: Buffer;
  fault: ContentCodingFault | null;
}

interface Coded {
  headers: Headers;
  body: Buffer;
  cutByLimit: boolean;
  /** The expected content is text, so a body that is still compressed after decoding is a fault. */
  isText: boolean;
}

export function decodeBody({ headers, body, cutByLimit, isText }: Coded): DecodedBody {
  const codings = valuesOfHeader(headers, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (body.length === 0) return { bytes: body, fault: null };
  if (codings.length === 0) return { bytes: body, fault: isText && looksGzipped(body) ? 'CODING_NOT_NAMED' : null };
  if (codings.some((name) => name !== REQUESTED_CODING && name !== `x-${REQUESTED_CODING}`))
    return { bytes: body, fault: 'CODING_NOT_ASKED_FOR' };
  return codings.reduce<DecodedBody>(({ bytes, fault }) => (fault === null ? gunzipped(bytes, cutByLimit) : { bytes, fault }), {
    bytes: body,
    fault: null,
  });
}

function gunzipped(body: Buffer, cutByLimit: boolean): DecodedBody {
  try {
    const finishFlush = cutByLimit ? zlib.Z_SYNC_FLUSH : zlib.Z_FINISH;
    return { bytes: gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES, finishFlush }), fault: null };
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return { bytes: isTooLarge ? Buffer.alloc(0) : body, fault: isTooLarge ? null : 'NOT_GZIP' };
  }
}

/** RFC 1952 §2.3.1: the two bytes at the start of each member, and its only method. */
function looksGzipped(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b && body[2] === 8;
}
