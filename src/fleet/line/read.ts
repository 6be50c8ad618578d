/** Finds compact lines in a text: at any position, inside a JSON string, or truncated. */

import { COMPACT_MARK, COMPACT_SCHEMA, Compact } from '../../model/compact.ts';
import { parsedJson } from '../../model/parsed-json.ts';

export type FleetLine =
  | { is: 'compact'; compact: Compact }
  /** Written by a version with a later format. */
  | { is: 'newer'; version: number }
  /** The line begins correctly but is truncated too early to read. */
  | { is: 'lost' };

const PLAIN = `${COMPACT_MARK}{`;
/** The mark inside a JSON string, because engines and log collectors wrap a program's output. */
const QUOTED = `${COMPACT_MARK}{\\"`;

export function hasCompactMark(text: string): boolean {
  return text.includes(PLAIN);
}

export function readFleetLines(text: string): FleetLine[] {
  const found: FleetLine[] = [];
  for (let at = text.indexOf(PLAIN); at >= 0; ) {
    const next = text.indexOf(PLAIN, at + PLAIN.length);
    const piece = text.slice(at + COMPACT_MARK.length, next < 0 ? undefined : next);
    found.push(readPiece(text.startsWith(QUOTED, at) ? unquoted(piece) : piece));
    at = next;
  }
  return found;
}

function readPiece(piece: string): FleetLine {
  const json = closeTruncatedJson(piece);
  const whole = json !== null && piece.startsWith(json);
  const value = json === null ? undefined : parsedJson(json);
  if (typeof value !== 'object' || value === null || !('schema' in value)) return { is: 'lost' };
  const version = versionOf(value.schema);
  if (version === null) return { is: 'lost' };
  if (version > 1) return { is: 'newer', version };
  const compact = Compact.safeParse(whole ? value : completed(value));
  return compact.success ? { is: 'compact', compact: compact.data } : { is: 'lost' };
}

/** Fields missing from a truncated line stay empty, and its end is marked. */
function completed(value: object): unknown {
  const { names, toldNames, findings, rows, otherRows, told, failures, notes, catalog, cut, ...rest } = { ...value } as Record<
    string,
    unknown
  >;
  // In a line all names precede the texts that quote them, and without the names these cannot be masked.
  const [isNamed, isToldNamed] = [names, toldNames].map((some) => Compact.shape.names.safeParse(some).success);
  return {
    ...rest,
    // The last object may be incomplete.
    catalog: Compact.shape.catalog.safeParse(catalog).success ? catalog : { version: '', sha256: '', overlay: null },
    notes: wholeOnes(notes, Compact.shape.notes.element),
    names: isNamed ? names : {},
    findings: wholeOnes(isNamed ? findings : [], Compact.shape.findings.element),
    rows: wholeOnes(rows, Compact.shape.rows.element),
    toldNames: isToldNamed ? toldNames : {},
    told: wholeOnes(isNamed && isToldNamed ? told : [], Compact.shape.told.element),
    failures: wholeOnes(isNamed && isToldNamed ? failures : [], Compact.shape.failures.element),
    otherRows: wholeOnes(otherRows, Compact.shape.otherRows.element),
    cut: [...(Array.isArray(cut) ? cut : []), 'end'],
  };
}

function wholeOnes(list: unknown, entry: { safeParse(value: unknown): { success: boolean } }): unknown[] {
  return Array.isArray(list) ? list.filter((value) => entry.safeParse(value).success) : [];
}

function versionOf(schema: unknown): number | null {
  const [form] = COMPACT_SCHEMA.split('@');
  const version = typeof schema === 'string' ? /^(.{1,60})@(\d{1,6})$/.exec(schema) : null;
  return version?.[1] === form ? Number(version?.[2]) : null;
}

/** The content of a JSON string up to its closing quote, or to the end of the text. */
function unquoted(piece: string): string {
  let end = 0;
  while (end < piece.length && piece[end] !== '"') end += piece[end] === '\\' ? 2 : 1;
  const inside = end < piece.length ? piece.slice(0, end) : piece.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '');
  const text = parsedJson(`"${inside}"`);
  return typeof text === 'string' ? text : '';
}

/** The JSON before the truncation, closed after its last complete value; null if no value was complete. */
function closeTruncatedJson(text: string): string | null {
  const open: string[] = [];
  let inString = false;
  let end = -1;
  let closers = '';
  /** The text up to this position is valid once the open brackets are closed. */
  const keep = (upTo: number) => {
    end = upTo;
    closers = open.toReversed().join('');
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === ',') keep(at);
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return null;
      keep(at + 1);
      if (open.length === 0) break;
    }
  }
  return end < 0 ? null : text.slice(0, end) + closers;
}
