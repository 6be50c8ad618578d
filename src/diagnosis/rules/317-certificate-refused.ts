/** GD317: a chain that leads to a trusted root is refused for what a certificate of it is: too weak, or not allowed. */

import type { FailureKind } from '../../model/failure.ts';
import { certificateOf } from '../by-hand.ts';
import { CERTIFICATE_FAULTS, type CertificateFault, type FaultFacts, faultFacts, isFault } from '../evidence/certificate-faults.ts';
import { failedHops, phaseOfHop } from '../evidence/hops.ts';
import { listed, unique, verb } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { rule } from '../rule.ts';

const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(Object.keys(CERTIFICATE_FAULTS) as CertificateFault[]);

export const certificateRefused = rule<FaultFacts>({
  code: 'GD317',
  scope: 'mechanism',
  excludes: {
    'tls-intercepted': by.failedWith(...(Object.keys(CERTIFICATE_FAULTS) as CertificateFault[])),
    'certificate-expired': by.failedWith(...(Object.keys(CERTIFICATE_FAULTS) as CertificateFault[])),
  },

  find(view) {
    const refused = failedHops(view, REFUSED).flatMap(({ observation, hop, host, kind }) => {
      const tls = phaseOfHop(observation, 'tls', hop);
      return tls === undefined || !isFault(kind) ? [] : { observation, host, kind, tls };
    });
    // One certificate of an owner, or one private CA, whatever it signed.
    const groups = Map.groupBy(refused, ({ kind, tls, host }) => {
      const { genuine, issuer } = faultFacts(kind, tls, []);
      return `${kind} ${genuine ? (tls.chain[0]?.sha256 ?? host) : (issuer ?? host)}`;
    });
    return [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const code = first.observation.failure?.code ?? null;
      const facts = faultFacts(first.kind, first.tls, unique(group.map(({ host }) => host)), code);
      return {
        subject: facts.genuine ? listed(facts.hosts, 1) : (facts.issuer ?? listed(facts.hosts, 1)),
        confidence: first.tls.chain.length > 0 ? ('certain' as const) : ('likely' as const),
        accountsFor: group.map(({ observation }) => observation.id),
        facts,
      };
    });
  },

  explanation: {
    summary:
      'A certificate is refused although its issuer is trusted: its key or signature is too weak, or it is used for what it is not allowed.',
    why: 'Old devices and private CAs still make RSA keys of 1024 bits and signatures with SHA-1, or issue certificates outside what their own CA certificate permits. Some programs do not look; current ones refuse.',
    stops: 'OpenSSL, and with it curl, git, Node and Python, refuses the connection. Go and Java have rules of their own.',
    otherwise: 'a program with other rules may accept the certificate',
    confusedWith: [
      { name: 'tls-intercepted', apart: 'There the issuer is not trusted; here it is, and the certificate is refused for itself.' },
      { name: 'certificate-expired', apart: 'There only the date is wrong.' },
    ],
    byHand: [
      {
        run: 'curl -sS -o /dev/null -m 10 https://<host>/',
        shows: 'certificate key too weak',
        tells: 'The key is refused. Other faults have words of their own here: digest algorithm too weak, permitted subtree violation.',
      },
      {
        run: `${certificateOf('<host>', '-text')} | grep -E 'Public-Key|Signature Algorithm'`,
        shows: '(1024 bit)',
        tells: 'The size of the key and how the certificate is signed; 2048 bits and SHA-256 are the least that programs accept.',
      },
    ],
    byHandNote: 'The looks above are for a small key. For the other faults the words of curl name what is wrong.',
    example: {
      kind: 'tls.key-too-small',
      hosts: ['<host>'],
      issuer: '<issuer>',
      genuine: false,
      which: '<host>',
      detail: 'RSA 1024',
      openssl: 'EE_KEY_TOO_SMALL',
      gitpod: false,
    },
    title: ({ hosts, kind }) => `${listed(hosts)} ${verb(hosts.length, 'presents', 'present')} ${CERTIFICATE_FAULTS[kind].title}`,
    evidence: ({ hosts, kind, issuer, genuine, which, detail, openssl }) => [
      `${listed(hosts)}: ${CERTIFICATE_FAULTS[kind].evidence(which, detail)}${openssl === null ? '' : ` (OpenSSL: ${openssl})`}.`,
      `It is signed by “${issuer ?? 'an unnamed issuer'}”, which leads to ${genuine ? 'a public root' : 'a root that is trusted on this machine'}.`,
      ...CERTIFICATE_FAULTS[kind].programs,
    ],
    fixes: ({ hosts, kind, issuer, genuine, gitpod }) => [
      {
        owner: gitpod && genuine ? 'gitpod' : genuine ? 'you' : 'network-team',
        text: genuine
          ? `The operator of ${listed(hosts)} has to replace ${verb(hosts.length, 'its certificate', 'their certificates')}: ${CERTIFICATE_FAULTS[kind].remedy}.`
          : `The certificate presented for ${listed(hosts, 20)} is made by “${issuer ?? 'a private CA'}”. Please ${CERTIFICATE_FAULTS[kind].request}, or exempt ${verb(hosts.length, 'this host', 'these hosts')} from TLS inspection if a device signs.`,
      },
    ],
  },
});
