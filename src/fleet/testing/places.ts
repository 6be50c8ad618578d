/** Results of machines, for tests: real reports of test sessions, or lines built field by field. */
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, type SessionBuilder, session } from '../../diagnosis/testing/session.ts';
import { buildReport } from '../../documents/report/report.ts';
import type { CompactFinding, CompactReport } from '../../model/compact.ts';
import type { Report } from '../../model/report.ts';
import { createCompactReport, UNKNOWN_PLACE } from '../line/compact-of.ts';
import { packRows } from '../line/row-names.ts';

export function reportOf(told: SessionBuilder): Report {
  const built = told.build();
  return buildReport(built, diagnose(built));
}

/** A report with a cause, its consequence, met requirements and an inconclusive one. */
export function someReport(): Report {
  return reportOf(
    session({ from: 'runner', runner: 'standard', regions: ['eu-west-1'], account: '123456789012' })
      .https('app.gitpod.io', passes(), { requirement: 'management.app' })
      .https('us01.gitpod.dev', fails('tcp.timeout'), { requirement: 'gateway.https-8443' })
      .https('releases.gitpod.io', fails('tcp.refused'), { requirement: ['releases.cli', 'releases.vscode'] })
      .requirement('aws.kms'),
  );
}

export interface Told {
  instance?: string | null;
  host?: string | null;
  startedAt?: string;
  from?: CompactReport['place']['from'];
  region?: string;
  account?: string;
  /** Requirements that count, by verdict. */
  met?: readonly string[];
  unmet?: readonly string[];
  open?: readonly string[];
  causes?: readonly {
    code?: string;
    subject?: string;
    rows: readonly string[];
    fix?: string;
    targets?: readonly string[];
    severity?: CompactFinding['severity'];
  }[];
  changes?: Partial<CompactReport>;
}

/** A line as a machine prints it. */
export function compact({
  instance = 'i-00000000000000001',
  host = null,
  startedAt = '2026-11-27T10:00:00.000Z',
  from = 'runner',
  region = 'us-east-1',
  account = '123456789012',
  met = ['management.app'],
  unmet = [],
  open = [],
  causes = [],
  changes = {},
}: Told = {}): CompactReport {
  const base = createCompactReport(reportOf(session({ from: 'runner' })), UNKNOWN_PLACE);
  return {
    ...base,
    version: '0.1.0',
    catalog: { version: '2026-11-23', sha256: 'ab'.repeat(32), overlay: null },
    startedAt,
    summary: {
      outcome: unmet.length > 0 ? 'fail' : open.length > 0 ? 'inconclusive' : 'pass',
      ...{ met: met.length, unmet: unmet.length, unknown: open.length },
    },
    place: { ...base.place, instance, host, from, regions: [region], account },
    findings: causes.map(({ code = 'GD106', subject = 'proxy.corp:3128, port 8443', rows, severity = 'blocker' }) => ({
      ...{ code, name: `name-of-${code}`, subject, severity, confidence: 'certain' as const, causedBy: null },
      rows: packRows(rows),
    })),
    rows: [
      { verdict: 'unmet' as const, why: 'tcp.timeout', rows: packRows(unmet) },
      { verdict: 'unknown' as const, why: 'no-reply', rows: packRows(open) },
      { verdict: 'met' as const, why: null, rows: packRows(met) },
    ].filter(({ rows }) => rows.length > 0),
    told: causes.flatMap(({ code = 'GD106', fix }, finding) =>
      fix === undefined
        ? []
        : [{ finding, title: `Title of ${code}`, fixes: [{ owner: 'network-team' as const, text: fix, command: null }], evidence: [] }],
    ),
    otherRows: [],
    failures: causes.flatMap(({ rows, targets = [] }) =>
      targets.map((target) => ({ row: rows[0] ?? '', target, via: 'direct' as const, phase: 'tcp', kind: 'tcp.timeout', code: null })),
    ),
    notes: [],
    ...changes,
  };
}
