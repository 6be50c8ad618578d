/** Controls that ask another owner's host for comparison: a row of that host would meet the same. */
import type { Observation } from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';

const COMPARE: ReadonlySet<ControlPurpose> = new Set<ControlPurpose>(['other-owner', 'other-host', 'server-time']);

export function isComparison({ purpose }: Observation): boolean {
  return purpose !== null && COMPARE.has(purpose);
}
