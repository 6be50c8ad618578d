/** What is printed between questions: measured or skipped steps, watches, notices. Nothing is printed twice. */

import { requirementsOf } from '../app/screens/step-requirements.ts';
import type { StoreView } from '../app/store.ts';
import { controlsText } from '../documents/rows/live-here.ts';
import { rowsOf } from '../documents/rows/rows.ts';
import { isMeasureId, measureStepOf, STEPS } from '../guide/index.ts';
import { INITIAL_PROGRESS, nextProgressLines, type ProgressView, progressText } from './telling.ts';
import { type WatchProgress, watchProgressLines } from './watching.ts';

export interface ProgressReporter {
  /** Receives every change of the state, and prints what is new. */
  see(view: StoreView): void;
  /** Call this before a question: it prints the notices since the last question. */
  note(view: StoreView): void;
  /** Whether results of this step or cause were printed since the last question. */
  wasTold(view: StoreView): boolean;
}

export function createProgressReporter(print: (line: string) => void, nowMs: () => number): ProgressReporter {
  let telling = { ...INITIAL_PROGRESS, saidMs: nowMs() };
  let watching: WatchProgress | null = null;
  let visits = 0;
  let notice: string | null = null;
  let message = '';
  let toldAt = '';

  function sayPassedOver({ engine }: StoreView): void {
    const { trail } = engine.guide;
    for (const { step, skipped } of trail.slice(visits))
      if (skipped !== null && isMeasureId(step)) print(`${STEPS[step].title}: skipped. ${skipped}`);
    visits = trail.length;
  }

  return {
    see(view) {
      const { shown, engine } = view;
      sayPassedOver(view);
      if ('screen' in shown && shown.screen.name === 'watch') {
        const told = watchProgressLines(watching, shown.screen.body, engine.watch?.runs ?? 0, nowMs());
        watching = told.watching;
        told.lines.forEach(print);
        return;
      }
      watching = null;
      const told = nextProgressLines(telling, sightOf(view), nowMs());
      if (told.telling.now !== null) toldAt = told.telling.now.place;
      telling = told.telling;
      told.lines.forEach(print);
    },
    note({ shown, ui }) {
      if (ui.notice !== null && ui.notice !== notice) print(ui.notice);
      notice = ui.notice;
      const facts = 'screen' in shown ? shown.screen.header.facts : [];
      const noted = facts.find((fact) => fact.startsWith('message: ')) ?? '';
      if (noted !== message && noted !== '') print(`Noted, ${noted}`);
      message = noted;
    },
    wasTold({ engine }) {
      const was = toldAt === placeOf(engine);
      toldAt = '';
      return was;
    },
  };
}

/** Prints the current state, on request during a measurement. */
export function currentProgress(view: StoreView): string {
  return progressText(sightOf(view));
}

function placeOf({ guide }: StoreView['engine']): string {
  return `${guide.trail.length} ${guide.at}`;
}

function sightOf({ engine, shown, mask }: StoreView): ProgressView {
  const { session, diagnosis, guide, live } = engine;
  const step = measureStepOf(guide);
  const header = 'screen' in shown ? shown.screen.header : null;
  const asked = step === null || live === null ? [] : requirementsOf(step, session).map(({ id }) => id);
  const rowsOfIds = (ids: readonly string[], isOver: boolean) => {
    const wanted = new Set(ids);
    const requirements = session.requirements.filter(({ id }) => wanted.has(id));
    return rowsOf(requirements, { session, diagnosis, live: isOver ? null : live, mask });
  };
  return {
    place: placeOf(engine),
    heading: ['', [header?.breadcrumbs.join(', '), header?.position].filter(Boolean).join('; '), step === null ? '' : STEPS[step].question],
    requirements: asked,
    live,
    checking: controlsText(live, rowsOfIds(asked, false)),
    rows: rowsOfIds,
    madeAt: Object.fromEntries(session.observations.map(({ id, startedAt }) => [id, startedAt])),
    elsewhere: new Set(diagnosis.verdicts.filter(({ reason }) => reason === 'wrong-vantage').map(({ requirement }) => requirement)),
  };
}
