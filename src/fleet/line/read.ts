/** Reads compact lines out of a text: at any position, in another program's format, truncated or damaged. */

import { COMPACT_SCHEMA, CompactReport } from '../../model/compact.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { verifySums } from './sums.ts';
import { markedPieces } from './wrappings.ts';

export type FleetLine =
  /** `isDamaged`: the text after the damage was dropped, as after a truncation. */
  | { is: 'compact'; compact: CompactReport; isDamaged: boolean }
  /** Written by a version with a later format. */
  | { is: 'newer'; version: number }
  /** The line is truncated or damaged too early to read. */
  | { is: 'lost'; isDamaged: boolean };

export function readFleetLines(text: string): FleetLine[] {
  return markedPieces(text).map(readPiece);
}

function readPiece(piece: string): FleetLine {
  const verified = verifySums(piece);
  const isDamaged = verified?.is === 'damaged';
  const lost: FleetLine = { is: 'lost', isDamaged };
  const text = verified?.json ?? piece;
  const json = closeTruncatedJson(text);
  const value = json === null ? undefined : parsedJson(json);
  const isWhole = json !== null && text.startsWith(json);
  // Without checksums, a truncated line may also be damaged. In a damaged line, the checksums precede the schema.
  if (verified === null && !(isWhole && text.startsWith('{"schema":'))) return lost;
  if (typeof value !== 'object' || value === null || !('schema' in value)) return lost;
  const version = versionOf(value.schema);
  if (version === null) return lost;
  if (version > 1) return { is: 'newer', version };
  const compact = CompactReport.safeParse(isWhole && !isDamaged && verified?.is !== 'truncated' ? value : completed(value));
  return compact.success ? { is: 'compact', compact: compact.data, isDamaged } : lost;
}

/** Fields that a truncated line lacks are empty, and the line is marked. */
function completed(value: object): unknown {
  const { names, toldNames, findings, rows, otherRows, told, failures, notes, catalog, cut, ...rest } = { ...value } as Record<
    string,
    unknown
  >;
  // All names precede the texts that quote them. Without the names, these texts cannot be masked.
  const [isNamed, isToldNamed] = [names, toldNames].map((some) => CompactReport.shape.names.safeParse(some).success);
  return {
    ...rest,
    // The last object is dropped, because it may be incomplete.
    catalog: CompactReport.shape.catalog.safeParse(catalog).success ? catalog : { version: '', sha256: '', overlay: null },
    notes: wholeOnes(notes, CompactReport.shape.notes.element),
    names: isNamed ? names : {},
    findings: wholeOnes(isNamed ? findings : [], CompactReport.shape.findings.element),
    rows: wholeOnes(rows, CompactReport.shape.rows.element),
    toldNames: isToldNamed ? toldNames : {},
    told: wholeOnes(isNamed && isToldNamed ? told : [], CompactReport.shape.told.element),
    failures: wholeOnes(isNamed && isToldNamed ? failures : [], CompactReport.shape.failures.element),
    otherRows: wholeOnes(otherRows, CompactReport.shape.otherRows.element),
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

/** The JSON before the truncation, closed after its last complete value; null if no value is complete. */
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
