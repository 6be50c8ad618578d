/**
 * The output during a measurement: the heading once, a line for each check that has ended, and a line of progress in long pauses. A
 * reducer: it receives states and returns lines to print.
 */
import { rowLine } from '../documents/report/lines.ts';
import type { Row } from '../documents/rows/rows.ts';
import { count, duration } from '../documents/words/quantity.ts';
import { reasonWords } from '../documents/words/words.ts';

/** The first line of progress comes after this time, later ones less often, because a screen reader reads every line. */
const FIRST_PAUSE_MS = 10_000;
const NEXT_PAUSE_MS = 30_000;

export interface ProgressState {
  /** The measurement whose results are printed; null between two. */
  now: { place: string; requirements: readonly string[]; before: Readonly<Record<string, string>>; checking: readonly string[] } | null;
  /** The last line that was printed for each result, and the time of that observation. */
  told: Readonly<Record<string, { text: string; made: string | undefined }>>;
  saidMs: number;
  pauses: number;
}

export const INITIAL_PROGRESS: ProgressState = { now: null, told: {}, saidMs: 0, pauses: 0 };

export interface ProgressView {
  /** The position in the guide, as a text that changes with every step and cause. */
  place: string;
  /** The heading of a step, printed once before its first result. */
  heading: readonly string[];
  /** The requirements that are measured here. */
  requirements: readonly string[];
  /** Null while nothing is measured. */
  live: { done: number; total: number; elapsedMs: number } | null;
  /** The purpose of the controls while nothing else runs; null otherwise. */
  checking: string | null;
  /** `isOver`: the measurement has ended, so the results have their final state. */
  rows(requirements: readonly string[], isOver: boolean): readonly Row[];
  /** The time of each printed observation. A repeated observation has a new time. */
  madeAt: Readonly<Record<string, string>>;
  /** Results without information for this machine, which are only counted. */
  elsewhere: ReadonlySet<string>;
}

export function nextProgressLines(state: ProgressState, sight: ProgressView, nowMs: number): { telling: ProgressState; lines: string[] } {
  const { now } = state;
  const moved = now !== null && (sight.live === null || sight.place !== now.place);
  const ended = moved ? closing(state, sight) : { telling: state, lines: [] };
  const begun = sight.live !== null && ended.telling.now === null ? opening(ended.telling, sight) : { telling: ended.telling, lines: [] };
  const rows = begun.telling.now === null ? { telling: begun.telling, lines: [] } : finished(begun.telling, sight);
  const checks = checking(rows.telling, sight);
  const lines = [...ended.lines, ...begun.lines, ...rows.lines, ...checks.lines];
  if (lines.length > 0) return { telling: { ...checks.telling, saidMs: nowMs, pauses: 0 }, lines };
  return signOfLife(checks.telling, sight, nowMs);
}

/** The lines for the present state, when the user asks for them. */
export function progressText({ live, rows, requirements }: Pick<ProgressView, 'live' | 'rows' | 'requirements'>): string {
  if (live === null) return 'Nothing is being measured.';
  const running = rows(requirements, false).filter((row) => row.running);
  const [first, second, ...more] = running.map(({ what, target, duration: since, remark }) =>
    [what, target, remark || since].filter((part) => part !== '').join(' '),
  );
  const waiting = [first, second, more.length > 0 ? `${more.length} more` : undefined].filter((part) => part !== undefined);
  const on = waiting.length === 0 ? '' : `; waiting for ${waiting.join(', ')}`;
  return `Still working: ${live.done} of ${live.total} done, ${duration(live.elapsedMs)}${on}.`;
}

function opening(state: ProgressState, { place, heading, requirements, madeAt }: ProgressView) {
  return {
    telling: { ...state, now: { place, requirements, before: madeAt, checking: [] } },
    lines: requirements.length === 0 ? [] : [...heading],
  };
}

/** Results that arrived during this measurement, without duplicates. */
function finished(state: ProgressState, sight: ProgressView) {
  const { now } = state;
  if (now === null) return { telling: state, lines: [] };
  const ended = sight.rows(now.requirements, false).filter((row) => {
    if (sight.elsewhere.has(row.requirement)) return false;
    const made = madeAt(row, sight);
    return !row.running && row.status !== 'WAIT' && made !== now.before[row.observation ?? ''] && made !== state.told[keyOf(row)]?.made;
  });
  return sayRows(state, ended, sight);
}

/** The purposes of the controls, without duplicates. */
function checking(state: ProgressState, { checking: text }: ProgressView) {
  const { now } = state;
  if (now === null || text === null || now.checking.includes(text)) return { telling: state, lines: [] };
  return { telling: { ...state, now: { ...now, checking: [...now.checking, text] } }, lines: [`${text}.`] };
}

/** The end: results whose line has changed since it was printed, and the number of unmeasured requirements. */
function closing(state: ProgressState, sight: ProgressView) {
  const { now } = state;
  if (now === null) return { telling: state, lines: [] };
  const all = sight.rows(now.requirements, true);
  const rows = all.filter((row) => !sight.elsewhere.has(row.requirement));
  const changed = rows.filter((row) => row.observation !== null && !row.running && state.told[keyOf(row)]?.text !== rowLine(row));
  const said = sayRows(state, changed, sight);
  const silent = rows.filter((row) => row.observation === null);
  const why = [...new Set(silent.map(({ remark }) => remark))].filter((remark) => remark !== '' && remark !== reasonWords('not-run'));
  const more = [
    ...(silent.length === 0 ? [] : [`${count(silent.length, 'row')} not measured${why.length === 0 ? '' : `: ${why.join('; ')}`}.`]),
    ...(rows.length === all.length ? [] : [`${count(all.length - rows.length, 'row')} not listed: ${reasonWords('wrong-vantage')}.`]),
  ];
  return { telling: { ...said.telling, now: null }, lines: [...said.lines, ...more] };
}

function sayRows(state: ProgressState, rows: readonly Row[], sight: ProgressView) {
  const told = { ...state.told };
  for (const row of rows) told[keyOf(row)] = { text: rowLine(row), made: madeAt(row, sight) };
  return { telling: { ...state, told }, lines: rows.map(rowLine) };
}

function madeAt({ observation }: Row, sight: ProgressView): string | undefined {
  return observation === null ? undefined : sight.madeAt[observation];
}

function signOfLife(state: ProgressState, sight: ProgressView, nowMs: number) {
  const pause = state.pauses === 0 ? FIRST_PAUSE_MS : NEXT_PAUSE_MS;
  if (sight.live === null || state.now === null || nowMs - state.saidMs < pause) return { telling: state, lines: [] };
  return {
    telling: { ...state, saidMs: nowMs, pauses: state.pauses + 1 },
    lines: [progressText({ ...sight, requirements: state.now.requirements })],
  };
}

function keyOf({ requirement, what, target }: Row): string {
  return `${requirement} ${what} ${target}`;
}
