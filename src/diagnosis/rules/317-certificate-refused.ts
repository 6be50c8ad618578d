/** GD317: a chain to a trusted root is refused because one of its certificates is too weak or not allowed. */

import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { webHops } from '../facts/web-hops.ts';
import { type Claim, defineRule } from './rule.ts';
import { certCheck } from './shared/by-hand.ts';
import {
  CERTIFICATE_FAULTS,
  type CertificateFault,
  type FaultFacts,
  faultFacts,
  isCertificateFault,
  programLinesOf,
} from './shared/certificate-faults.ts';
import { consumerNames, consumerVerb } from './shared/program-words.ts';
import { briefly, toList, verb } from './shared/wording.ts';

/** GD308 reports a failure because of an expired certificate. */
const KINDS = (Object.keys(CERTIFICATE_FAULTS) as CertificateFault[]).filter((kind) => kind !== 'tls.expired');

interface Flawed {
  observation: WebObservation;
  host: string;
  kind: CertificateFault;
  code: string | null;
  tls: PhaseOf<'tls'>;
  failed: boolean;
}

export const certificateRefused = defineRule<FaultFacts>({
  code: 'GD317',
  excludes: { 'tls-intercepted': byItself, 'certificate-expired': byItself },

  find(view) {
    // One finding per certificate of an owner, or per private CA with everything it signed, if the flaws are the same.
    const groups = Map.groupBy([...refused(view), ...tolerated(view)], ({ kind, tls, host }) => {
      const { genuine, issuer, flaws } = faultFacts(kind, tls, [], null);
      return `${kind} ${flaws?.join('+') ?? ''} ${genuine ? (tls.chain[0]?.sha256 ?? host) : (issuer ?? host)}`;
    });
    return [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const programs = (failed: boolean) =>
        unique(
          group
            .filter((one) => one.failed === failed)
            .flatMap(({ observation }) => observation.requirements.flatMap((id) => view.requirement(id)?.consumer ?? [])),
        );
      const facts = {
        ...faultFacts(first.kind, first.tls, unique(group.map(({ host }) => host)), first.code),
        refusing: programs(true),
        accepting: programs(false),
      };
      return {
        subject: facts.genuine ? toList(facts.hosts, 1) : (facts.issuer ?? toList(facts.hosts, 1)),
        confidence: first.tls.chain.length > 0 ? ('certain' as const) : ('likely' as const),
        accountsFor: group.filter(({ failed }) => failed).map(({ observation }) => observation.id),
        evidence: group.filter(({ failed }) => !failed).map(({ observation }) => observation.id),
        requirements: unique(group.flatMap(({ observation }) => observation.requirements)),
        facts,
      };
    });
  },

  summary: 'A certificate from a trusted issuer has a weak key or signature, or is not allowed for this use.',
  why: 'Old devices and private CAs still use 1024-bit RSA keys or SHA-1 signatures, or issue certificates that their own CA certificate does not permit. OpenSSL refuses such certificates; some other programs accept them.',
  stops:
    'OpenSSL, curl, git, Node and Python refuse the connection. Go, Java and Chromium have their own rules. A check fails if the program that it is for refuses the certificate.',
  otherwise: 'a program with other rules may accept the certificate',
  confusedWith: {
    'tls-intercepted': 'the issuer is not trusted; here the issuer is trusted, but the certificate itself is refused.',
    'certificate-expired': 'only the date is wrong.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'certificate key too weak',
      tells: 'curl refuses the key. For other faults, curl says “digest algorithm too weak” or “permitted subtree violation”.',
    },
    {
      run: command`${certCheck(word`<host>`, command`-text`)} | grep -E 'Public-Key|Signature Algorithm'`,
      shows: '(1024 bit)',
      tells: 'This shows the key size and the signature algorithm. OpenSSL accepts 2048 bits or more, and SHA-256 or stronger.',
    },
  ],
  byHandNote: 'The commands above show a key that is too small. For other faults, the error of curl names the fault.',
  example: {
    kind: 'tls.key-too-small',
    hosts: ['<host>'],
    issuer: '<issuer>',
    genuine: false,
    which: '<host>',
    detail: 'RSA 1024',
    flaws: ['small-rsa-key'],
    openssl: 'EE_KEY_TOO_SMALL',
    gitpod: false,
    refusing: ['git'],
    accepting: [],
  },
  title: ({ hosts, kind, refusing, accepting }) => {
    const what = `${toList(hosts)} ${verb(hosts.length, 'presents', 'present')} ${CERTIFICATE_FAULTS[kind].title}`;
    const isPassedOver = refusing.length === 0 && accepting.length > 0;
    return isPassedOver ? `${what}, which ${toList(consumerNames(accepting))} ${consumerVerb(accepting, 'accepts', 'accept')}` : what;
  },
  evidence: ({ hosts, kind, issuer, genuine, which, detail, flaws, openssl, refusing, accepting }) => [
    `${toList(hosts)}: ${CERTIFICATE_FAULTS[kind].evidence(which, detail)}${openssl === null ? '' : ` (OpenSSL: ${openssl})`}.`,
    `The certificate is signed by “${issuer ?? 'an unnamed issuer'}”, whose chain leads to ${genuine ? 'a public root' : 'a root that is trusted on the machine'}.`,
    refusing.length > 0 &&
      accepting.length > 0 &&
      `${toList(consumerNames(refusing))} ${consumerVerb(refusing, 'refuses', 'refuse')} the certificate; ${toList(consumerNames(accepting))} ${consumerVerb(accepting, 'accepts', 'accept')} it.`,
    ...programLinesOf(kind, flaws),
  ],
  fixes: ({ hosts, kind, issuer, genuine, gitpod }) => [
    {
      owner: gitpod && genuine ? 'gitpod' : genuine ? 'you' : 'network-team',
      text: genuine
        ? `The operator of ${toList(hosts)} has to install ${verb(hosts.length, 'a new certificate', 'new certificates')} ${CERTIFICATE_FAULTS[kind].remedy}.`
        : `The certificate presented for ${toList(hosts, 20)} was issued by “${issuer ?? 'a private CA'}”. Please ${CERTIFICATE_FAULTS[kind].request}, or exempt ${briefly(hosts, 'host')} from TLS inspection if a device signed it.`,
    },
  ],
});

