/** Watched rows: their status, their last runs, and the changes. */

import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { type Row, rowsOf } from '../../documents/rows/rows.ts';
import { count } from '../../documents/words/quantity.ts';
import { joined } from '../../documents/words/say.ts';
import type { Session } from '../../model/session.ts';
import type { Watch } from '../../model/watch.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { PresenterInput } from './input.ts';
import { evidenceOfRow } from './step.ts';
import type { WatchPicture, WatchView } from './watch-view.ts';

/** More runs than fit beside a row on any screen, so older ones are dropped. */
export const STRIP_LENGTH = 40;
/** A change counts as new for this many runs. */
const NEW_FOR = 3;

export interface WatchRow extends Row {
  strip: readonly StatusWord[];
  isNew: boolean;
}

export interface WatchModel {
  question: string;
  /** Text like `run 7, next in 4 s`. */
  beat: string;
  /** True while a run is in progress. */
  measuring: boolean;
  rows: WatchRow[];
  cursor: number;
  evidence: EvidenceLine[];
}

/** Adds the statuses of a run. `before` is null for the first run. */
export function recordRun(before: WatchPicture | null, runs: number, rows: readonly Row[]): WatchPicture {
  const entries = rows.map((row) => {
    const strip = before?.strips[keyOf(row)] ?? [];
    const turned = strip.length > 0 && strip.at(-1) !== row.status;
    return { key: keyOf(row), strip: [...strip, row.status].slice(-STRIP_LENGTH), changed: turned ? runs : before?.changed[keyOf(row)] };
  });
  return {
    runs,
    strips: Object.fromEntries(entries.map(({ key, strip }) => [key, strip])),
    changed: Object.fromEntries(entries.flatMap(({ key, changed }) => (changed === undefined ? [] : [[key, changed]]))),
  };
}

/** During a run, a row keeps its last result, because rows that change every few seconds are hard to read. */
export function watchedRows(watch: Watch, input: Pick<PresenterInput, 'session' | 'diagnosis' | 'mask'>): Row[] {
  const watched = new Set(watch.requirements);
  return rowsOf(
    input.session.requirements.filter(({ id }) => watched.has(id)),
    { ...input, live: null },
  );
}

export function presentWatch({ watch, picture, frozen }: WatchView, input: PresenterInput): WatchModel {
  const rows = watchedRows(watch, input).map((row) => {
    const changed = picture.changed[keyOf(row)];
    return { ...row, strip: picture.strips[keyOf(row)] ?? [], isNew: changed !== undefined && picture.runs - changed < NEW_FOR };
  });
  const cursor = Math.max(0, Math.min(input.ui.cursor, rows.length - 1));
  return {
    question: 'Which of these checks pass now?',
    beat: frozen === null ? beatOf(watch) : frozenText(picture.runs, frozen),
    measuring: frozen === null && watch.nextInMs === null,
    rows,
    cursor,
    evidence: evidenceOfRow(rows[cursor], input),
  };
}

/** After a watch, says which of its runs were kept. */
export function watchedNotice({ watches }: Pick<Session, 'watches'>): string {
  const last = watches.at(-1);
  if (last === undefined) return 'The watch has ended.';
  return last.kept === last.runs
    ? `Watched ${count(last.runs, 'run')}; all runs are kept.`
    : `Watched ${count(last.runs, 'run')}; kept: the first, the last and every change (${last.kept}).`;
}

function beatOf({ runs, nextInMs }: Watch): string {
  if (nextInMs === null) return `run ${runs + 1} is measured`;
  return `run ${runs}, next in ${Math.ceil(nextInMs / 1000)} s`;
}

function frozenText(runs: number, newer: number): string {
  return joined(', ', [`frozen at run ${runs}`, newer > 0 && `${newer} newer`]);
}

/** The key of a row. It is the observation id, which a target keeps however often it is measured. */
function keyOf({ requirement, observation }: Row): string {
  return `${requirement} ${observation ?? ''}`;
}
