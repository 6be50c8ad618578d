/** The end of the walk: what was found, what stays open, and what the bundle will hold. */
import type { Diagnosis } from '../model/finding.ts';
import type { BundleState, PresentInput } from './input.ts';
import { count } from './quantity.ts';
import { findingStatus, ownersOf } from './result.ts';
import { joined, type Mask, sayer } from './say.ts';
import type { StatusWord } from './status-words.ts';
import { reasonWords } from './words.ts';

export interface FinishLine {
  status: StatusWord;
  title: string;
  /** Who can remove it, or what it needs. */
  beside: string;
}

export interface FinishModel {
  summary: string;
  findings: FinishLine[];
  open: FinishLine[];
  notes: string[];
  files: { name: string; what: string }[];
  privacy: string[];
  bundle: BundleState;
}

/** Files of the bundle that a person may want to look into; the manifest lists every one. */
const FILES = [
  { name: 'report.md', what: 'the findings, for people; fits a ticket' },
  { name: 'report.json', what: 'every check and finding, for programs' },
  { name: 'events.jsonl', what: 'what was asked and seen, in order, to replay it' },
  { name: 'redaction.json', what: 'what was replaced, by kind and number' },
] as const;

const PRIVACY = [
  'Replaced everywhere: your addresses, host names, accounts, users and paths, by stable names.',
  'Kept, because public: the hosts and addresses of the published requirements.',
] as const;

export function presentFinish(input: PresentInput): FinishModel {
  const { diagnosis, mask } = input;
  const findings = rootFindings(diagnosis, mask);
  const open = openQuestions(input);
  return {
    summary: summaryText(diagnosis, findings.length, open.length),
    findings,
    open,
    notes: diagnosis.notes.map(({ text }) => mask(text)),
    files: FILES.map((file) => ({ ...file })),
    privacy: [...PRIVACY],
    bundle: input.ui.bundle,
  };
}

function rootFindings(diagnosis: Diagnosis, mask: Mask): FinishLine[] {
  return diagnosis.findings
    .filter(({ causedBy }) => causedBy === null)
    .map((finding) => ({ status: findingStatus(finding, diagnosis), title: mask(finding.title), beside: ownersOf(finding) }));
}

/** Counting rows that stay unknown and that no finding speaks of, one line for each reason. */
function openQuestions({ session, diagnosis, mask }: PresentInput): FinishLine[] {
  const say = sayer(mask);
  const explained = new Set(diagnosis.findings.flatMap(({ requirements }) => requirements));
  const titles = new Map(session.requirements.map(({ id, title }) => [id, title]));
  const byReason = new Map<string, string[]>();
  for (const { requirement, counts, verdict, reason } of diagnosis.verdicts) {
    if (verdict !== 'unknown' || !counts || explained.has(requirement)) continue;
    const why = reason === null ? 'open' : reasonWords(reason);
    byReason.set(why, [...(byReason.get(why) ?? []), titles.get(requirement) ?? requirement]);
  }
  return [...byReason].map(([beside, rows]) => ({
    status: 'UNSURE' as const,
    title: rows.length === 1 ? say`${rows[0] ?? ''}` : count(rows.length, 'row'),
    beside,
  }));
}

function summaryText(diagnosis: Diagnosis, findings: number, open: number): string {
  const counting = diagnosis.verdicts.filter(({ counts }) => counts);
  const met = counting.filter(({ verdict }) => verdict === 'met').length;
  const unmet = counting.filter(({ verdict }) => verdict === 'unmet').length;
  return joined(', ', [
    findings === 0 ? 'no finding' : count(findings, 'finding'),
    open > 0 && count(open, 'open question'),
    `${met} of ${count(counting.length, 'counting row')} met`,
    unmet > 0 && `${unmet} not met`,
  ]);
}
