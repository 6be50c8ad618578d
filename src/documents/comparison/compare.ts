/** Compares two reports: before and after, or two vantage points. */
import type { Change, ComparedCause, Comparison, ComparisonWarning } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import { findFirstDifference } from './first-difference.ts';

/** A report and the id of its masking key; null for a bare report. */
export interface ComparedReport {
  report: Report;
  keyId: string | null;
}

/**
 * The requirements that both reports contain and that differ, in the order of the later report. A report on one area can thus be compared
 * with a full report.
 */
export function compareReports(before: Report, after: Report, keys?: { before: string | null; after: string | null }): Comparison {
  const [was, is] = [rowsOf(before), rowsOf(after)];
  const ids = [...is.keys()].filter((id) => was.has(id));
  const [namesBefore, namesAfter] = [namesOf(before), namesOf(after)];
  const warnings = comparisonWarnings(before, after, keys);
  const sameNames = !warnings.some((warning) => warning === 'different-keys' || warning === 'masked-and-bare');
  return {
    changes: ids.map((id) => changeOf(id, was.get(id), is.get(id))).filter(isChange),
    findings: {
      new: namesAfter.filter((name) => !namesBefore.includes(name)),
      fixed: namesBefore.filter((name) => !namesAfter.includes(name)),
      unchanged: namesAfter.filter((name) => namesBefore.includes(name)),
    },
    causes: compareCauses(rootCauses(before), rootCauses(after), sameNames),
    warnings: Date.parse(before.startedAt) > Date.parse(after.startedAt) ? [...warnings, 'later-first'] : warnings,
    rows: {
      compared: ids.length,
      onlyBefore: [...was.keys()].filter((id) => !is.has(id)),
      onlyAfter: [...is.keys()].filter((id) => !was.has(id)),
    },
  };
}

/** True if a requirement is no longer met, or if a cause is new. */
export function hasWorsened({ changes, findings }: Comparison): boolean {
  return findings.new.length > 0 || changes.some(({ from, to }) => to === 'unmet' && from !== 'unmet' && from !== null);
}

/** Compares causes by code and subject, or only by code and number if the subjects have different pseudonyms. */
function compareCauses(
  before: readonly ComparedCause[],
  after: readonly ComparedCause[],
  sameNames: boolean,
): NonNullable<Comparison['causes']> {
  const gone = [...before];
  const causes: NonNullable<Comparison['causes']> = { new: [], fixed: gone, unchanged: [] };
  for (const cause of after) {
    const at = gone.findIndex(({ code, subject }) => code === cause.code && (!sameNames || subject === cause.subject));
    if (at < 0) causes.new.push(cause);
    else {
      causes.unchanged.push(cause);
      gone.splice(at, 1);
    }
  }
  return causes;
}

export function comparisonWarnings(
  before: Report,
  after: Report,
  keys?: { before: string | null; after: string | null },
): ComparisonWarning[] {
  const warnings: ComparisonWarning[] = [];
  if (keys !== undefined && keys.before !== keys.after)
    warnings.push(keys.before === null || keys.after === null ? 'masked-and-bare' : 'different-keys');
  if (before.profile.from !== after.profile.from) warnings.push('different-places');
  if (before.catalog.sha256 !== after.catalog.sha256 || before.catalog.edition !== after.catalog.edition) warnings.push('different-lists');
  return warnings;
}

interface ComparedRow {
  title: string;
  verdict: VerdictWord;
  reached: string | null;
  seen: Report['observations'];
}

function rowsOf(report: Report): Map<string, ComparedRow> {
  const observations = new Map(report.observations.map((observation) => [observation.id, observation]));
  return new Map(
    report.requirements.map((row) => {
      const seen = row.observations.flatMap((id) => observations.get(id) ?? []).filter(({ role }) => role === 'row');
      const failed = seen.find(({ failure }) => failure !== null);
      const reached = seen.length === 0 ? null : failed === undefined ? 'passed' : (failed.phases.at(-1)?.name ?? 'none');
      return [row.id, { title: row.title, verdict: row.verdict, reached, seen }];
    }),
  );
}

function changeOf(requirement: string, was: ComparedRow | undefined, is: ComparedRow | undefined): Change {
  return {
    requirement,
    title: is?.title ?? was?.title ?? requirement,
    from: was?.verdict ?? null,
    to: is?.verdict ?? null,
    phase: { from: was?.reached ?? null, to: is?.reached ?? null },
    firstDifference: findFirstDifference(was?.seen ?? [], is?.seen ?? []),
  };
}

/** True for another verdict, phase or failure kind. Another route alone is no change. */
function isChange({ from, to, phase, firstDifference: first }: Change): boolean {
  return from !== to || phase.from !== phase.to || (first != null && from !== 'met');
}

function rootCauses(report: Report): ComparedCause[] {
  return report.findings.filter(({ causedBy }) => causedBy === null).map(({ code, name, subject }) => ({ code, name, subject }));
}

function namesOf(report: Report): string[] {
  return [...new Set(rootCauses(report).map(({ name }) => name))];
}
