/**
 * Chains that lack a link: the last certificate was signed by one that the server does not send. A private root that is not
 * sent looks the same, so the missing one has to be known: from another chain of this session, or as the name of a public CA.
 */
import { inspectionVendor, looksLikePublicAuthority } from '../../model/authorities.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { perView } from '../facts/memo.ts';
import type { View } from '../view.ts';
import { type FailedHop, failedHops, phaseOfHop } from './hops.ts';
import { issuerNames } from './tls-proof.ts';

type Name = Certificate['issuer'];

export interface IncompleteChain {
  failed: FailedHop;
  tls: PhaseOf<'tls'>;
  /** The last certificate that was sent of the path. */
  last: Certificate;
  /** Observations whose chain holds the missing certificate, and verifies. */
  known: string[];
}

const NO_ISSUER: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.incomplete-chain', 'tls.unknown-issuer']);

export const incompleteChains = perView((view: View): IncompleteChain[] =>
  failedHops(view, NO_ISSUER).flatMap((failed) => {
    const tls = phaseOfHop(failed.observation, 'tls', failed.hop);
    const last = tls === undefined ? undefined : endOf(tls.chain);
    if (tls === undefined || last === undefined || last.selfSigned) return [];
    const known = chainsWith(view, last.issuer);
    const names = [last.issuer.commonName, last.issuer.organization];
    if (known.length === 0 && (inspectionVendor(issuerNames(tls.chain)) !== null || !names.some(looksLikePublicAuthority))) return [];
    return { failed, tls, last, known };
  }),
);

/** From the leaf upwards by the names, as what else a server sends does not matter. */
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

function chainsWith(view: View, name: Name): string[] {
  const holds = (tls: PhaseOf<'tls'>) => tls.ok && tls.chain.some(({ subject, selfSigned }) => !selfSigned && isSame(subject, name));
  return view.web.filter(({ phases }) => phases.some((phase) => phase.name === 'tls' && holds(phase))).map(({ id }) => id);
}

function isSame(one: Name, other: Name): boolean {
  return (one.commonName ?? one.organization) !== null && one.commonName === other.commonName && one.organization === other.organization;
}
