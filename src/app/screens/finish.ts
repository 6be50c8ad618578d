/** The last screen: findings, unknown results, and the content of the bundle. */

import { findingStatus } from '../../documents/finding/finding-context.ts';
import { fixSection, ownersText } from '../../documents/finding/finding-section.ts';
import { withRestartAdvice } from '../../documents/finding/own-variables.ts';
import { BUNDLE_FILES } from '../../documents/report/bundle-files.ts';
import { questionsOf } from '../../documents/report/report.ts';
import { questionText, rowsByArea } from '../../documents/report/report-words.ts';
import { countOutsideWalk, isInWalk } from '../../documents/rows/outside-walk.ts';
import { bytes, count } from '../../documents/words/quantity.ts';
import { createSay, joined, type Mask } from '../../documents/words/say.ts';
import { verdictStatus } from '../../documents/words/status-words.ts';
import { reasonWords } from '../../documents/words/words.ts';
import type { Diagnosis } from '../../model/finding.ts';
import type { Question } from '../../model/report.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Block } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { BundleState, PresenterInput } from './input.ts';
import { messageLines } from './pasted-message.ts';

export interface FinishLine {
  status: StatusWord;
  title: string;
  /** The owner of the finding, or the question that must be answered for this requirement. */
  beside: string;
}

/** The position in the list, from 1, so that users on a call can say "finding 2". */
export interface FinishFinding extends FinishLine {
  id: string;
}

/** The details beside the list; only on a wide screen. */
export interface SelectedFinding {
  title: string;
  todo: readonly Block[];
}

export interface FinishModel {
  summary: string;
  findings: FinishFinding[];
  /** The index of the finding whose fix is shown beside the list. */
  cursor: number;
  selected: SelectedFinding | null;
  open: FinishLine[];
  /** True if some requirements are not measured yet, so that the full check can follow. */
  goesOn: boolean;
  /** True if nothing was found and requirements are unmeasured, so that Enter continues with them. */
  leadsOn: boolean;
  /** The areas in which checks passed, if nothing was found. */
  passed: FinishLine[];
  /** Checks that must run on another machine, with their commands. The last command compares the results. */
  elsewhere: string[];
  notes: string[];
  /** Null before the bundle is written, because the sizes are unknown until then. */
  files: { name: string; what: string; size: string }[];
  privacy: string[];
  bundle: BundleState;
}

const PRIVACY = [
  'Masked: your addresses, host names, accounts, users and paths. The same name always gets the same masked name.',
  'The hosts and addresses of the published requirements are public, so they are not masked.',
] as const;

const NAMED_ROWS = 3;

export function presentFinish(input: PresenterInput): FinishModel {
  const { session, diagnosis, mask } = input;
  const isWhole = input.guide.answers.symptom === 'whole-list';
  const walked = diagnosis.verdicts.filter((verdict) => verdict.counts && (isWhole || isInWalk(verdict, session)));
  const findings = rootFindings(diagnosis, mask);
  const questions = questionsOf(session, walked);
  const open = [...messageLines(input), ...questions.map(questionLine), ...openQuestions(walked, questions, input)];
  const cursor = Math.max(0, Math.min(input.ui.cursor, findings.length - 1));
  const left = isWhole ? 0 : countOutsideWalk(session, diagnosis);
  const goesOn = left > 0 && input.ui.bundle.state !== 'opened';
  const { notes, elsewhere } = notesOf(diagnosis, mask);
  return {
    summary: summaryText(walked, findings.length, left, goesOn),
    findings,
    cursor,
    selected: selectedFinding(findings[cursor]?.id, input),
    open: [...open, ...outside(left, goesOn)],
    goesOn,
    leadsOn: goesOn && findings.length === 0,
    passed: findings.length === 0 ? passedAreas(walked, input) : [],
    elsewhere,
    notes,
    files: files(input.ui.bundle),
    privacy: [...PRIVACY],
    bundle: input.ui.bundle,
  };
}

/** One line per area, in the order of the list. */
function passedAreas(walked: readonly Verdict[], { session }: PresenterInput): FinishLine[] {
  const met = new Set(walked.flatMap(({ verdict, requirement }) => (verdict === 'met' ? requirement : [])));
  return rowsByArea(session.requirements.filter(({ id }) => met.has(id))).map(({ area, rows }) => ({
    status: 'PASS',
    title: area,
    beside: `${count(rows.length, 'check')} passed`,
  }));
}

/** Separates checks that the user can run on another machine from notes that are only information. */
function notesOf({ notes }: Diagnosis, mask: Mask): Pick<FinishModel, 'notes' | 'elsewhere'> {
  const there = notes.filter(({ name }) => name === 'measured-from-elsewhere').map(({ text }) => mask(text));
  return {
    elsewhere: there.length === 0 ? [] : [...there, 'Then compare the bundles: gitpod-doctor compare HERE.zip THERE.zip'],
    notes: notes.filter(({ name }) => name !== 'measured-from-elsewhere').map(({ text }) => mask(text)),
  };
}

