/**
 * Unmeasured requirements that depend on a cause, because they need the same port of the same host as a failure that the cause explains.
 * The check of a proxy passes although the proxy refuses one host, so without them such a cause would look like advice until the
 * requirements of that host are measured.
 */
import { isCounting } from '../../knowledge/applicability.ts';
import type { Requirement } from '../../model/requirement.ts';
import { type Target, targetHost, targetPort } from '../../model/target.ts';
import type { Verdict } from '../../model/verdict.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import type { View } from '../facts/view.ts';
import type { CoveredClaim } from './cover.ts';

export interface DependentRequirements {
  rows: Requirement[];
  /** True if requirements that this session leaves out depend on the cause as well. */
  beyond: boolean;
}

/** `unmeasured`: requirements that count toward the result and were not measured. */
export function dependentRequirements(
  { observations }: CoveredClaim,
  unmeasured: readonly Requirement[],
  view: View,
): DependentRequirements {
  const { session, host } = view;
  if (unmeasured.length === 0 && (session.leftOut ?? []).length === 0) return { rows: [], beyond: false };
  const places = new Set(
    observations
      .flatMap((id) => view.observation(id) ?? [])
      .filter(view.isFailed)
      .flatMap(({ target }) => placeOf(target)),
  );
  if (places.size === 0) return { rows: [], beyond: false };
  const isThere = ({ targets }: Requirement) => targets.some(({ target }) => placeOf(target).some((place) => places.has(place)));
  return {
    rows: unmeasured.filter(isThere),
    beyond: (session.leftOut ?? []).some((row) => isCounting(row, session.profile, host?.ec2 ?? null) && isThere(row)),
  };
}

export function isUnmeasured(verdict: Verdict | undefined): boolean {
  return verdict?.counts === true && (verdict.reason === 'not-run' || verdict.reason === 'deadline');
}

/** Protocol, host and port of a target; empty if it has no port. */
function placeOf(target: Target): string[] {
  const host = targetHost(target);
  const port = targetPort(target);
  if (host === null || port === null) return [];
  return [`${target.kind === 'udp' ? 'udp' : 'tcp'} ${normalizeHost(host)} ${port}`];
}
