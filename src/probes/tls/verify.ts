/**
 * Verifies a presented chain: each store's result for its issuer, its dates, its name; and from these the one failure of the phase.
 * Precedence: no usable certificate, issuer, other OpenSSL errors, name. The issuer comes first because an untrusted chain's dates and
 * names prove nothing. If a program has its own rules (knowledge/certificates/rules.ts), OpenSSL errors that it accepts are kept apart from
 * failures.
 */
import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { isAccepted } from '../../knowledge/certificates/rules.ts';
import type { Trust, TrustResult } from '../../model/certificate.ts';
import { TRUST_STORES, type TrustStore } from '../../model/consumer.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { CertificateFlaw, Verifier } from '../../model/verifier.ts';
import { isPathTooLong, isSelfSigned, issuerUrls } from './certificate-facts.ts';
import { flawsOf, isNamedByCommonName, removeDates } from './flaws.ts';
import { opensslVerdict } from './openssl.ts';
import type { Stores } from './stores.ts';
import { CertificateStore, hasPathToStore, lastInPath, pathOf } from './trust-path.ts';
import { failureKindOfVerdict, isIssuerVerdict } from './x509-verdict.ts';

export interface ChainJudgement {
  trust: Trust;
  nameMatches: boolean;
  validNow: boolean;
  failure: Fault | null;
  /** OpenSSL's error that the program accepts. */
  tolerated: Fault | null;
  /** The flaws in a refused or tolerated chain that programs judge differently; null for other failures. */
  flaws: CertificateFlaw[] | null;
}

type Fault = { kind: FailureKind; code?: string };

export async function judgeChain(
  presented: readonly X509Certificate[],
  name: string,
  stores: Stores,
  accepted: readonly TrustStore[],
  verifier: Verifier = 'openssl',
): Promise<ChainJudgement> {
  const [leaf] = presented;
  const say = storeResults(presented);
  const results = await Promise.all(TRUST_STORES.map((store) => say(stores[store])));
  const opinionOf = (store: TrustStore) => results[TRUST_STORES.indexOf(store)] ?? UNKNOWN;
  const trust: Trust = {
    public: opinionOf('public').trust,
    system: opinionOf('system').trust,
    extra: opinionOf('extra').trust,
    ...(stores.own === null ? {} : { own: opinionOf('own').trust }),
    ...(stores.named === null ? {} : { named: opinionOf('named').trust }),
  };
  if (leaf === undefined) {
    return { trust, nameMatches: false, validNow: false, failure: { kind: 'tls.bad-certificate' }, tolerated: null, flaws: null };
  }
  const asked = TRUST_STORES.filter((store) => accepted.includes(store)).flatMap((store) => stores[store] ?? []);
  const result = await best(presented, asked, say);
  const nameMatches = checkServerIdentity(name, leaf.toLegacyObject() as PeerCertificate) === undefined;
  const nameFault = nameMatches ? commonNameFault(leaf, verifier) : { kind: 'tls.name-mismatch' as const };
  const refused = failureOf(presented, result);
  const named = nameFault?.kind === 'tls.common-name-only' ? ['common-name-only' as const] : null;
  const judged = { trust, nameMatches, failure: refused ?? nameFault, tolerated: null, flaws: null, validNow: datesHold(leaf, result) };
  if (refused === null) return { ...judged, flaws: named };
  if (result.trust !== 'trusted') return judged;
  const isPublic = trust.public === 'trusted';
  const above = asked.flatMap((store) => store.about(presented));
  const flaws = flawsOf(presented, above, refused.kind);
  // No flaws are reported for an expired chain, because the expired certificate may be the root.
  const answers = refused.kind === 'tls.expired' ? judged : { ...judged, flaws };
  if (verifier === 'openssl' || flaws.length === 0 || !flaws.every((flaw) => isAccepted(flaw, verifier, isPublic))) return answers;
  // The program tolerates the chain only if OpenSSL accepts it apart from these flaws.
  const again = await best(
    presented,
    asked,
    storeResults(presented, { asAnchors: flaws.includes('expired-root') ? removeDates : same, level: 0 }),
  );
  const isPurpose = again.verdict === 'INVALID_PURPOSE' && refused.kind === 'tls.invalid-purpose';
  const left = isPurpose ? hiddenBelow(presented) : failureOf(presented, again);
  if (left !== null) return { ...judged, failure: left };
  const passed = nameFault === null ? { tolerated: refused, flaws } : { tolerated: null, flaws: named };
  return { ...judged, ...passed, failure: nameFault, validNow: datesHold(leaf, again) };
}

