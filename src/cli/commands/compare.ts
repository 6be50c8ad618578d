/** `compare A B…`: the differences between two reports; for more, a matrix of requirements and vantage points. */
import { basename } from 'node:path';
import type { ReportComparison } from '../../app/screens/opened-bundle.ts';
import { compareReports, hasWorsened } from '../../documents/comparison/compare.ts';
import { comparisonBlocks, comparisonTitle } from '../../documents/comparison/comparison-words.ts';
import { matrixOf } from '../../documents/comparison/matrix.ts';
import { matrixBlocks } from '../../documents/comparison/matrix-words.ts';
import { count } from '../../documents/words/quantity.ts';
import { Comparison, type Matrix } from '../../model/comparison.ts';
import type { Redactor } from '../../redact/index.ts';
import { type Block, paragraph, section } from '../../render/block.ts';
import { markdown } from '../../render/markdown.ts';
import { pageOf } from '../../render/page.ts';
import { textLines } from '../../render/text.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { rendererFor } from '../arguments/renderer.ts';
import { usageError } from '../arguments/usage.ts';
import { type NamedReport, readNamedBundle, readNamedReport } from '../files/named-report.ts';
import type { OpenedOptions } from '../opened.ts';
import { redactorOfReports } from '../redactor-for.ts';

export async function compare(paths: readonly string[], flags: Flags): Promise<number> {
  const [first, second, ...more] = paths;
  if (first === undefined || second === undefined)
    throw usageError('compare takes two or more bundles or reports.', 'Try: gitpod-doctor compare before.zip after.zip');
  const sides: NamedReport[] = [];
  for (const path of paths) sides.push({ name: basename(path), ...(await readNamedReport(path)) });
  const redactor = redactorOfReports(sides, flags);
  const asked: Asked = { last: paths.at(-1) ?? second, flags, redactor, shown: flags['show-values'] ? redactor.clean : redactor };
  return more.length > 0 ? matrix(sides, asked) : two(sides as [NamedReport, NamedReport], asked);
}

interface Asked {
  /** The report whose findings and evidence the screen can show. */
  last: string;
  flags: Flags;
  redactor: Redactor;
  /** Output for people is masked by default. Reports may be untrusted, so terminal controls are removed too. */
  shown: Redactor['clean'];
}

/** On a terminal, the comparison is a screen from which the last report can be browsed. Its text is printed on exit. */
async function onScreen(
  compared: ReportComparison,
  { last, flags, redactor }: Asked,
  outcome: NonNullable<OpenedOptions['outcome']>,
): Promise<number> {
  const { showOpenedBundle } = await import('../opened.ts');
  return showOpenedBundle(await readNamedBundle(last), { flags, file: last, renderer: 'screen', compared, redactor, outcome });
}

function isForScreen(flags: Flags): boolean {
  return !flags.markdown && !flags.html && rendererFor(flags) === 'screen';
}

function two([before, after]: [NamedReport, NamedReport], asked: Asked): number | Promise<number> {
  const { flags, redactor, shown } = asked;
  const comparison = compareReports(before.report, after.report, { before: before.keyId, after: after.keyId });
  const status = hasWorsened(comparison) ? 1 : 0;
  const lines = textLines(comparisonBlocks(comparison, shown.text));
  if (isForScreen(flags))
    return onScreen({ kind: 'two', before: sideText(before), after: sideText(after), comparison }, asked, { lines, status });
  if (flags.json) print(JSON.stringify((flags.mask ? redactor : redactor.clean).value(Comparison, comparison), null, 2));
  else if (flags.html || flags.markdown) {
    const names = paragraph(['Before: ', { code: shown.text(before.name) }, '. After: ', { code: shown.text(after.name) }, '.']);
    printDocument(comparisonTitle(comparison), [names, ...comparisonBlocks(comparison, shown.text)], flags);
  } else print(lines.join('\n'));
  return status;
}

/** Returns text like `monday.zip, runner, 2026-11-23T14:02:11Z`. */
function sideText({ name, report }: NamedReport): string {
  return [name, report.profile.from, report.startedAt].filter((part) => part !== null).join(', ');
}

function matrix(sides: readonly NamedReport[], asked: Asked): number | Promise<number> {
  const { flags, redactor, shown } = asked;
  const table = matrixOf(sides);
  const [before, ...later] = sides;
  const status = before !== undefined && later.some(({ report }) => hasWorsened(compareReports(before.report, report))) ? 1 : 0;
  const lines = textLines(matrixBlocks(table, shown.text));
  if (isForScreen(flags)) return onScreen({ kind: 'many', matrix: table }, asked, { lines, status });
  if (flags.json) print(JSON.stringify({ matrix: flags.mask ? named(table, redactor) : table }, null, 2));
  else if (flags.html || flags.markdown)
    printDocument(`${count(table.vantages.length, 'report')} side by side`, matrixBlocks(table, shown.text), flags);
  else print(lines.join('\n'));
  return status;
}

/** Prints a self-contained page, or Markdown for a ticket. */
function printDocument(title: string, blocks: readonly Block[], { html }: Flags): void {
  const top = section(title, []);
  print(html ? pageOf({ title, product: 'gitpod-doctor', top: [top], sections: blocks }) : markdown([{ ...top, blocks }]));
}

/** Masks the file names, which are the only private text of a matrix. */
function named(table: Matrix, { text }: Redactor['clean']): Matrix {
  return { ...table, vantages: table.vantages.map((vantage) => ({ ...vantage, name: text(vantage.name) })) };
}
