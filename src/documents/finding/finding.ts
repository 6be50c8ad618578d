/** One finding for the screen: what, how sure and why, plain words, who fixes it, evidence, the documented requirement. */
import type { Cause } from '../../guide/index.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Diagnosis, Finding, Fix } from '../../model/finding.ts';
import type { Limits } from '../../model/profile.ts';
import type { Session } from '../../model/session.ts';
import { watchableRows } from '../../model/watch.ts';
import { type EvidenceLine, findingEvidence } from '../evidence/evidence.ts';
import { liveHere } from '../rows/live-here.ts';
import { type Row, rowsOf } from '../rows/rows.ts';
import type { LiveSweep, Subject } from '../subject.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { count, duration } from '../words/quantity.ts';
import { joined, type Mask, sayer } from '../words/say.ts';
import type { StatusWord } from '../words/status-words.ts';
import { OWNER_WORDS, SEVERITY_WORDS } from '../words/words.ts';
import { needsStart, withStart } from './own-variables.ts';

/** A fix as it is shown. */
export interface FixModel {
  owner: string;
  text: string;
  command: string | null;
  /** What the command is written for. */
  shell: Shell;
}

export interface ResultModel {
  status: StatusWord;
  title: string;
  code: string;
  name: string;
  /** `likely: one alternative remains`. */
  confidence: string;
  severity: string;
  why: string;
  fixes: FixModel[];
  evidence: string[];
  /** Titles of findings that this one explains, or of the one that explains this. */
  consequences: string[];
  causedBy: string | null;
  /** Headings of the requirements document that are concerned. */
  documented: string[];
  /** Rows to measure again once it is fixed, as they stand now; none where only a new start can show it. */
  recheck: Row[];
  /** What is said where it was measured again and still shows; a change that this program cannot see is not denied. */
  stillShows: string;
  /** Those of them that can be measured again and again. */
  watchable: string[];
  /** What was seen in the first of the observations that it rests on; asked for only where there is room, since sixty of them take time to mask. */
  detail(most: number): EvidenceLine[];
  /** While a re-check runs: `6 of 8 done, 4.1 s`. */
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
  const concerned = new Set(finding.requirements);
  const cause = diagnosis.findings.find(({ id }) => id === finding.causedById);
  return {
    status: findingStatus(finding, diagnosis),
    title: mask(finding.title),
    code: finding.code,
    name: finding.name,
    confidence: confidenceWords(finding),
    severity: severityWords(finding, diagnosis),
    why: mask(finding.why),
    fixes: finding.fixes.map((fix) => presentFix(withStart(finding, fix), mask, diagnosis.shell)),
    evidence: finding.evidence.map(mask),
    consequences: diagnosis.findings.filter(({ causedById }) => causedById === finding.id).map(({ title }) => mask(title)),
    causedBy: cause === undefined ? null : mask(cause.title),
    documented: documentedIn(session, concerned, mask),
    recheck: rowsOf(
      session.requirements.filter(({ id }) => !needsStart(finding) && rechecked.has(id)),
      input,
    ),
    stillShows: needsStart(finding)
      ? 'Measured again, with the variables of the start: a change shows when it is started again.'
      : 'Measured again: it still shows.',
    watchable: needsStart(finding) ? [] : watchableRows(notPassing([...rechecked], diagnosis), session),
    detail: (most) => findingEvidence(finding, session, mask, most),
    progress: progressOf(liveHere(input), input.session.limits),
  };
}

/** What passes would be watched in vain. */
function notPassing(ids: readonly string[], { verdicts }: Pick<Diagnosis, 'verdicts'>): string[] {
  const met = new Set(verdicts.filter(({ verdict }) => verdict === 'met').map(({ requirement }) => requirement));
  return ids.filter((id) => !met.has(id));
}

