/** The rules of a hand-over for a ticket system or a spreadsheet: CSV by RFC 4180, with CRLF, a head, and quotes where they are needed. */
import type { Handover } from '../../model/handover.ts';
import { sourceText } from './words.ts';

const COLUMNS = [
  'protocol',
  'port',
  'destination',
  'measured',
  'addresses',
  'direction',
  'source',
  'proxy',
  'now',
  'cause',
  'why',
  'rows',
  'as listed',
  'sections',
] as const;

export function rulesCsv(told: Handover): string {
  const titles = new Map(told.asks.map(({ finding }) => [finding.id, finding.title]));
  const source = sourceText(told);
  const rows = told.openings.map((rule) => [
    rule.protocol,
    String(rule.port),
    rule.allow.join(' '),
    rule.host,
    rule.addresses.join(' '),
    'outbound',
    source,
    rule.proxy ?? '',
    rule.seen,
    rule.code,
    titles.get(rule.finding) ?? '',
    rule.rows.join(' '),
    rule.endpoints.join(' '),
    rule.sections.join('; '),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a field that begins with one of these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function csvField(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
