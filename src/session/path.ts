/** One line of the walk in the log. */
import type { PathEntry, SessionEvent } from '../model/session.ts';

type PathEvent = Extract<SessionEvent, { type: 'step-entered' | 'answered' | 'went-back' | 'step-skipped' }>;

export function pathEntry(event: PathEvent): PathEntry {
  const { step, atMs } = event;
  switch (event.type) {
    case 'step-entered':
      return { step, action: 'entered', detail: null, by: null, atMs };
    case 'answered':
      return { step, action: 'answered', detail: event.answer, by: event.by, atMs };
    case 'went-back':
      return { step, action: 'went-back', detail: null, by: null, atMs };
    case 'step-skipped':
      return { step, action: 'skipped', detail: event.because, by: null, atMs };
  }
}
