/** If this fails, a control fails only because it had less time than the measurement it explains. */
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, EMPTY_PROFILE } from '../../model/profile.ts';
import { machineFactsOf } from '../machine.ts';
import { sessionOf } from '../testing/world.ts';
import { createControlContext } from './question.ts';

test.each([
  ['half as long as the first measurement', 4000, 2000],
  ['no longer than a first measurement with a short deadline', 200, 200],
  ['long enough for one lost packet when the first measurement does', 2000, 1500],
  ['half as long as a first measurement with a long deadline', 10_000, 5000],
])('a control waits %s', (_how, stageMs, controlMs) => {
  const session = { ...sessionOf(EMPTY_PROFILE, [], new Set(), [], []), limits: { ...DEFAULT_LIMITS, stageMs } };
  expect(createControlContext(session, machineFactsOf(session)).controlMs).toBe(controlMs);
});