/** OpenSSL checks from the leaf upwards and reports its last error, so an error of a higher CA hides those below. */
function hiddenBelow(presented: readonly X509Certificate[]): Fault | null {
  return isPathTooLong(pathOf(presented)) ? { kind: 'tls.path-length', code: 'PATH_LENGTH_EXCEEDED' } : null;
}

/** The result of one store's certificates for a chain, apart from dates and name. */
export async function trustResultOf(presented: readonly X509Certificate[], store: CertificateStore | null): Promise<TrustResult> {
  return (await storeResults(presented)(store)).trust;
}

interface StoreVerdict {
  /** Whether the store trusts the issuer, regardless of dates and name. */
  trust: TrustResult;
  /** OpenSSL's verdict; null if it accepts the chain, undefined if it was not checked. */
  verdict?: string | null;
  /** Set if the chain would be trusted with all its signers as CAs. */
  isSignedByNoCa?: true;
}

const UNKNOWN: StoreVerdict = { trust: 'unknown' };

interface Asking {
  asAnchors(certificates: X509Certificate[]): X509Certificate[];
  level: 0 | 2;
}
const same = (certificates: X509Certificate[]) => certificates;
const USUAL: Asking = { asAnchors: same, level: 2 };

type VerifyWithStore = (store: CertificateStore | null) => Promise<StoreVerdict>;

/** Stores with the same anchors for this chain are checked once. */
function storeResults(presented: readonly X509Certificate[], { asAnchors, level }: Asking = USUAL): VerifyWithStore {
  const known = new Map<string, Promise<string | null>>();
  const answers = new Map<CertificateStore, Promise<StoreVerdict>>();
  const say = async (store: CertificateStore): Promise<StoreVerdict> => {
    if (presented.length === 0) return { trust: 'untrusted' };
    const anchors = store.about(presented);
    const which = anchors
      .map(({ fingerprint256 }) => fingerprint256)
      .sort()
      .join();
    const asked = known.get(which) ?? opensslVerdict(presented, asAnchors(anchors), level);
    known.set(which, asked);
    const verdict = await asked;
    if (verdict === null) return { trust: 'trusted', verdict };
    const trusted = !isIssuerVerdict(verdict) && hasPathToStore(presented, store);
    const isSignedByNoCa = !trusted && !isIssuerVerdict(verdict) && hasPathToStore(presented, store, 'any');
    return { trust: trusted ? 'trusted' : 'untrusted', verdict, ...(isSignedByNoCa ? { isSignedByNoCa } : {}) };
  };
  return async (store) => {
    if (store === null) return UNKNOWN;
    const result = answers.get(store) ?? say(store);
    answers.set(store, result);
    return result;
  };
}

/** The result of a store that accepts the chain; otherwise of one that knows the issuer; otherwise of all stores' certificates together. */
async function best(
  presented: readonly X509Certificate[],
  stores: readonly CertificateStore[],
  say: VerifyWithStore,
): Promise<StoreVerdict> {
  const asked = await Promise.all(stores.map(say));
  const [only] = asked;
  const good =
    asked.find(({ verdict }) => verdict === null) ?? (asked.length === 1 ? only : asked.find(({ trust }) => trust === 'trusted'));
  return good ?? say(new CertificateStore(stores.flatMap((store) => store.about(presented))));
}

function failureOf(presented: readonly X509Certificate[], { trust, verdict, isSignedByNoCa }: StoreVerdict): Fault | null {
  if (verdict === null) return null;
  if (verdict === undefined) return { kind: issuerKind(presented) };
  if (isSignedByNoCa) return { kind: 'tls.invalid-ca', code: verdict };
  return { kind: trust === 'trusted' ? failureKindOfVerdict(verdict) : issuerKind(presented), code: verdict };
}

function issuerKind(presented: readonly X509Certificate[]): FailureKind {
  const [leaf] = presented;
  if (leaf !== undefined && isSelfSigned(leaf)) return 'tls.self-signed';
  const end = lastInPath(presented);
  return end !== undefined && !isSelfSigned(end) && issuerUrls(end).length > 0 ? 'tls.incomplete-chain' : 'tls.unknown-issuer';
}

function datesHold(leaf: X509Certificate, { verdict }: StoreVerdict): boolean {
  const now = new Date();
  const isLeafValid = leaf.validFromDate <= now && now <= leaf.validToDate;
  return isLeafValid && verdict !== 'CERT_HAS_EXPIRED' && verdict !== 'CERT_NOT_YET_VALID';
}

/** Node reads the common name if there is no alternative name, which RFC 9525 §2 deprecates. */
function commonNameFault(leaf: X509Certificate, verifier: Verifier): Fault | null {
  return isAccepted('common-name-only', verifier, false) || !isNamedByCommonName(leaf) ? null : { kind: 'tls.common-name-only' };
}
