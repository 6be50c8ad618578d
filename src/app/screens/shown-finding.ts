import { type Cause, causeKey, currentCause } from '../../guide/index.ts';
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { PresenterInput } from './input.ts';

/** The finding on the screen; null if there is none, or once it is solved. */
export function shownFinding({ guide, diagnosis }: Pick<PresenterInput, 'guide' | 'diagnosis'>): Finding | null {
  const cause = currentCause(guide);
  return cause === null ? null : findingOfCause(cause, diagnosis);
}

/** Null if the diagnosis no longer contains the cause. */
export function findingOfCause(cause: Cause, { findings }: Pick<Diagnosis, 'findings'>): Finding | null {
  return findings.find((finding) => causeKey(finding) === cause.key) ?? null;
}
