/**
 * Judges a presented chain: what each store says to its issuer, its dates, its name; and from these the one failure
 * of the phase. Precedence: no usable certificate, issuer, dates, name. The issuer comes first because a
 * chain of strangers makes its dates and names worthless as evidence.
 */
import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Trust, TrustResult } from '../../model/certificate.ts';
import { TRUST_STORES, type TrustStore } from '../../model/consumer.ts';
import type { FailureKind } from '../../model/failure.ts';
import { isSelfSigned } from './certificate-facts.ts';
import type { Stores } from './stores.ts';
import { type CertificateStore, trustPath, validAt } from './trust-path.ts';

/** Extended key usage: TLS server authentication, and "any". */
const SERVER_USES = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

export interface Judgement {
  trust: Trust;
  nameMatches: boolean;
  validNow: boolean;
  failure: FailureKind | null;
}

export function judgeChain(
  presented: readonly X509Certificate[],
  name: string,
  stores: Stores,
  accepted: readonly TrustStore[],
  now: Date,
): Judgement {
  const [leaf] = presented;
  const trust: Trust = {
    public: ask(presented, stores.public),
    system: ask(presented, stores.system),
    extra: ask(presented, stores.extra),
    ...(stores.own === null ? {} : { own: ask(presented, stores.own) }),
    ...(stores.named === null ? {} : { named: ask(presented, stores.named) }),
  };
  if (leaf === undefined) return { trust, nameMatches: false, validNow: false, failure: 'tls.bad-certificate' };
  const trusting = TRUST_STORES.filter((store) => accepted.includes(store) && trust[store] === 'trusted');
  const nameMatches = identityHolds(name, leaf);
  const validNow = datesHold(presented, stores, trusting, now);
  const failure = !mayServe(leaf)
    ? 'tls.bad-certificate'
    : trusting.length === 0
      ? isSelfSigned(leaf)
        ? 'tls.self-signed'
        : 'tls.unknown-issuer'
      : !validNow
        ? leaf.validFromDate > now
          ? 'tls.not-yet-valid'
          : 'tls.expired'
        : nameMatches
          ? null
          : 'tls.name-mismatch';
  return { trust, nameMatches, validNow, failure };
}

/** Dates are judged apart: this speaks of the issuer alone. */
function ask(presented: readonly X509Certificate[], store: CertificateStore | null): TrustResult {
  if (store === null) return 'unknown';
  return trustPath(presented, store, null) === null ? 'untrusted' : 'trusted';
}

/** The whole path must be valid, and one valid path is enough: servers still send roots that expired long ago. */
function datesHold(presented: readonly X509Certificate[], stores: Stores, trusting: readonly TrustStore[], now: Date): boolean {
  const [leaf] = presented;
  if (leaf === undefined || !validAt(leaf, now)) return false;
  if (trusting.length === 0) return true;
  return trusting.some((name) => {
    const store = stores[name];
    return store !== null && trustPath(presented, store, now) !== null;
  });
}

function identityHolds(name: string, leaf: X509Certificate): boolean {
  return checkServerIdentity(name, leaf.toLegacyObject() as PeerCertificate) === undefined;
}

function mayServe(leaf: X509Certificate): boolean {
  // Node types the list as always there; certificates without the extension have none and may do anything.
  const uses = leaf.keyUsage as string[] | undefined;
  return uses === undefined || uses.length === 0 || uses.some((use) => SERVER_USES.includes(use));
}
