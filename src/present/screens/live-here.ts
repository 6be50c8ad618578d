/** What runs, as far as the place that is shown is about it. */
import { measureStepOf, STEPS } from '../../guide/index.ts';
import type { LiveSweep, PresentInput } from './input.ts';

type Input = Pick<PresentInput, 'guide' | 'live'>;

/** Null where nothing runs, or another step does: who went back must not take that one's progress for this one's. */
export function liveHere({ guide, live }: Input): LiveSweep | null {
  return elsewhere(guide) === null ? live : null;
}

/** `AWS runs, 18 of 26 done`; null where no other step runs. */
export function runsElsewhere({ guide, live }: Input): string | null {
  const step = elsewhere(guide);
  return step === null || live === null ? null : `${STEPS[step].title} runs, ${live.done} of ${live.total} done`;
}

function elsewhere(guide: PresentInput['guide']) {
  const { running } = guide;
  return running === null || running.step === measureStepOf(guide) ? null : running.step;
}
