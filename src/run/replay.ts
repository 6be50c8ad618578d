/** Replays a recorded session: the same walk over its observations, without measuring. */
import { diagnose } from '../diagnosis/index.ts';
import {
  advanceGuide,
  type GuideCommand,
  type GuideEvent,
  type GuideState,
  isMeasureId,
  restoreGuide,
  STEPS,
  type Summary,
  summarise,
} from '../guide/index.ts';
import type { Shell } from '../model/command/index.ts';
import type { Session } from '../model/session.ts';
import type { Engine } from './engine.ts';

/**
 * `shell` is the shell of the commands in fixes. The session opens at the end of the recorded walk, and going back and jumping work as in a
 * live session.
 */
export function createReplay(session: Session, shell?: Shell): Engine {
  const listeners = new Set<() => void>();
  const diagnosis = diagnose(session, shell);
  const summary = summarise(diagnosis, session.requirements);
  let guide = restored(session, summary);

  function apply(event: GuideEvent): void {
    const [next, commands] = advanceGuide(guide, event);
    guide = next;
    for (const command of commands) answer(command);
  }

  /** Answers every new measurement with the recorded one. */
  function answer(command: GuideCommand): void {
    if (command.type === 'measure') apply({ type: 'measured', step: command.step, summary });
  }

  function dispatch(event: GuideEvent): void {
    if (event.type !== 'recheck') apply(event);
    for (const listener of listeners) listener();
  }

  apply({ type: 'goto', step: 'finish' });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState: () => ({ session, diagnosis, guide, live: null, watch: null }),
    dispatch,
    remeasure() {},
    watch() {},
    stopWatch() {},
    cancelStep() {},
    skipRow() {},
    fault() {},
    idle: () => Promise.resolve(),
  };
}

/**
 * Requirements that were measured without a walk, for example by `check`, count as measured. Their steps can be viewed and are skipped in
 * the walk.
 */
function restored(session: Session, summary: Summary): GuideState {
  const guide = restoreGuide(session, summary);
  const seen = new Set(session.observations.filter(({ role }) => role === 'row').flatMap(({ requirements }) => requirements));
  const areas = new Set(session.requirements.filter(({ id }) => seen.has(id)).map(({ area }) => area));
  const measured = Object.entries(STEPS).flatMap(([id, step]) =>
    step.kind === 'measure' && isMeasureId(id) && step.areas.some((area) => areas.has(area)) ? [id] : [],
  );
  return { ...guide, measured: [...new Set([...guide.measured, ...measured])] };
}
