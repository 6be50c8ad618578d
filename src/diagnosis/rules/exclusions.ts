/**
 * The observations that rule out a neighbour, for `excludes` of a rule. A `certain` claim needs such an observation for each neighbour
 * (`weigh.ts`).
 */
import { domainOf } from '../../knowledge/owner-of-host.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { observationsOfProbe } from '../facts/log.ts';
import { memoize } from '../facts/memo.ts';
import { publicNames } from '../facts/public-names.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import { isSignOfLife } from '../facts/signs-of-life.ts';
import { failedHost, type View } from '../facts/view.ts';

/** Ids of all observations that rule a neighbour out; empty if none does. */
type Exclusion = (view: View, claim: { accountsFor: readonly string[]; evidence?: readonly string[] }) => readonly string[];

/** The failures themselves, because their phase and kind rule the neighbour out; for a cause without a failure, its evidence. */
export const faults: Exclusion = (_, { accountsFor, evidence = [] }) => (accountsFor.length > 0 ? accountsFor : evidence);

export function failuresOf(...kinds: FailureKind[]): Exclusion {
  return (view, { accountsFor }) => accountsFor.filter((id) => kinds.includes(view.observation(id)?.failure?.kind ?? 'unclassified'));
}

/** These failures, if they and the controls in the evidence concern hosts of several domains, so that no single domain is the cause. */
export function failuresOfSeveralDomains(...kinds: FailureKind[]): Exclusion {
  return (view, { accountsFor, evidence: more = [] }) => {
    const same = [...accountsFor, ...more]
      .flatMap((id) => view.observation(id) ?? [])
      .filter(({ failure }) => kinds.some((kind) => kind === failure?.kind));
    return new Set(same.map((one) => domainOf(failedHost(one) ?? ''))).size > 1 ? idsOf(same) : [];
  };
}

export const evidence: Exclusion = (_, claim) => claim.evidence ?? [];

/** Controls of these purposes among the evidence. */
export function controls(...purposes: ControlPurpose[]): Exclusion {
  return (view, claim) =>
    (claim.evidence ?? []).filter((id) => {
      const purpose = view.observation(id)?.purpose ?? null;
      return purpose !== null && purposes.includes(purpose);
    });
}

/** Facts read from this machine. */
export const hostFacts: Exclusion = memoize((view: View) => idsOf(observationsOfProbe(view, 'host')));

/** Hosts to which a connection opened, directly or through a proxy. */
export const otherHosts: Exclusion = memoize((view: View) =>
  [...directlyConnected(view), ...connectedThroughProxy(view)].map(({ id }) => id),
);

/** Names for which this machine, or a resolver queried directly, found an address. */
export const resolvedNames: Exclusion = memoize((view: View) => idsOf(view.observations.filter(resolves)));

/** Successful lookups of public names. They rule out a resolver that knows only internal names. */
export const publicLookups: Exclusion = memoize((view: View) => [...publicNames(view).values()].flat());

export const lifeSigns: Exclusion = memoize((view: View) =>
  idsOf(view.observations.filter((observation) => isSignOfLife(observation, view))),
);

function resolves(observation: Observation): boolean {
  if (observation.purpose === 'invented-name') return false;
  if (observation.probe === 'dns') return observation.answers.some(({ addresses }) => addresses.length > 0);
  return observation.phases.some((phase) => phase.name === 'dns' && phase.addresses.some(({ via }) => via !== 'literal'));
}

function idsOf(observations: readonly Observation[]): string[] {
  return observations.map(({ id }) => id);
}
