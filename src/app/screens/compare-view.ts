/** What changed between two reports as numbered rows, the worst first; of many reports a table. */

import {
  apart,
  causeWords,
  comparisonNotes,
  otherRouteWords,
  unchangedWords,
  WARNING_WORDS,
} from '../../documents/comparison/comparison-words.ts';
import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { count } from '../../documents/words/quantity.ts';
import { joined, type Mask, sayer } from '../../documents/words/say.ts';
import { VERDICT_WORDS } from '../../documents/words/words.ts';
import type { Change, ComparedCause, Comparison, Matrix } from '../../model/comparison.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import type { PresentInput } from './input.ts';
import type { Compared } from './opened-bundle.ts';

/** The word says which way it went. */
export const CHANGE_WORDS = ['WORSE', 'NEW', 'OTHER', 'STILL', 'BETTER', 'FIXED', 'SAME'] as const;
export type ChangeWord = (typeof CHANGE_WORDS)[number];

export interface CompareRow {
  number: number;
  word: ChangeWord;
  title: string;
  /** `met → not met`; empty for a finding. */
  brief: string;
  details: EvidenceLine[];
}

export type CompareModel =
  | { kind: 'two'; summary: string; sides: EvidenceLine[]; warnings: string[]; rows: CompareRow[]; cursor: number }
  | { kind: 'many'; summary: string; warnings: string[]; matrix: Matrix };

/** Null where nothing is compared. */
export function presentCompare({ ui, mask }: Pick<PresentInput, 'ui' | 'mask'>): CompareModel | null {
  const compared = ui.bundle.state === 'opened' ? ui.bundle.bundle.compared : null;
  if (compared === null) return null;
  return compared.kind === 'two' ? twoSides(compared, ui.over, mask) : manySides(compared.matrix, mask);
}

function twoSides({ before, after, comparison }: Extract<Compared, { kind: 'two' }>, over: number, mask: Mask): CompareModel {
  const { changes, otherRoute } = apart(comparison);
  const rows = [...changes.map((change) => changeRow(change, mask)), ...otherRouteRows(otherRoute, mask), ...causeRows(comparison, mask)]
    .toSorted((a, b) => CHANGE_WORDS.indexOf(a.word) - CHANGE_WORDS.indexOf(b.word))
    .map((row, index) => ({ number: index + 1, ...row }));
  return {
    kind: 'two',
    summary: summaryOf(rows) ?? unchangedWords(comparison) ?? 'Nothing changed.',
    sides: [
      { label: 'before', text: mask(before) },
      { label: 'after', text: mask(after) },
    ],
    warnings: comparisonNotes(comparison),
    rows,
    cursor: Math.max(0, Math.min(over, rows.length - 1)),
  };
}

function manySides(matrix: Matrix, mask: Mask): CompareModel {
  const differing = matrix.rows.filter(({ differs }) => differs).length;
  return {
    kind: 'many',
    summary: joined(', ', [
      count(matrix.vantages.length, 'report'),
      `${count(matrix.rows.length, 'row')} of which ${differing} ${differing === 1 ? 'differs' : 'differ'}`,
    ]),
    warnings: matrix.warnings.map((warning) => WARNING_WORDS[warning]),
    matrix: {
      ...matrix,
      vantages: matrix.vantages.map((vantage) => ({ ...vantage, name: mask(vantage.name) })),
      rows: matrix.rows.map((row) => ({ ...row, requirement: mask(row.requirement) })),
    },
  };
}

/** Null: there is nothing to count. */
function summaryOf(rows: readonly CompareRow[]): string | null {
  const tally = (...words: ChangeWord[]) => rows.filter(({ word }) => words.includes(word)).length;
  const told = joined(', ', [
    tally('WORSE', 'NEW') > 0 && `${tally('WORSE', 'NEW')} worse or new`,
    tally('BETTER', 'FIXED') > 0 && `${tally('BETTER', 'FIXED')} better or fixed`,
    tally('OTHER') > 0 && `${tally('OTHER')} otherwise`,
    tally('STILL') > 0 && `${count(tally('STILL'), 'finding')} as before`,
  ]);
  return told === '' ? null : told;
}

function changeRow({ requirement, from, to, phase, firstDifference }: Change, mask: Mask): Omit<CompareRow, 'number'> {
  const say = sayer(mask);
  const reached = (where: string | null) =>
    where === null ? 'not measured' : where === 'passed' ? 'went through' : say`stopped at ${where}`;
  const difference = firstDifference ?? null;
  return {
    word: wayOf(from, to),
    title: mask(requirement),
    brief: `${verdictWords(from)} → ${verdictWords(to)}`,
    details: [
      { label: 'before', text: `${verdictWords(from)}, ${reached(phase.from)}` },
      { label: 'after', text: `${verdictWords(to)}, ${reached(phase.to)}` },
      ...(difference === null
        ? []
        : [
            { label: 'differs', text: say`first at ${difference.phase}` },
            { label: '', text: say`before: ${difference.from ?? 'not reached'}` },
            { label: '', text: say`after: ${difference.to ?? 'not reached'}` },
          ]),
    ],
  };
}

/** One row for all of them. */
function otherRouteRows(rows: readonly Change[], mask: Mask): Omit<CompareRow, 'number'>[] {
  if (rows.length === 0) return [];
  const details = rows.map(({ requirement }, index) => ({ label: index === 0 ? 'rows' : '', text: mask(requirement) }));
  return [{ word: 'SAME', title: otherRouteWords(rows), brief: '', details }];
}

function wayOf(from: VerdictWord | null, to: VerdictWord | null): ChangeWord {
  if (to === 'unmet' && from !== 'unmet' && from !== null) return 'WORSE';
  if (to === 'met' && from !== 'met' && from !== null) return 'BETTER';
  return 'OTHER';
}

function verdictWords(verdict: VerdictWord | null): string {
  return verdict === null ? 'no such row' : VERDICT_WORDS[verdict];
}

function causeRows({ findings, causes }: Comparison, mask: Mask): Omit<CompareRow, 'number'>[] {
  const rows = (word: ChangeWord, texts: readonly string[], told: readonly ComparedCause[] | undefined) =>
    (told?.map(causeWords) ?? texts).map((text) => ({
      word,
      title: mask(text),
      brief: '',
      details: [{ label: 'finding', text: mask(text) }, ...CAUSE_DETAILS[word]],
    }));
  return [
    ...rows('NEW', findings.new, causes?.new),
    ...rows('FIXED', findings.fixed, causes?.fixed),
    ...rows('STILL', findings.unchanged, causes?.unchanged),
  ];
}

const CAUSE_DETAILS: Readonly<Record<ChangeWord, EvidenceLine[]>> = {
  WORSE: [],
  OTHER: [],
  SAME: [],
  BETTER: [],
  NEW: [{ label: 'means', text: 'the report before does not have it' }],
  FIXED: [{ label: 'means', text: 'the report after does not have it' }],
  STILL: [{ label: 'means', text: 'both reports have it' }],
};