/** A cause that was measured again and is gone: it keeps its title, so that everybody sees what was solved. */
export function presentSolved(cause: Cause | null, input: ResultInput): ResultModel {
  const verify = new Set(cause?.verify ?? []);
  return {
    status: 'PASS',
    title: cause === null ? 'Nothing is in the way here' : sayer(input.mask)`Solved: ${cause.title}`,
    code: '',
    name: cause?.name ?? '',
    confidence: 'measured again: the cause no longer shows',
    severity: '',
    why: '',
    fixes: [],
    evidence: [],
    consequences: [],
    causedBy: null,
    documented: [],
    recheck: rowsOf(
      input.session.requirements.filter(({ id }) => verify.has(id)),
      input,
    ),
    stillShows: '',
    watchable: [],
    detail: () => [],
    progress: progressOf(liveHere(input), input.session.limits),
  };
}

/**
 * The word agrees with the outcome of the run: FAIL where a row is not met because of it, UNSURE where a row stays open,
 * and ADVICE where no row that counts or that is optional suffers, so that nobody reads FAIL beside exit status 0.
 */
export function findingStatus(finding: Finding, { verdicts }: Pick<Diagnosis, 'verdicts'>): StatusWord {
  if (finding.severity === 'blocker') return 'FAIL';
  if (finding.severity === 'advice') return 'ADVICE';
  const concerned = new Set(finding.requirements);
  return verdicts.some(({ requirement, verdict }) => verdict === 'unmet' && concerned.has(requirement)) ? 'FAIL' : 'UNSURE';
}

/** How bad it is. What it will stop is not known before the rows that hang on it are measured, so nothing is claimed. */
export function severityWords({ severity, requirements }: Finding, { verdicts }: Pick<Diagnosis, 'verdicts'>): string {
  const concerned = new Set(requirements);
  const rows = verdicts.filter(({ requirement, verdict }) => concerned.has(requirement) && verdict !== 'met');
  const waits = severity === 'degraded' && rows.length > 0 && rows.every((row) => row.counts && row.reason === 'not-run');
  return waits ? 'what depends on it is not measured yet' : SEVERITY_WORDS[severity];
}

/** Who can remove it, first owner first. */
export function ownersOf(finding: Finding): string {
  return [...new Set(finding.fixes.map(({ owner }) => OWNER_WORDS[owner]))].join(', ');
}

/** A fix with its values masked. */
export function presentFix(fix: Fix, mask: Mask, shell: Shell = 'posix'): FixModel {
  return { owner: OWNER_WORDS[fix.owner], text: mask(fix.text), command: fix.command === null ? null : mask(fix.command), shell };
}

/** Three places by name, the rest as a number: sixty rows behind one proxy are not sixty lines. */
function documentedIn(session: Session, concerned: ReadonlySet<string>, mask: Mask): string[] {
  const say = sayer(mask);
  const rows = session.requirements.filter(({ id, origin }) => concerned.has(id) && origin !== 'tool');
  const sections = [...new Set(rows.map(({ section, endpoint }) => joined(' › ', [section, say`${endpoint}`])))];
  const shown = sections.slice(0, 3);
  return sections.length > shown.length ? [...shown, `and ${count(sections.length - shown.length, 'more requirement')}`] : shown;
}

/** With the limits it is said when the sweep ends at the latest, once that is worth knowing. */
export function progressOf(live: LiveSweep | null, limits: Limits | null = null): string | null {
  if (live === null) return null;
  const hasOwnEnd = live.running.some(({ request }) => request.probe === 'download' || request.probe === 'aws');
  const leftMs = limits === null || hasOwnEnd || live.elapsedMs < SAID_FROM_MS ? null : endOf(limits, live) - live.elapsedMs;
  const end = leftMs === null ? '' : `, ${Math.max(0, Math.ceil(leftMs / 1000))} s at most`;
  return `${live.done} of ${live.total} done, ${duration(live.elapsedMs)}${end}`;
}

/** Past its deadline a sweep goes on where round trips cost so much that it was moved out. */
function endOf({ deadlineMs, longestMs = deadlineMs }: Limits, { elapsedMs }: LiveSweep): number {
  return elapsedMs < deadlineMs ? deadlineMs : longestMs;
}

/** Most sweeps are over by then. */
const SAID_FROM_MS = 5000;
