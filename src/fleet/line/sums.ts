/**
 * The first field of a compact line, `sums`: the length of the text after it, and a checksum of each block of that text. With them, a
 * truncated line is verified up to its end, a wrapped line is joined again, and damage never becomes a cause.
 */
import { crc32 } from 'node:zlib';
import { COMPACT_MARK } from '../../model/compact.ts';

/** Blocks are short, because a truncated line loses its last incomplete block. */
const BLOCK = 256;
/** Hexadecimal digits of each checksum: the upper 24 bits of CRC-32. */
const DIGITS = 6;

const FIELD = /^\{"sums":"(\d{1,5})\.((?:[0-9a-f]{6})*)",/;
/** The length of the field without its checksums. */
const FRAME = `${COMPACT_MARK}{"sums":"12345.",`.length;

/** The text of a JSON object, with the checksums of what follows this field. */
export function withSums(json: string): string {
  const text = json.slice(1);
  return `{"sums":"${text.length}.${sumsOf(text).join('')}",${text}`;
}

/** The length of a whole line (mark, checksums, JSON) for JSON of this length. */
export function lengthWithSums(json: number): number {
  return FRAME + DIGITS * Math.ceil((json - 1) / BLOCK) + json - 1;
}

export interface VerifiedText {
  /** The JSON up to the last block with a correct checksum. */
  json: string;
  /** `truncated`: the text ends early. `damaged`: its characters differ from those that were written. */
  is: 'whole' | 'truncated' | 'damaged';
}

/** Verifies a text that begins with a line's JSON; null if it has no checksums. */
export function verifySums(piece: string): VerifiedText | null {
  const field = readField(piece);
  if (field === null) return null;
  const { sums, length, start } = field;
  const text = piece.slice(start, start + length);
  const complete = text.length === length ? Math.ceil(length / BLOCK) : Math.floor(text.length / BLOCK);
  const actual = sumsOf(text.slice(0, complete * BLOCK));
  const wrong = actual.findIndex((sum, block) => sum !== sums[block]);
  const json = `{${text.slice(0, (wrong < 0 ? complete : wrong) * BLOCK)}`;
  if (wrong >= 0) return { json, is: 'damaged' };
  return { json, is: text.length < length ? 'truncated' : 'whole' };
}

/** The number of characters that a line lacks at its end, by the length in its first field; 0 without that field. */
export function missingCharacters(piece: string): number {
  const field = readField(piece);
  if (field !== null) return Math.max(0, field.start + field.length - piece.length);
  if ('{"sums":"'.startsWith(piece)) return 1;
  const [begun, length, digits = ''] = BEGUN_FIELD.exec(piece) ?? [];
  if (begun === undefined) return 0;
  return length === undefined ? 1 : Math.ceil(Number(length) / BLOCK) * DIGITS - digits.length + '",'.length + Number(length);
}

/** Matches a first field that is itself wrapped, as in a long line. */
const BEGUN_FIELD = /^\{"sums":"(?:(\d{1,5})\.([0-9a-f]*)|\d{0,5})"?$/;

function readField(piece: string): { sums: string[]; length: number; start: number } | null {
  const [field, length, digits = ''] = FIELD.exec(piece.slice(0, FRAME + DIGITS * 100)) ?? [];
  if (field === undefined) return null;
  return { sums: digits.match(/.{6}/g) ?? [], length: Number(length), start: field.length };
}

function sumsOf(text: string): string[] {
  const sums: string[] = [];
  for (let at = 0; at < text.length; at += BLOCK) sums.push((crc32(text.slice(at, at + BLOCK)) >>> 8).toString(16).padStart(DIGITS, '0'));
  return sums;
}