function rootFindings(diagnosis: Diagnosis, mask: Mask): FinishFinding[] {
  return diagnosis.findings
    .filter(({ causedBy }) => causedBy === null)
    .map((finding) => ({
      id: finding.id,
      status: findingStatus(finding, diagnosis),
      title: mask(finding.title),
      beside: joined(' ', [ownersText(finding) !== '' && 'who:', ownersText(finding)]),
    }));
}

function selectedFinding(id: string | undefined, { diagnosis, mask }: PresenterInput): SelectedFinding | null {
  const finding = diagnosis.findings.find((each) => each.id === id);
  if (finding === undefined) return null;
  return {
    title: mask(finding.title),
    todo: fixSection({ ...finding, fixes: finding.fixes.map((fix) => withRestartAdvice(finding, fix)) }, { mask, ...diagnosis }),
  };
}

/** The files in the bundle, written or not, without withheld files. */
function files(bundle: BundleState): FinishModel['files'] {
  if (bundle.state !== 'written') return BUNDLE_FILES.map((file) => ({ ...file, size: '' }));
  const sizes = new Map(bundle.entries.map((entry) => [entry.name, entry.bytes]));
  return BUNDLE_FILES.flatMap((file) => {
    const size = sizes.get(file.name);
    return size === undefined ? [] : [{ ...file, size: bytes(size) }];
  });
}

/** The session for a symptom measures only the requirements of that symptom, so the others are not shown as unknown. */
function outside(rows: number, goesOn: boolean): FinishLine[] {
  if (rows === 0) return [];
  return [{ status: 'SKIP', title: count(rows, 'more check'), beside: goesOn ? 'not checked yet; n checks them' : 'outside this walk' }];
}

/** To answer the question, the user goes back to it or sets its flag. */
function questionLine(question: Question): FinishLine {
  return { status: 'UNSURE', title: questionText(question), beside: '' };
}

/** Counting requirements that remain unknown without a finding, one line per reason. */
function openQuestions(
  counting: readonly Verdict[],
  questions: readonly Question[],
  { session, diagnosis, mask }: PresenterInput,
): FinishLine[] {
  const say = createSay(mask);
  const explained = new Set([...diagnosis.findings, ...questions].flatMap(({ requirements }) => requirements));
  const titles = new Map(session.requirements.map(({ id, title }) => [id, title]));
  const byReason = new Map<string, { status: StatusWord; beside: string; rows: string[] }>();
  for (const judged of counting) {
    const { requirement, verdict, reason } = judged;
    if (verdict !== 'unknown' || explained.has(requirement)) continue;
    const beside = reason === null ? 'inconclusive' : reasonWords(reason);
    const status = verdictStatus(judged);
    const group = byReason.get(`${status} ${beside}`) ?? { status, beside, rows: [] };
    byReason.set(`${status} ${beside}`, group);
    group.rows.push(titles.get(requirement) ?? requirement);
  }
  return [...byReason.values()].map(({ status, beside, rows }) => ({
    status,
    title: joined(': ', [rows.length > 1 && count(rows.length, 'check'), some(rows.map((row) => say`${row}`))]),
    beside,
  }));
}

/** The first requirement ids and the number of the others, to fit into one line. */
function some(rows: readonly string[]): string {
  const shown = rows.slice(0, NAMED_ROWS);
  return joined(', ', [...shown, rows.length > shown.length && `${rows.length - shown.length} more`]);
}

/** Unmeasured requirements come first, because no result covers them. */
function summaryText(counting: readonly Verdict[], findings: number, left: number, goesOn: boolean): string {
  const met = counting.filter(({ verdict }) => verdict === 'met').length;
  const unmet = counting.filter(({ verdict }) => verdict === 'unmet').length;
  const unknown = counting.filter(({ verdict }) => verdict === 'unknown').length;
  if (findings === 0 && met > 0 && met === counting.length) {
    const some = `No problem found in ${met} of ${count(met + left, 'check')}`;
    if (left > 0) return goesOn ? `${some}. ${left} are left: enter checks them` : `${some}; ${left} were not part of this walk`;
    return `No problem found: ${met} of ${count(met, 'check')} passed`;
  }
  return joined(', ', [
    findings === 0 ? 'no finding' : count(findings, 'finding'),
    `${met} of ${count(counting.length, 'check')} passed`,
    unmet > 0 && `${unmet} failed`,
    unknown > 0 && `${unknown} inconclusive`,
  ]);
}
