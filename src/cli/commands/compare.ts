/** `compare A B…`: what changed between two reports; of more, a matrix of requirements and places. */
import { basename } from 'node:path';
import { compareReports, comparisonPage, gotWorse, matrixOf, matrixPage } from '../../bundle/index.ts';
import { comparisonLines, comparisonMarkdown } from '../../present/report/comparison.ts';
import { matrixLines, matrixMarkdown } from '../../present/report/matrix.ts';
import type { Compared } from '../../present/screens/opened.ts';
import { stripControls } from '../../redact/index.ts';
import type { Flags } from '../arguments/flags.ts';
import { rendererFor } from '../arguments/renderer.ts';
import { usage } from '../arguments/usage.ts';
import { type NamedSide, namedBundle, namedSide } from '../files/named-report.ts';
import { print } from '../output/output.ts';

export async function compare(paths: readonly string[], flags: Flags): Promise<number> {
  const [first, second, ...more] = paths;
  if (first === undefined || second === undefined)
    throw usage('compare takes two or more bundles or reports.', 'Try: gitpod-doctor compare before.zip after.zip');
  const sides: NamedSide[] = [];
  for (const path of paths) sides.push({ name: basename(path), ...(await namedSide(path)) });
  const last = paths.at(-1) ?? second;
  return more.length > 0 ? matrix(sides, last, flags) : two(sides as [NamedSide, NamedSide], last, flags);
}

/** On a terminal the comparison is a screen, from which the last of the reports can be walked; what it says stays behind as lines. */
async function onScreen(
  compared: Compared,
  last: string,
  flags: Flags,
  outcome: { lines: readonly string[]; status: number },
): Promise<number> {
  const { openForPerson } = await import('../opened.ts');
  return openForPerson(await namedBundle(last), { flags, file: last, renderer: 'screen', compared, outcome });
}

function isForScreen(flags: Flags): boolean {
  return !flags.markdown && !flags.html && rendererFor(flags) === 'screen';
}

function two([before, after]: [NamedSide, NamedSide], last: string, flags: Flags): number | Promise<number> {
  const comparison = compareReports(before.report, after.report, { before: before.keyId, after: after.keyId });
  const status = gotWorse(comparison) ? 1 : 0;
  const same = comparison.changes.length + comparison.findings.new.length + comparison.findings.fixed.length === 0;
  const lines = [...(same ? ['Nothing changed.'] : []), ...comparisonLines(comparison)];
  if (isForScreen(flags))
    return onScreen({ kind: 'two', before: sideText(before), after: sideText(after), comparison }, last, flags, {
      lines: safe(lines).split('\n'),
      status,
    });
  if (flags.json) print(JSON.stringify(comparison, null, 2));
  else if (flags.html) print(comparisonPage(comparison, { before: before.name, after: after.name }));
  else if (flags.markdown) print(safe([comparisonMarkdown(comparison)]));
  else print(safe(lines));
  return status;
}

/** `monday.zip, runner, 2026-11-23T14:02:11Z`. */
function sideText({ name, report }: NamedSide): string {
  return [name, report.profile.from, report.startedAt].filter((part) => part !== null).join(', ');
}

function matrix(sides: readonly NamedSide[], last: string, flags: Flags): number | Promise<number> {
  const table = matrixOf(sides);
  const [before, ...later] = sides;
  const status = before !== undefined && later.some(({ report }) => gotWorse(compareReports(before.report, report))) ? 1 : 0;
  if (isForScreen(flags))
    return onScreen({ kind: 'many', matrix: table }, last, flags, { lines: safe(matrixLines(table)).split('\n'), status });
  if (flags.json) print(JSON.stringify({ matrix: table }, null, 2));
  else if (flags.html) print(matrixPage(table));
  else print(safe(flags.markdown ? [matrixMarkdown(table)] : matrixLines(table)));
  return status;
}

/** Reports come from anybody: what stands in them must not speak to the terminal. */
function safe(lines: readonly string[]): string {
  return lines
    .flatMap((text) => text.split('\n'))
    .map(stripControls)
    .join('\n');
}
