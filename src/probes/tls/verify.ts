/**
 * Judges a presented chain: what each store says to its issuer, its dates, its name; and from these the one failure
 * of the phase. Precedence: no usable certificate, issuer, whatever else OpenSSL refuses, name. The issuer comes first
 * because a chain of strangers makes its dates and names worthless as evidence.
 */
import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Trust, TrustResult } from '../../model/certificate.ts';
import { TRUST_STORES, type TrustStore } from '../../model/consumer.ts';
import type { FailureKind } from '../../model/failure.ts';
import { isSelfSigned, issuerUrls } from './certificate-facts.ts';
import { opensslVerdict } from './openssl.ts';
import type { Stores } from './stores.ts';
import { CertificateStore, endOfPath, leadsTo } from './trust-path.ts';
import { isAboutIssuer, kindOfVerdict } from './x509-verdict.ts';

export interface Judgement {
  trust: Trust;
  nameMatches: boolean;
  validNow: boolean;
  failure: { kind: FailureKind; code?: string } | null;
}

export async function judgeChain(
  presented: readonly X509Certificate[],
  name: string,
  stores: Stores,
  accepted: readonly TrustStore[],
): Promise<Judgement> {
  const [leaf] = presented;
  const say = opinions(presented);
  const results = await Promise.all(TRUST_STORES.map((store) => say(stores[store])));
  const opinionOf = (store: TrustStore) => results[TRUST_STORES.indexOf(store)] ?? UNKNOWN;
  const trust: Trust = {
    public: opinionOf('public').trust,
    system: opinionOf('system').trust,
    extra: opinionOf('extra').trust,
    ...(stores.own === null ? {} : { own: opinionOf('own').trust }),
    ...(stores.named === null ? {} : { named: opinionOf('named').trust }),
  };
  if (leaf === undefined) return { trust, nameMatches: false, validNow: false, failure: { kind: 'tls.bad-certificate' } };
  const asked = TRUST_STORES.filter((store) => accepted.includes(store) && stores[store] !== null);
  const opinion = await best(asked.map(opinionOf), () =>
    say(
      union(
        asked.flatMap((store) => stores[store] ?? []),
        presented,
      ),
    ),
  );
  const nameMatches = identityHolds(name, leaf);
  const failure = failureOf(presented, opinion) ?? (nameMatches ? null : { kind: 'tls.name-mismatch' as const });
  return { trust, nameMatches, validNow: datesHold(leaf, opinion), failure };
}

/** What the certificates of one store say to a chain, dates and name apart. */
export async function trustOf(presented: readonly X509Certificate[], store: CertificateStore | null): Promise<TrustResult> {
  return (await opinions(presented)(store)).trust;
}

interface Opinion {
  /** Speaks of the issuer alone. */
  trust: TrustResult;
  /** OpenSSL's, null where it accepts the chain; undefined where it was not asked. */
  verdict?: string | null;
  /** It would be trusted if all that sign were CAs. */
  isSignedByNoCa?: true;
}

const UNKNOWN: Opinion = { trust: 'unknown' };

/** Stores that hold the same anchors for this chain are asked once. */
function opinions(presented: readonly X509Certificate[]): (store: CertificateStore | null) => Promise<Opinion> {
  const known = new Map<string, Promise<string | null>>();
  return async (store) => {
    if (store === null) return UNKNOWN;
    if (presented.length === 0) return { trust: 'untrusted' };
    const anchors = store.about(presented);
    const which = anchors
      .map(({ fingerprint256 }) => fingerprint256)
      .sort()
      .join();
    const asked = known.get(which) ?? opensslVerdict(presented, anchors);
    known.set(which, asked);
    const verdict = await asked;
    if (verdict === null) return { trust: 'trusted', verdict };
    const trusted = !isAboutIssuer(verdict) && leadsTo(presented, store);
    const isSignedByNoCa = !trusted && !isAboutIssuer(verdict) && leadsTo(presented, store, 'any');
    return { trust: trusted ? 'trusted' : 'untrusted', verdict, ...(isSignedByNoCa ? { isSignedByNoCa } : {}) };
  };
}

/** One store that accepts is enough; then one that knows the issuer; then what all of them say together. */
async function best(asked: readonly Opinion[], together: () => Promise<Opinion>): Promise<Opinion> {
  const [only] = asked;
  const good =
    asked.find(({ verdict }) => verdict === null) ?? (asked.length === 1 ? only : asked.find(({ trust }) => trust === 'trusted'));
  return good ?? together();
}

function union(stores: readonly CertificateStore[], presented: readonly X509Certificate[]): CertificateStore {
  return new CertificateStore(stores.flatMap((store) => store.about(presented)));
}

function failureOf(presented: readonly X509Certificate[], { trust, verdict, isSignedByNoCa }: Opinion): Judgement['failure'] {
  if (verdict === null) return null;
  if (verdict === undefined) return { kind: issuerKind(presented) };
  const kind = kindOfVerdict(verdict);
  if (isSignedByNoCa || kind === 'tls.invalid-ca') return { kind: 'tls.invalid-ca', code: verdict };
  return { kind: trust === 'trusted' ? kind : issuerKind(presented), code: verdict };
}

function issuerKind(presented: readonly X509Certificate[]): FailureKind {
  const [leaf] = presented;
  if (leaf !== undefined && isSelfSigned(leaf)) return 'tls.self-signed';
  const end = endOfPath(presented);
  return end !== undefined && !isSelfSigned(end) && issuerUrls(end).length > 0 ? 'tls.incomplete-chain' : 'tls.unknown-issuer';
}

function datesHold(leaf: X509Certificate, { verdict }: Opinion): boolean {
  const now = new Date();
  const isLeafValid = leaf.validFromDate <= now && now <= leaf.validToDate;
  return isLeafValid && verdict !== 'CERT_HAS_EXPIRED' && verdict !== 'CERT_NOT_YET_VALID';
}

function identityHolds(name: string, leaf: X509Certificate): boolean {
  return checkServerIdentity(name, leaf.toLegacyObject() as PeerCertificate) === undefined;
}
