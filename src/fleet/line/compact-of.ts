/** Turns a report and facts about its machine into the complete content of a compact line. */

import { decisiveObservation, retriedRows } from '../../knowledge/measurements/retries.ts';
import {
  COMPACT_SCHEMA,
  type CompactFailure,
  type CompactFinding,
  type CompactPlace,
  type CompactReport,
  type CompactRows,
} from '../../model/compact.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { Report, ReportRequirement } from '../../model/report.ts';
import { targetText } from '../../model/target.ts';
import { quotedNames } from './names.ts';
import { packRows } from './row-names.ts';

/** Facts about the machine that a report lacks. */
export type PlaceFacts = Pick<CompactPlace, 'instance' | 'machine' | 'host' | 'subnets' | 'runnerId' | 'environmentId' | 'demo'>;

export const UNKNOWN_PLACE: PlaceFacts = {
  instance: null,
  machine: null,
  host: null,
  subnets: [],
  runnerId: null,
  environmentId: null,
  demo: null,
};

export function createCompactReport(report: Report, where: PlaceFacts): CompactReport {
  const { tool, startedAt, durationMs, summary, profile, catalog, notes } = report;
  const roots = report.findings.filter(({ causedBy }) => causedBy === null);
  const findings = [...roots, ...report.findings.filter(({ causedBy }) => causedBy !== null)];
  const { from, fromIs, runner, regions, account, place: name = null } = profile;
  const texts = {
    findings: findings.map((finding) => compactFinding(finding, report.findings)),
    told: findings.map(({ title, fixes, evidence }, finding) => ({
      finding,
      title,
      fixes: fixes.map(({ owner, text, command }) => ({ owner, text, command })),
      evidence: [...evidence],
    })),
    failures: failuresOf(report),
  };
  const { names, toldNames } = quotedNames(report, where, texts);
  return {
    schema: COMPACT_SCHEMA,
    version: tool.version,
    startedAt,
    durationMs: Math.round(durationMs),
    summary: { ...summary },
    cut: [],
    maskedBy: null,
    place: { ...where, name, from, fromIs, runner, regions: [...regions], zone: zoneOf(report), account },
    names,
    findings: texts.findings,
    rows: groups(report, true),
    catalog: { version: catalog.version, sha256: catalog.sha256, overlay: catalog.overlay },
    toldNames,
    told: texts.told,
    failures: texts.failures,
    otherRows: groups(report, false),
    notes: [...new Set(notes.map(({ code }) => code))],
  };
}

function compactFinding(finding: Finding, all: readonly Finding[]): CompactFinding {
  const { code, name, subject, severity, confidence, causedBy } = finding;
  const rows = causedBy === null ? withWhatFollows(finding, all) : finding.requirements;
  return { code, name, subject, severity, confidence, causedBy, rows: packRows(rows) };
}

/** Adds the requirements of all consequences, because the fix of the root cause fixes them too. An untrusted report can contain cycles. */
function withWhatFollows(root: Finding, all: readonly Finding[]): Set<string> {
  const seen = new Set([root]);
  for (const finding of seen) for (const other of all) if (other.causedById === finding.id) seen.add(other);
  return new Set([...seen].flatMap(({ requirements }) => requirements));
}

function zoneOf({ observations }: Report): string | null {
  const found = observations.find((observation) => observation.probe === 'metadata');
  return found?.probe === 'metadata' && found.facts?.isEc2 === true ? found.facts.zone : null;
}

function groups(report: Report, counting: boolean): CompactRows[] {
  const failedOf = failuresByRow(report);
  const found = new Map<string, { verdict: ReportRequirement['verdict']; why: string | null; ids: string[] }>();
  for (const row of report.requirements.filter(({ counts }) => counts === counting)) {
    const { id, verdict } = row;
    const why = verdict === 'unmet' ? (failedOf(row)[0]?.failure?.kind ?? null) : row.reason;
    const key = `${verdict} ${why}`;
    const group = found.get(key);
    if (group === undefined) found.set(key, { verdict, why, ids: [id] });
    else group.ids.push(id);
  }
  return [...found.values()]
    .sort((a, b) => RANKS[a.verdict] - RANKS[b.verdict])
    .map(({ verdict, why, ids }) => ({ verdict, why, rows: packRows(ids) }));
}

const RANKS = { unmet: 0, unknown: 1, met: 2, 'not-applicable': 3 } as const satisfies Record<ReportRequirement['verdict'], number>;

/** The failures of a requirement, without those that passed on retry. */
function failuresByRow({ observations }: Report): (row: ReportRequirement) => Observation[] {
  const seen = new Map(observations.map((observation) => [observation.id, observation]));
  const retried = retriedRows(observations);
  return (row) =>
    row.observations
      .flatMap((id) => seen.get(id) ?? [])
      .filter(({ role }) => role === 'row')
      .map((first) => decisiveObservation(first, retried))
      .filter(({ failure }) => failure !== null);
}

function failuresOf(report: Report): CompactFailure[] {
  const failedOf = failuresByRow(report);
  const told = new Map<string, CompactFailure>();
  for (const row of report.requirements) {
    if (row.verdict !== 'unmet' && !(row.verdict === 'unknown' && row.counts)) continue;
    for (const { target, route, phases, failure } of failedOf(row)) {
      if (failure === null) continue;
      const of = { row: row.id, target: targetText(target), via: route.via, phase: phases.at(-1)?.name ?? 'none', kind: failure.kind };
      told.set(JSON.stringify(of), { ...of, code: failure.code ?? null });
    }
  }
  return [...told.values()];
}
