/** Many reports side by side, as a plain table and in Markdown. */
import type { Matrix } from '../../model/comparison.ts';
import { cell, verdictText, WARNING_WORDS } from './comparison.ts';

/** Verdicts in the width of a column; rows that do not apply or were not measured get a mark. */
const SHORT = { met: 'met', unmet: 'NOT MET', unknown: 'open', 'not-applicable': 'n/a' } as const;
const COLUMN = 9;

/** One letter per place, with a legend above; rows that differ between places are marked. */
export function matrixLines({ vantages, rows, causes, warnings }: Matrix): string[] {
  const width = Math.max(
    0,
    ...rows.map(({ requirement }) => requirement.length),
    ...causes.map(({ code, name }) => code.length + name.length + 1),
  );
  const columns = (cells: readonly string[]) =>
    cells
      .map((text) => text.padEnd(COLUMN))
      .join('')
      .trimEnd();
  return [
    ...vantages.map(
      ({ name, from, startedAt }, index) => `${columnLetter(index)}  ${name}${from === null ? '' : ` (${from})`}  ${startedAt}`,
    ),
    ...warnings.map((warning) => `NOTE  ${WARNING_WORDS[warning]}`),
    '',
    `  ${''.padEnd(width)}  ${columns(vantages.map((_, index) => columnLetter(index)))}`,
    ...rows.map(
      ({ requirement, verdicts, differs }) =>
        `${differs ? '≠' : ' '} ${requirement.padEnd(width)}  ${columns(verdicts.map((verdict) => (verdict === null ? '–' : SHORT[verdict])))}`,
    ),
    ...(causes.length === 0 ? [] : ['', 'Causes']),
    ...causes.map(
      ({ code, name, found }) => `  ${`${code} ${name}`.padEnd(width)}  ${columns(found.map((here) => (here ? 'found' : '–')))}`,
    ),
  ];
}

export function matrixMarkdown({ vantages, rows, causes, warnings }: Matrix): string {
  const head = (first: string) => [
    `| ${first} | ${vantages.map(({ name, from }) => `${cell(name)}${from === null ? '' : ` ${from}`}`).join(' | ')} |`,
    `| --- |${' --- |'.repeat(vantages.length)}`,
  ];
  return [
    ...warnings.flatMap((warning) => [`> ${WARNING_WORDS[warning]}`, '']),
    ...head('requirement'),
    ...rows.map(
      ({ requirement, verdicts }) =>
        `| ${cell(requirement)} | ${verdicts.map((verdict) => (verdict === 'unmet' ? `**${verdictText(verdict)}**` : verdictText(verdict, '–'))).join(' | ')} |`,
    ),
    ...(causes.length === 0 ? [] : ['', ...head('cause')]),
    ...causes.map(({ code, name, found }) => `| ${cell(`${code} ${name}`)} | ${found.map((here) => (here ? 'found' : '–')).join(' | ')} |`),
  ].join('\n');
}

/** The name of a column: A to Z, then A1 to Z1. */
export function columnLetter(index: number): string {
  const round = Math.floor(index / 26);
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : round}`;
}
