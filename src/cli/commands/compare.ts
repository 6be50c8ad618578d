/** `compare A B…`: what changed between two reports; of more, a matrix of requirements and places. */
import { basename } from 'node:path';
import { compareReports, gotWorse, type Matrix, matrixOf } from '../../bundle/index.ts';
import { comparisonLines, comparisonMarkdown } from '../../present/comparison.ts';
import type { Flags } from '../flags.ts';
import { namedReport } from '../named-report.ts';
import { print } from '../output.ts';
import { usage } from '../usage.ts';

export async function compare(paths: readonly string[], flags: Flags): Promise<number> {
  const [first, second, ...more] = paths;
  if (first === undefined || second === undefined)
    throw usage('compare takes two or more bundles or reports.', 'Try: gitpod-doctor compare before.zip after.zip');
  if (more.length > 0) return matrix(paths, flags);
  const comparison = compareReports(await namedReport(first), await namedReport(second));
  const lines = comparisonLines(comparison);
  if (flags.json) print(JSON.stringify(comparison, null, 2));
  else if (flags.markdown) print(comparisonMarkdown(comparison));
  else print(lines.length === 0 ? 'Nothing changed.' : lines.join('\n'));
  return gotWorse(comparison) ? 1 : 0;
}

async function matrix(paths: readonly string[], flags: Flags): Promise<number> {
  const reports = [];
  for (const path of paths) reports.push({ name: basename(path), report: await namedReport(path) });
  const table = matrixOf(reports);
  if (flags.json) print(JSON.stringify({ matrix: table }, null, 2));
  else print(flags.markdown ? matrixMarkdown(table) : matrixLines(table));
  const [before, ...later] = reports;
  return before !== undefined && later.some(({ report }) => gotWorse(compareReports(before.report, report))) ? 1 : 0;
}

function matrixLines({ vantages, rows }: Matrix): string {
  const width = Math.max(...rows.map(({ requirement }) => requirement.length), 0);
  const legend = vantages.map(
    ({ name, from }, index) => `${String.fromCharCode(65 + (index % 26))}  ${name}${from === null ? '' : ` (${from})`}`,
  );
  const head = `${''.padEnd(width)}  ${vantages.map((_, index) => String.fromCharCode(65 + (index % 26)).padEnd(14)).join('  ')}`;
  return [
    ...legend,
    '',
    head,
    ...rows.map(
      ({ requirement, verdicts }) => `${requirement.padEnd(width)}  ${verdicts.map((verdict) => (verdict ?? '–').padEnd(14)).join('  ')}`,
    ),
  ].join('\n');
}

function matrixMarkdown({ vantages, rows }: Matrix): string {
  return [
    `| requirement | ${vantages.map(({ name }) => name.replaceAll('|', '/')).join(' | ')} |`,
    `| --- |${' --- |'.repeat(vantages.length)}`,
    ...rows.map(({ requirement, verdicts }) => `| \`${requirement}\` | ${verdicts.map((verdict) => verdict ?? '–').join(' | ')} |`),
  ].join('\n');
}
