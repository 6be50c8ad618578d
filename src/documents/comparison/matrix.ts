/** Many reports side by side: requirement × vantage point. */
import type { ComparisonWarning, Matrix } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import { type ComparedReport, comparisonWarnings } from './compare.ts';

/** Requirements in the order in which they first occur, causes by code. */
export function matrixOf(sides: readonly (Omit<ComparedReport, 'keyId'> & { name: string; keyId?: string | null })[]): Matrix {
  const columns = sides.map(({ report }) => new Map(report.requirements.map(({ id, verdict }) => [id, verdict])));
  const titles = new Map(sides.flatMap(({ report }) => report.requirements.map(({ id, title }) => [id, title] as const)));
  return {
    vantages: sides.map(({ name, report, keyId = null }) => ({ name, from: report.profile.from, startedAt: report.startedAt, keyId })),
    rows: [...titles].map(([requirement, title]) => {
      const verdicts = columns.map((column) => column.get(requirement) ?? null);
      return { requirement, title, verdicts, differs: new Set(verdicts.filter((verdict) => verdict !== null)).size > 1 };
    }),
    causes: causesOf(sides.map(({ report }) => report)),
    warnings: warnings(sides),
  };
}

function causesOf(reports: readonly Report[]): Matrix['causes'] {
  const names = new Map<string, string>();
  const found = reports.map(({ findings }) => {
    const roots = findings.filter(({ causedBy }) => causedBy === null);
    for (const { code, name } of roots) names.set(code, name);
    return new Set<string>(roots.map(({ code }) => code));
  });
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, name]) => ({ code, name, found: found.map((codes) => codes.has(code)) }));
}

/** A matrix compares vantage points on purpose, so different ones give no warning. */
function warnings(sides: Parameters<typeof matrixOf>[0]): ComparisonWarning[] {
  const [first, ...others] = sides;
  if (first === undefined) return [];
  const all = others.flatMap(({ report, keyId = null }) =>
    comparisonWarnings(first.report, report, { before: first.keyId ?? null, after: keyId }),
  );
  return [...new Set(all)].filter((warning) => warning !== 'different-places').sort();
}
