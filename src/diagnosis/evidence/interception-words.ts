/** The words of GD307. They stand apart because one cause has several readings and several kinds of remedy. */
import type { Consumer } from '../../model/consumer.ts';
import type { Explanation, FixDraft } from '../rule.ts';
import { counted, listed, verb } from './wording.ts';

export interface InterceptionFacts {
  /** Name of the authority at the end of the chain. */
  issuer: string | null;
  /** Product that the name belongs to. */
  vendor: string | null;
  hosts: string[];
  owners: number;
  /** At least one of the hosts is a public service of the requirements. */
  published: boolean;
  /** `own-authority`: hosts of the customer only; `incomplete-chain`: a public authority whose intermediate is missing. */
  reading: 'interception' | 'own-authority' | 'incomplete-chain';
  untrustedBy: Consumer[];
  trustedBy: Consumer[];
}

const PROGRAMS = {
  go: 'the Gitpod CLI and runner',
  browser: 'browsers',
  vscode: 'VS Code',
  jvm: 'JetBrains IDEs',
  git: 'git',
  'container-engine': 'the container engine',
  ssh: 'ssh',
  tool: 'this tool',
} as const satisfies Record<Consumer, string>;

export const tlsInterceptedWords: Explanation<InterceptionFacts> = {
  summary: 'TLS is opened and signed anew on the way, by an authority that is not a public one.',
  why: 'An inspecting proxy or firewall ends the TLS connection, reads it, and makes a certificate of its own for each host. Programs accept that only if they trust its root certificate, and each kind of program has its own list of trusted roots.',
  stops:
    'Programs that do not trust the root fail with “certificate signed by unknown authority”, “unable to get local issuer certificate” or “PKIX path building failed”. Browsers often work, because the company installed the root for them.',
  confusedWith: [
    {
      name: 'certificate-for-another-name',
      apart: 'There the certificate is for another host; here it is for the right one, from the wrong authority.',
    },
    {
      name: 'block-page',
      apart: 'There a filter answers in place of the service; here the service is reached through the device that signs.',
    },
    { name: 'certificate-expired', apart: 'There the authority is a public one and only the date is wrong.' },
    { name: 'transparent-proxy', apart: 'There connections are taken over before TLS; this finding speaks of the certificates alone.' },
  ],
  byHand: [
    'openssl s_client -connect <host>:443 -servername <host> -showcerts </dev/null | openssl x509 -noout -issuer',
    'curl -sv https://<host>/ -o /dev/null 2>&1 | grep -i issuer',
  ],
  example: {
    issuer: '<issuer>',
    vendor: null,
    hosts: ['<host>'],
    owners: 1,
    published: true,
    reading: 'interception',
    untrustedBy: ['go'],
    trustedBy: [],
  },
  title(facts) {
    const { hosts, reading, untrustedBy } = facts;
    if (reading === 'own-authority')
      return `${listed(hosts)} ${verb(hosts.length, 'presents', 'present')} a certificate of a private authority that is not trusted here`;
    if (reading === 'incomplete-chain')
      return `The certificate of ${listed(hosts)} leads to no trusted root; a link of its chain may be missing`;
    const by = `TLS to ${hosts.length > 3 ? `${counted(hosts.length, 'host')} of ${counted(facts.owners, 'owner')}` : listed(hosts)} is intercepted by ${signer(facts)}`;
    return untrustedBy.length > 0
      ? `${by}, which ${listed(programs(untrustedBy))} ${verb(programs(untrustedBy).length, 'does', 'do')} not trust`
      : by;
  },
  evidence(facts) {
    const { hosts, owners, issuer, untrustedBy, trustedBy } = facts;
    return [
      `${listed(hosts)}: the certificate is signed by “${issuer ?? 'an unnamed issuer'}”, which leads to no public root.`,
      ...(owners > 1 ? [`These hosts belong to ${counted(owners, 'unrelated owner')}, who do not share a private authority.`] : []),
      ...(untrustedBy.length > 0 ? [`Not trusted by: ${listed(programs(untrustedBy))}.`] : []),
      ...(trustedBy.length > 0 ? [`Trusted, by the store of this machine, by: ${listed(programs(trustedBy))}.`] : []),
    ];
  },
  fixes(facts) {
    if (facts.reading === 'incomplete-chain') return [ownServer(facts, 'send the whole chain with the intermediate certificate')];
    if (facts.reading === 'own-authority') return [trustRoot(facts), ownServer(facts, 'use a certificate of a public authority')];
    return [exempt(facts), trustRoot(facts)];
  },
};

function signer({ vendor, issuer }: InterceptionFacts): string {
  if (vendor !== null) return vendor;
  return issuer === null ? 'a device with a private authority' : `“${issuer}”`;
}

function programs(consumers: readonly Consumer[]): string[] {
  return consumers.map((consumer) => PROGRAMS[consumer]);
}

function exempt(facts: InterceptionFacts): FixDraft {
  return {
    owner: 'network-team',
    text: `TLS to the following hosts is decrypted and signed anew by ${signer(facts)}${facts.issuer === null ? '' : ` (issuer “${facts.issuer}”)`}. Please exempt them from TLS inspection. If that is not possible, please send us the root certificate in PEM form, so that we can install it on every machine that connects, and keep HTTP/2 enabled for inspected connections: ${listed(facts.hosts, 40)}`,
    command: facts.hosts.map((host) => `do not decrypt: ${host}`).join('\n'),
  };
}

function trustRoot(facts: InterceptionFacts): FixDraft {
  const issuer = facts.issuer === null ? 'the private authority' : `“${facts.issuer}”`;
  const who = facts.untrustedBy.length > 0 ? ` for ${listed(programs(facts.untrustedBy))}` : '';
  const own =
    facts.untrustedBy.length > 0
      ? ''
      : ' The programs of these rows trust it already; programs with a list of their own (Node, Python, Java) need it as well.';
  return {
    owner: 'you',
    text: `Ask the network team for the root certificate behind ${issuer}, compare its fingerprint with them, and install it${who}. Runners and environments need it too, not only this machine.${own}`,
    command: [
      '# Debian, Ubuntu',
      'sudo cp inspection-ca.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates',
      '# Red Hat, Amazon Linux',
      'sudo cp inspection-ca.crt /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust',
      '# Node programs',
      'export NODE_EXTRA_CA_CERTS=/path/to/inspection-ca.crt',
      ...(facts.untrustedBy.includes('jvm')
        ? ['# JetBrains IDEs and other Java programs', 'keytool -importcert -cacerts -alias inspection-ca -file inspection-ca.crt']
        : []),
    ].join('\n'),
  };
}

function ownServer(facts: InterceptionFacts, what: string): FixDraft {
  return { owner: 'network-team', text: `Whoever runs ${listed(facts.hosts, 20)}: please ${what}.` };
}
