/** The path: questions with answers, steps with results, findings, and the steps that remain. */

import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { findingStatus } from '../../documents/finding/finding-context.ts';
import { ownersText } from '../../documents/finding/finding-section.ts';
import { matchTitle } from '../../documents/report/matched-error.ts';
import { type Row, rowsOf } from '../../documents/rows/rows.ts';
import { count } from '../../documents/words/quantity.ts';
import { createSay, joined } from '../../documents/words/say.ts';
import { type MeasureId, STEPS, type StepId, storedMatch, type TrailVisit } from '../../guide/index.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { PresenterInput } from './input.ts';
import { findingOfCause } from './shown-finding.ts';
import { outcomeText } from './step.ts';
import { requirementsOf } from './step-requirements.ts';

/** Where Enter leads: to an earlier position of the path, or to a step. */
export type PathDestination = { visit: number } | { step: Exclude<StepId, 'advise'> };

export interface PathRow {
  number: number;
  /** Null for a question, which neither passes nor fails. */
  status: StatusWord | null;
  title: string;
  outcome: string;
  /** Null for the current position. */
  place: PathDestination | null;
  details: EvidenceLine[];
}

export interface PathModel {
  summary: string;
  rows: PathRow[];
  cursor: number;
}

type Draft = Omit<PathRow, 'number'>;

export function presentPath(input: PresenterInput): PathModel {
  const { trail } = input.guide;
  const walked = trail.map((visit, index) => draftOf(visit, index === trail.length - 1 ? null : index, input));
  const onTrail = new Set(trail.map(({ step }) => step));
  const left = input.guide.measured.filter((step) => !onTrail.has(step)).map((step) => measureDraft(step, { step }, input));
  const rows = [...walked, ...left].map((row, index) => ({ number: index + 1, ...row }));
  return {
    summary: joined(', ', [
      count(walked.length, 'place'),
      left.length > 0 && `${count(left.length, 'step')} measured after this; their results are kept`,
    ]),
    rows,
    cursor: Math.max(0, Math.min(input.ui.over, rows.length - 1)),
  };
}

function draftOf(visit: TrailVisit, index: number | null, input: PresenterInput): Draft {
  const { step, cause } = visit;
  const definition = STEPS[step];
  const place = index === null ? null : placeOf(visit, index);
  switch (definition.kind) {
    case 'ask':
      return askDraft(visit, place, input);
    case 'measure':
      return measureDraft(step as MeasureId, place, input, visit.skipped);
    case 'advise': {
      const finding = cause === null ? null : findingOfCause(cause, input.diagnosis);
      const title = input.mask(finding?.title ?? cause?.title ?? definition.title);
      if (finding === null)
        return { status: 'PASS', title: `Solved: ${title}`, outcome: 'measured again: the cause is gone', place, details: [] };
      return {
        status: findingStatus(finding, input.diagnosis),
        title,
        outcome: joined(' ', [finding.code, ownersText(finding) !== '' && `who: ${ownersText(finding)}`]),
        place,
        details: [
          { label: 'why', text: input.mask(finding.why) },
          ...finding.evidence.map((text) => ({ label: 'seen', text: input.mask(text) })),
        ],
      };
    }
    case 'end':
      return { status: null, title: definition.title, outcome: 'verdicts and the bundle', place: place && { step: 'finish' }, details: [] };
  }
}

/** Enter returns to a visited step, or begins a skipped one. */
function placeOf({ step, skipped }: TrailVisit, index: number): PathDestination | null {
  return skipped === null || step === 'advise' ? { visit: index } : { step };
}

function askDraft(visit: TrailVisit, place: PathDestination | null, input: PresenterInput): Draft {
  const definition = STEPS[visit.step];
  const said = answerWords(visit.step, input);
  return {
    status: null,
    title: visit.step === 'where' ? 'Where' : definition.title,
    outcome: joined('; ', [said ?? (place === null ? 'asked now' : 'not answered'), visit.skipped !== null && lowered(visit.skipped)]),
    place,
    details: [
      { label: 'question', text: definition.question },
      ...(said === null ? [] : [{ label: 'answer', text: said }]),
      ...(visit.skipped === null ? [] : [{ label: 'not asked', text: visit.skipped }]),
    ],
  };
}

function measureDraft(step: MeasureId, at: PathDestination | null, input: PresenterInput, skipped: string | null = null): Draft {
  const definition = STEPS[step];
  const rows = rowsOf(requirementsOf(step, input.session), input);
  const isMeasured =
    input.guide.measured.includes(step) || input.guide.running?.step === step || rows.some(({ observation }) => observation !== null);
  const outcome = isMeasured ? outcomeText(rows) : 'not measured';
  return {
    status: isMeasured ? worstOf(rows) : 'SKIP',
    title: definition.title,
    outcome: joined('; ', [outcome, skipped !== null && lowered(skipped)]),
    place: at,
    details: [
      { label: 'question', text: definition.question },
      ...rows.map((row) => ({ label: row.status, text: joined('  ', [`${row.number}`, row.what, row.target, row.remark]) })),
    ],
  };
}

const WORST_FIRST = ['WAIT', 'FAIL', 'UNSURE', 'PASS'] as const satisfies readonly StatusWord[];

function worstOf(rows: readonly Row[]): StatusWord {
  return WORST_FIRST.find((word) => rows.some(({ status }) => status === word)) ?? 'SKIP';
}

/** An answer in the words of the question; null without an answer. Pasted output and messages are only described. */
function answerWords(step: StepId, { guide, mask }: PresenterInput): string | null {
  const answers: Readonly<Record<string, string | undefined>> = guide.answers;
  const given = answers[step];
  if (given === undefined) return null;
  const definition = STEPS[step];
  if (definition.kind === 'ask' && definition.input === 'choice')
    return definition.choices.find(({ value }) => value === given)?.label ?? mask(given);
  if (given === '') return 'left open';
  if (step === 'image-printout' || step === 'image-reply') return 'an output was provided';
  if (step === 'error-message') {
    const match = storedMatch(given);
    return match === null ? 'a message that was not recognised' : createSay(mask)`read as: ${matchTitle(match)}`;
  }
  return mask(given);
}

/** Begins the text with a lower-case letter, for use inside another sentence: `stated beforehand`. */
function lowered(sentence: string): string {
  return sentence.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}
