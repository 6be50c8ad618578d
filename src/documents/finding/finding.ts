/** The screen of one cause: its description, the requirements to re-check, and the running measurements. */
import type { Cause } from '../../guide/index.ts';
import type { Diagnosis, Finding, Fix } from '../../model/finding.ts';
import type { Limits } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import { watchableRows } from '../../model/watch.ts';
import { type Block, paragraph, type Section, section } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { type EvidenceLine, findingEvidence } from '../evidence/evidence.ts';
import { liveSweepOfStep } from '../rows/live-here.ts';
import { observationRows, type Row, rowsOf } from '../rows/rows.ts';
import type { DocumentSubject, LiveSweep } from '../subject.ts';
import { duration } from '../words/quantity.ts';
import { createSay } from '../words/say.ts';
import { findingCard } from './card.ts';
import { findingSection } from './finding-section.ts';
import { needsRestart, withRestartAdvice } from './own-variables.ts';

export interface ResultModel {
  status: StatusWord;
  title: string;
  code: string;
  name: string;
  /** The cause and the next step, in at most ten lines. */
  card: Section;
  /** Fixes, reasons and proofs. */
  said: readonly Block[];
  fixes: readonly Pick<Fix, 'owner' | 'text' | 'command'>[];
  /** The requirements to re-check after the fix, with their present status; empty if the fix needs a restart. */
  recheck: Row[];
  /** The notice for a re-check that still shows the cause. It mentions a change that this process cannot see. */
  stillShows: string;
  /** The requirements of `recheck` that a watch can measure. */
  watchable: string[];
  /**
   * The details of the first observation. A function, because masking sixty observations takes time and is needed only if there is room.
   */
  detail(most: number): EvidenceLine[];
  /** The progress of a re-check: `6 of 8 done, 4.1 s`. */
  progress: string | null;
}

type ResultInput = Pick<DocumentSubject, 'session' | 'diagnosis' | 'guide' | 'live' | 'mask'>;

/** The requirements that a re-check of this finding measures. */
export function recheckIds(finding: Finding): string[] {
  const verify = finding.fixes.flatMap((fix) => fix.verify);
  return [...new Set(verify.length > 0 ? verify : finding.requirements)];
}

export function presentResult(finding: Finding, input: ResultInput): ResultModel {
  const { session, diagnosis, mask } = input;
  const restarts = needsRestart(finding);
  const rechecked = new Set(recheckIds(finding));
  const fixes = finding.fixes.map((fix) => withRestartAdvice(finding, fix));
  const { requirements, observations, profile } = session;
  const telling = { ...diagnosis, requirements, observations, symptom: profile.symptom, mask, most: NAMED };
  const card = findingCard(finding, telling);
  const said = findingSection({ ...finding, fixes }, telling, { card: false }).blocks;
  const shown = { status: card.status ?? 'FAIL', title: mask(finding.title), card, said };
  const result = shared(shown, input, restarts ? new Set() : rechecked);
  return {
    ...result,
    recheck: restarts || result.recheck.length > 0 ? result.recheck : ownRows(finding, input),
    code: finding.code,
    name: finding.name,
    fixes: fixes.map(({ owner, text, command }) => ({ owner, text: mask(text), command: command === null ? null : mask(command) })),
    stillShows: restarts
      ? 'Measured again with the variables from the start. To use changed variables, start this program again.'
      : 'Measured again: the cause is still there.',
    watchable: restarts ? [] : watchableRows(notPassing([...rechecked], diagnosis), session),
    detail: (most) => findingEvidence(finding, session, mask, most),
  };
}

/** The maximum number of documented requirements on a screen. */
const NAMED = 3;

function shared<Shown>(shown: Shown, input: ResultInput, rechecked: ReadonlySet<string>) {
  const inapplicable = new Set(input.diagnosis.verdicts.flatMap((each) => (each.verdict === 'not-applicable' ? each.requirement : [])));
  const concerned = input.session.requirements.filter(({ id }) => rechecked.has(id) && !inapplicable.has(id));
  const recheck = rowsOf(withoutOpenOwn(concerned, input.diagnosis), input);
  return { ...shown, recheck, progress: progressOf(liveSweepOfStep(input), input.session.limits) };
}

/** The measurements of the finding, for a cause of which no requirement applies, as a proxy script on a machine without a proxy. */
function ownRows(finding: Finding, { session, mask }: ResultInput): Row[] {
  const row = session.requirements.find(({ id }) => finding.requirements.includes(id));
  if (row === undefined) return [];
  const own = session.observations.filter(({ id }) => finding.observations.includes(id));
  return observationRows(row, own, mask);
}

/** Omits the tool's own requirements unless they are unmet. Any measurement meets them, so otherwise they show nothing about the cause. */
function withoutOpenOwn(rows: readonly Requirement[], { verdicts }: Pick<Diagnosis, 'verdicts'>): readonly Requirement[] {
  const unmet = new Set(verdicts.flatMap(({ requirement, verdict }) => (verdict === 'unmet' ? requirement : [])));
  const left = rows.filter(({ id, origin }) => origin !== 'tool' || unmet.has(id));
  return left.length > 0 ? left : rows;
}

/** Omits requirements that pass, because watching them shows nothing. */
function notPassing(ids: readonly string[], { verdicts }: Pick<Diagnosis, 'verdicts'>): string[] {
  const met = new Set(verdicts.filter(({ verdict }) => verdict === 'met').map(({ requirement }) => requirement));
  return ids.filter((id) => !met.has(id));
}

/** A solved cause keeps its title, so that the user sees what was solved. */
export function presentSolved(cause: Cause | null, input: ResultInput): ResultModel {
  const title = cause === null ? 'No cause was found here' : createSay(input.mask)`Solved: ${cause.title}`;
  const card = section(title, [paragraph([{ quiet: 'measured again: the cause is gone' }])], { status: 'PASS' });
  return {
    ...shared({ status: 'PASS' as const, title, card, said: [] }, input, new Set(cause?.verify ?? [])),
    code: '',
    name: cause?.name ?? '',
    fixes: [],
    stillShows: '',
    watchable: [],
    detail: () => [],
  };
}

/** The progress in words. After a few seconds it includes the time at which the sweep ends at the latest. */
export function progressOf(live: LiveSweep | null, limits: Limits | null = null): string | null {
  if (live === null) return null;
  const hasOwnEnd = live.running.some(({ request }) => request.probe === 'download' || request.probe === 'aws');
  const leftMs = limits === null || hasOwnEnd || live.elapsedMs < SAID_FROM_MS ? null : endOf(limits, live) - live.elapsedMs;
  const end = leftMs === null ? '' : `, ${Math.max(0, Math.ceil(leftMs / 1000))} s at most`;
  return `${live.done} of ${live.total} done, ${duration(live.elapsedMs)}${end}`;
}

/** A sweep can exceed its deadline, because slow round trips extend it. */
function endOf({ deadlineMs, longestMs = deadlineMs }: Limits, { elapsedMs }: LiveSweep): number {
  return elapsedMs < deadlineMs ? deadlineMs : longestMs;
}

/** The latest end is shown only after this time, because most sweeps end earlier. */
const SAID_FROM_MS = 5000;
