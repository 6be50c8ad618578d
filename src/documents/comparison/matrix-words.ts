/** Many reports side by side: as plain lines, and as blocks. */
import type { Matrix } from '../../model/comparison.ts';
import { type Block, paragraph, section, type Text } from '../../render/block.ts';
import { count } from '../words/quantity.ts';
import { joined } from '../words/say.ts';
import { statusCell, WARNING_WORDS } from './comparison-words.ts';

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

export function matrixBlocks({ vantages, rows, causes, warnings }: Matrix): Block[] {
  const differing = rows.filter(({ differs }) => differs).length;
  const places = vantages.map(({ name, from, startedAt }) => joined(', ', [from ?? 'place not told', name, startedAt]));
  const table = (first: string, cells: Text[][]): Block => ({ kind: 'table', wide: true, head: [first, ...places], rows: cells });
  return [
    paragraph(
      differing === 0 ? 'The reports agree on every row that they share.' : `They do not agree on ${count(differing, 'row')}, marked ≠.`,
    ),
    ...warnings.map((warning): Block => ({ kind: 'quote', text: WARNING_WORDS[warning] })),
    ...(causes.length === 0
      ? []
      : [
          section('Causes', [
            table(
              'cause',
              causes.map(({ code, name, found }) => [
                [{ code: `${code} ${name}` }],
                ...found.map((here): Text => (here ? [{ status: 'FAIL' }] : '–')),
              ]),
            ),
          ]),
        ]),
    section('Requirements', [
      table(
        'requirement',
        rows.map(({ requirement, verdicts, differs }) => [[differs ? '≠ ' : '', { code: requirement }], ...verdicts.map(statusCell)]),
      ),
    ]),
  ];
}

/** The name of a column: A to Z, then A1 to Z1. */
export function columnLetter(index: number): string {
  const round = Math.floor(index / 26);
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : round}`;
}