function refused(view: View): Flawed[] {
  return failedHops(view, new Set<FailureKind>(KINDS)).flatMap(({ observation, hop, host, kind }) => {
    const tls = phaseOfHop(observation, 'tls', hop);
    const code = observation.failure?.code ?? null;
    return tls === undefined || !isCertificateFault(kind) ? [] : { observation, host, kind, code, tls, failed: true };
  });
}

/** Flaws that the measured programs tolerate and other programs do not. */
function tolerated(view: View): Flawed[] {
  return webHops(view).flatMap(({ observation, isRow, tls }) => {
    if (!isRow || tls?.tolerated === undefined) return [];
    const { kind, code = null } = tls.tolerated;
    return isCertificateFault(kind) ? { observation, host: tls['server.address'], kind, code, tls, failed: false } : [];
  });
}

/** The handshakes themselves show that the issuer is trusted and the dates are valid. */
function byItself(view: View, { accountsFor, evidence = [] }: Claim<FaultFacts>): readonly string[] {
  const ids = new Set([...accountsFor, ...evidence]);
  const isOfItself = (kind: FailureKind | undefined) => kind !== undefined && isCertificateFault(kind);
  return view.web.flatMap(({ id, failure, phases }) => {
    if (!ids.has(id)) return [];
    const kinds = [failure?.kind, ...phases.map((phase) => (phase.name === 'tls' ? phase.tolerated?.kind : undefined))];
    return kinds.some(isOfItself) ? id : [];
  });
}
