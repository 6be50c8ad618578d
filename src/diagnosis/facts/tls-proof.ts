/** What the TLS handshakes of an observation prove about the server. */
import { looksLikePublicCa } from '../../knowledge/certificates/ca-names.ts';
import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { lastHop, phaseOfHop } from './hops.ts';

/**
 * `public`: verified to public roots for the right name, which proves the genuine server. `private`: verified only by a local trust store.
 * `unverified`: no store verifies it. `none`: no handshake at all.
 */
export type TlsProof = 'public' | 'private' | 'unverified' | 'none';

const WEAKEST_FIRST: readonly TlsProof[] = ['none', 'unverified', 'private', 'public'];

/** A redirect is only as trustworthy as the answer that carries it, so the weakest hop decides for the chain. */
export function tlsProof(observation: WebObservation): TlsProof {
  return tlsProofUpToHop(observation, lastHop(observation));
}

/** The weakest proof of the hops up to and including this one. */
export function tlsProofUpToHop(observation: WebObservation, hop: number): TlsProof {
  let weakest: TlsProof = 'public';
  for (let each = 0; each <= hop; each++) weakest = weakerProof(weakest, phaseOfHop(observation, 'tls', each));
  return weakest;
}

export function proofOfHop(observation: WebObservation, hop: number): TlsProof {
  return proofOfTls(phaseOfHop(observation, 'tls', hop));
}

/** Returns the weaker proof: that of the hops so far, or that of this hop. */
export function weakerProof(soFar: TlsProof, tls: PhaseOf<'tls'> | undefined): TlsProof {
  const own = proofOfTls(tls);
  return WEAKEST_FIRST.indexOf(own) < WEAKEST_FIRST.indexOf(soFar) ? own : soFar;
}

export function proofOfTls(tls: PhaseOf<'tls'> | undefined): TlsProof {
  if (tls === undefined || !tls.handshakeCompleted) return 'none';
  if (!tls.ok || tls.nameMatches === false || tls.validNow === false) return 'unverified';
  if (tls.trust?.public === 'trusted') return 'public';
  return tls.trust?.system === 'trusted' || tls.trust?.extra === 'trusted' || tls.trust?.own === 'trusted' ? 'private' : 'unverified';
}

/** True for a server of the user, which needs no public root: a local trust store verifies it, or the request used no TLS. */
export function isOwnServer(observation: WebObservation, host: string): boolean {
  if (publishedOwner(host) !== null) return false;
  return tlsProof(observation) === 'private' || usesPlainHttp(observation);
}

export function usesPlainHttp(observation: WebObservation): boolean {
  const hop = lastHop(observation);
  return phaseOfHop(observation, 'http', hop) !== undefined && phaseOfHop(observation, 'tls', hop) === undefined;
}

/** True if the chain ends in no public root; validity and name are not checked here. */
export function hasPrivateRoot(tls: PhaseOf<'tls'>): boolean {
  return tls.handshakeCompleted && tls.chain.length > 0 && tls.trust?.public === 'untrusted';
}

/** The CA at the end of the presented chain, by its familiar name. */
export function issuerName(chain: readonly Certificate[]): string | null {
  const top = chain.at(-1);
  return top === undefined ? null : (top.issuer.commonName ?? top.issuer.organization);
}

/** True if the last issuer of the chain has the name of a public CA. */
export function hasPublicCaName(chain: readonly Certificate[]): boolean {
  const top = chain.at(-1);
  return top !== undefined && [top.issuer.commonName, top.issuer.organization].some(looksLikePublicCa);
}

/** All issuer names of the chain, by which a vendor is recognised. */
export function issuerNames(chain: readonly Certificate[]): string[] {
  const names: string[] = [];
  for (const { issuer } of chain) for (const name of [issuer.commonName, issuer.organization]) if (name !== null) names.push(name);
  return names;
}
