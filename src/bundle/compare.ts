/** Two or many reports side by side: before and after, laptop against the runner's subnet. */
import type { Change, Comparison } from '../model/comparison.ts';
import type { Report } from '../model/report.ts';
import type { VerdictWord } from '../model/verdict.ts';

/** The rows that both have and that differ, in the order of the later report: an area is compared with the whole list. */
export function compareReports(before: Report, after: Report): Comparison {
  const [was, is] = [rowsOf(before), rowsOf(after)];
  const ids = [...is.keys()].filter((id) => was.has(id));
  const [causedBefore, causedAfter] = [causesOf(before), causesOf(after)];
  return {
    changes: ids
      .map((id) => changeOf(id, was.get(id), is.get(id)))
      .filter((change) => change.from !== change.to || change.phase.from !== change.phase.to),
    findings: {
      new: causedAfter.filter((name) => !causedBefore.includes(name)),
      fixed: causedBefore.filter((name) => !causedAfter.includes(name)),
      unchanged: causedAfter.filter((name) => causedBefore.includes(name)),
    },
  };
}

/** Something that was met is not met any more, or a cause is new. */
export function gotWorse({ changes, findings }: Comparison): boolean {
  return findings.new.length > 0 || changes.some(({ from, to }) => to === 'unmet' && from !== 'unmet' && from !== null);
}

export interface Matrix {
  /** One column a report, named by its place and time. */
  vantages: { name: string; from: string | null; startedAt: string }[];
  rows: { requirement: string; verdicts: (VerdictWord | null)[] }[];
}

/** Requirement × vantage, rows in the order in which they first occur. */
export function matrixOf(reports: readonly { name: string; report: Report }[]): Matrix {
  const columns = reports.map(({ report }) => rowsOf(report));
  const ids = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return {
    vantages: reports.map(({ name, report }) => ({ name, from: report.profile.from, startedAt: report.startedAt })),
    rows: ids.map((requirement) => ({ requirement, verdicts: columns.map((column) => column.get(requirement)?.verdict ?? null) })),
  };
}

interface ComparedRow {
  verdict: VerdictWord;
  reached: string | null;
}

function rowsOf(report: Report): Map<string, ComparedRow> {
  const observations = new Map(report.observations.map((observation) => [observation.id, observation]));
  return new Map(
    report.requirements.map((row) => {
      const seen = row.observations.flatMap((id) => observations.get(id) ?? []).filter(({ role }) => role === 'row');
      const failed = seen.find(({ failure }) => failure !== null);
      const reached = seen.length === 0 ? null : failed === undefined ? 'passed' : (failed.phases.at(-1)?.name ?? 'none');
      return [row.id, { verdict: row.verdict, reached }];
    }),
  );
}

function changeOf(requirement: string, was: ComparedRow | undefined, is: ComparedRow | undefined): Change {
  return {
    requirement,
    from: was?.verdict ?? null,
    to: is?.verdict ?? null,
    phase: { from: was?.reached ?? null, to: is?.reached ?? null },
  };
}

function causesOf(report: Report): string[] {
  return [...new Set(report.findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name))];
}
