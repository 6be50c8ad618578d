/** A cause on its own screen: its description, the rows to re-check, and what runs now. */
import type { Cause } from '../../guide/index.ts';
import type { Diagnosis, Finding, Fix } from '../../model/finding.ts';
import type { Limits } from '../../model/profile.ts';
import { watchableRows } from '../../model/watch.ts';
import { paragraph, type Section, section } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { type EvidenceLine, findingEvidence } from '../evidence/evidence.ts';
import { liveHere } from '../rows/live-here.ts';
import { type Row, rowsOf } from '../rows/rows.ts';
import type { LiveSweep, Subject } from '../subject.ts';
import { duration } from '../words/quantity.ts';
import { sayer } from '../words/say.ts';
import { findingSection } from './finding-section.ts';
import { needsStart, withStart } from './own-variables.ts';

export interface ResultModel {
  status: StatusWord;
  title: string;
  /** Empty once the cause is solved. */
  code: string;
  name: string;
  /** Title, fixes, reasons and proofs. */
  said: Section;
  /** The possible fixes. */
  fixes: readonly Pick<Fix, 'owner' | 'text' | 'command'>[];
  /** Rows to re-check once it is fixed, as they are now; empty where only a restart can show the fix. */
  recheck: Row[];
  /** The notice where a re-check still shows it; a change that this program cannot see is not denied. */
  stillShows: string;
  /** Those of them that can be measured repeatedly. */
  watchable: string[];
  /** The details of its first observation; computed only where there is room, because masking sixty of them takes time. */
  detail(most: number): EvidenceLine[];
  /** During a re-check: `6 of 8 done, 4.1 s`. */
  progress: string | null;
}

type ResultInput = Pick<Subject, 'session' | 'diagnosis' | 'guide' | 'live' | 'mask'>;

/** The requirements that a re-check of this finding measures. */
export function recheckIds(finding: Finding): string[] {
  const verify = finding.fixes.flatMap((fix) => fix.verify);
  return [...new Set(verify.length > 0 ? verify : finding.requirements)];
}

export function presentResult(finding: Finding, input: ResultInput): ResultModel {
  const { session, diagnosis, mask } = input;
  const rechecked = new Set(recheckIds(finding));
  const fixes = finding.fixes.map((fix) => withStart(finding, fix));
  const said = findingSection({ ...finding, fixes }, { ...diagnosis, requirements: session.requirements, mask, most: NAMED });
  return {
    ...shared({ status: said.status ?? 'FAIL', title: mask(finding.title), said }, input, needsStart(finding) ? new Set() : rechecked),
    code: finding.code,
    name: finding.name,
    fixes: fixes.map(({ owner, text, command }) => ({ owner, text: mask(text), command: command === null ? null : mask(command) })),
    stillShows: needsStart(finding)
      ? 'Measured again, with the variables of the start: a change shows when it is started again.'
      : 'Measured again: it still shows.',
    watchable: needsStart(finding) ? [] : watchableRows(notPassing([...rechecked], diagnosis), session),
    detail: (most) => findingEvidence(finding, session, mask, most),
  };
}

/** Number of documented requirements named on a screen. */
const NAMED = 3;

function shared<Shown>(shown: Shown, input: ResultInput, rechecked: ReadonlySet<string>) {
  const recheck = rowsOf(
    input.session.requirements.filter(({ id }) => rechecked.has(id)),
    input,
  );
  return { ...shown, recheck, progress: progressOf(liveHere(input), input.session.limits) };
}

/** Watching a passing row shows nothing. */
function notPassing(ids: readonly string[], { verdicts }: Pick<Diagnosis, 'verdicts'>): string[] {
  const met = new Set(verdicts.filter(({ verdict }) => verdict === 'met').map(({ requirement }) => requirement));
  return ids.filter((id) => !met.has(id));
}

/** A solved cause keeps its title, so that the user sees what was solved. */
export function presentSolved(cause: Cause | null, input: ResultInput): ResultModel {
  const title = cause === null ? 'Nothing is in the way here' : sayer(input.mask)`Solved: ${cause.title}`;
  const said = section(title, [paragraph([{ quiet: 'measured again: the cause no longer shows' }])], { status: 'PASS' });
  return {
    ...shared({ status: 'PASS' as const, title, said }, input, new Set(cause?.verify ?? [])),
    code: '',
    name: cause?.name ?? '',
    fixes: [],
    stillShows: '',
    watchable: [],
    detail: () => [],
  };
}

/** With limits it includes the latest end of the sweep, once that is useful. */
export function progressOf(live: LiveSweep | null, limits: Limits | null = null): string | null {
  if (live === null) return null;
  const hasOwnEnd = live.running.some(({ request }) => request.probe === 'download' || request.probe === 'aws');
  const leftMs = limits === null || hasOwnEnd || live.elapsedMs < SAID_FROM_MS ? null : endOf(limits, live) - live.elapsedMs;
  const end = leftMs === null ? '' : `, ${Math.max(0, Math.ceil(leftMs / 1000))} s at most`;
  return `${live.done} of ${live.total} done, ${duration(live.elapsedMs)}${end}`;
}

/** A sweep may pass its deadline where slow round trips extended it. */
function endOf({ deadlineMs, longestMs = deadlineMs }: Limits, { elapsedMs }: LiveSweep): number {
  return elapsedMs < deadlineMs ? deadlineMs : longestMs;
}

/** Most sweeps end earlier. */
const SAID_FROM_MS = 5000;
