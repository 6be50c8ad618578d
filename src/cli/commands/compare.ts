/** `compare A B…`: what changed between two reports; of more, a matrix of requirements and places. */
import { basename } from 'node:path';
import { compareReports, comparisonPage, gotWorse, matrixOf, matrixPage } from '../../bundle/index.ts';
import { comparisonLines, comparisonMarkdown } from '../../present/comparison.ts';
import { matrixLines, matrixMarkdown } from '../../present/matrix.ts';
import { stripControls } from '../../redact/index.ts';
import type { Flags } from '../flags.ts';
import { type NamedSide, namedSide } from '../named-report.ts';
import { print } from '../output.ts';
import { usage } from '../usage.ts';

export async function compare(paths: readonly string[], flags: Flags): Promise<number> {
  const [first, second, ...more] = paths;
  if (first === undefined || second === undefined)
    throw usage('compare takes two or more bundles or reports.', 'Try: gitpod-doctor compare before.zip after.zip');
  const sides: NamedSide[] = [];
  for (const path of paths) sides.push({ name: basename(path), ...(await namedSide(path)) });
  return more.length > 0 ? matrix(sides, flags) : two(sides as [NamedSide, NamedSide], flags);
}

function two([before, after]: [NamedSide, NamedSide], flags: Flags): number {
  const comparison = compareReports(before.report, after.report, { before: before.keyId, after: after.keyId });
  if (flags.json) print(JSON.stringify(comparison, null, 2));
  else if (flags.html) print(comparisonPage(comparison, { before: before.name, after: after.name }));
  else if (flags.markdown) print(safe([comparisonMarkdown(comparison)]));
  else {
    const same = comparison.changes.length + comparison.findings.new.length + comparison.findings.fixed.length === 0;
    print(safe([...(same ? ['Nothing changed.'] : []), ...comparisonLines(comparison)]));
  }
  return gotWorse(comparison) ? 1 : 0;
}

function matrix(sides: readonly NamedSide[], flags: Flags): number {
  const table = matrixOf(sides);
  if (flags.json) print(JSON.stringify({ matrix: table }, null, 2));
  else if (flags.html) print(matrixPage(table));
  else print(safe(flags.markdown ? [matrixMarkdown(table)] : matrixLines(table)));
  const [before, ...later] = sides;
  return before !== undefined && later.some(({ report }) => gotWorse(compareReports(before.report, report))) ? 1 : 0;
}

/** Reports come from anybody: what stands in them must not speak to the terminal. */
function safe(lines: readonly string[]): string {
  return lines
    .flatMap((text) => text.split('\n'))
    .map(stripControls)
    .join('\n');
}
