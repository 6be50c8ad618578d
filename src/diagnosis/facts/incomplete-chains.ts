/**
 * Chains in which the server does not send the issuer of its last certificate. A private root that is not sent looks the same, so another
 * chain of this session must contain the missing certificate, or it must have the name of a public CA.
 */
import { inspectionVendor, looksLikePublicCa } from '../../knowledge/certificates/ca-names.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { type FailedHop, failedHops, phaseOfHop } from './hops.ts';
import { memoize } from './memo.ts';
import { issuerNames } from './tls-proof.ts';
import type { View } from './view.ts';

type Name = Certificate['issuer'];

export interface IncompleteChain {
  failed: FailedHop;
  tls: PhaseOf<'tls'>;
  /** The last certificate of the path that was sent. */
  last: Certificate;
  /** Observations with a verified chain that includes the missing certificate. */
  known: string[];
}

const NO_ISSUER: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.incomplete-chain', 'tls.unknown-issuer']);

export const incompleteChains = memoize((view: View): IncompleteChain[] =>
  failedHops(view, NO_ISSUER).flatMap((failed) => {
    const tls = phaseOfHop(failed.observation, 'tls', failed.hop);
    const last = tls === undefined ? undefined : endOf(tls.chain);
    if (tls === undefined || last === undefined || last.selfSigned) return [];
    const known = holdersOf(view).get(keyOf(last.issuer)) ?? [];
    const names = [last.issuer.commonName, last.issuer.organization];
    if (known.length === 0 && (!names.some(looksLikePublicCa) || inspectionVendor(issuerNames(tls.chain)) !== null)) return [];
    return { failed, tls, last, known };
  }),
);

/** Follows issuer names from the leaf, because other certificates that the server sends do not matter. */
function endOf(chain: readonly Certificate[]): Certificate | undefined {
  const path = new Set(chain.slice(0, 1));
  let last = chain[0];
  for (const certificate of path) {
    last = certificate;
    const issuer = chain.find((candidate) => !path.has(candidate) && isSame(candidate.subject, certificate.issuer));
    if (issuer !== undefined) path.add(issuer);
  }
  return last;
}

/** Observations with a verified chain, by the names in the chain except the root. */
const holdersOf = memoize((view: View): ReadonlyMap<string, string[]> => {
  const holders = new Map<string, string[]>();
  for (const { id, phases } of view.web) {
    const chains = phases.flatMap((phase) => (phase.name === 'tls' && phase.ok ? phase.chain : []));
    const names = new Set(chains.filter(({ selfSigned, subject }) => !selfSigned && isNamed(subject)).map(({ subject }) => keyOf(subject)));
    for (const name of names) (holders.get(name) ?? holders.set(name, []).get(name))?.push(id);
  }
  return holders;
});

function keyOf({ commonName, organization }: Name): string {
  return JSON.stringify([commonName, organization]);
}

function isNamed({ commonName, organization }: Name): boolean {
  return (commonName ?? organization) !== null;
}

function isSame(one: Name, other: Name): boolean {
  return isNamed(one) && one.commonName === other.commonName && one.organization === other.organization;
}
