/** The rules of a request, the hosts to exempt and the other connections, as CSV (RFC 4180) with a header, for tickets and spreadsheets. */
import type { Handover } from '../../model/handover.ts';
import { OPTIONAL_REMARK, sourceText, stateText } from './words.ts';

const COLUMNS = [
  ...['protocol', 'port', 'destination', 'measured', 'addresses', 'direction', 'source', 'proxy', 'now', 'cause', 'why'],
  ...['rows', 'as listed', 'sections', 'action', 'needed'],
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
    rule.sections.join(' / '),
    'allow',
    needed(rule),
  ]);
  const codes = new Map(told.asks.map(({ finding }) => [finding.id, finding.code]));
  const spared = told.exemptions.map((exemption) => {
    const { host, finding } = exemption;
    const known: Partial<Record<(typeof COLUMNS)[number], string>> = {
      destination: host,
      direction: 'outbound',
      source,
      cause: codes.get(finding) ?? '',
      why: titles.get(finding) ?? '',
      action: 'exempt from TLS inspection',
      needed: needed(exemption),
    };
    return COLUMNS.map((column) => known[column] ?? '');
  });
  // Working connections are listed too, so that a new or stricter firewall keeps them open.
  const asked = new Set(told.openings.flatMap(({ protocol, port, allow }) => allow.map((host) => `${protocol} ${port} ${host}`)));
  const others = told.connections
    .filter(({ protocol, port, host }) => !asked.has(`${protocol} ${port} ${host}`))
    .map((connection) => {
      const { protocol, port, host, measured, addresses, proxy, purposes } = connection;
      const known: Partial<Record<(typeof COLUMNS)[number], string>> = {
        ...{ protocol, destination: host, direction: 'outbound', source, action: 'allow' },
        ...{ port: String(port), measured: measured.join(' '), addresses: addresses.join(' '), proxy: proxy ?? '' },
        ...{ now: stateText(connection), why: purposes.join(', '), rows: connection.rows.join(' '), needed: needed(connection) },
      };
      return COLUMNS.map((column) => known[column] ?? '');
    });
  return [COLUMNS, ...rows, ...spared, ...others].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function needed(rule: { needed: boolean }): string {
  return rule.needed ? 'yes' : OPTIONAL_REMARK;
}

/**
 * Recognises fields that a spreadsheet would take for a formula, even after spaces and in full-width forms (OWASP, CSV Injection).
 * Semicolons count as separators even inside quotes, as in locales with a decimal comma.
 */
const FORMULA = /(^|[;\t\r\n])(?=["\s]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])|^(?=[\t\r\n])/g;

function csvField(value: string): string {
  const harmless = value.replace(FORMULA, "$&'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
