/** The common fields of a requirement's completed observation, as a base for tests. */
import { DIRECT } from '../target.ts';

export const PLAIN_OBSERVATION = {
  route: DIRECT,
  role: 'row' as const,
  purpose: null,
  nameIsOurs: false,
  state: 'completed' as const,
  cancelledBy: null,
  startedAt: '2026-11-23T10:00:00Z',
  startMs: 0,
  durationMs: 10,
  failure: null,
};
