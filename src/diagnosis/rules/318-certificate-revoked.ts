/** GD318: the server itself sends along that its CA has revoked its certificate. */

import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { handshake } from '../by-hand.ts';
import { failedHops, phaseOfHop } from '../evidence/hops.ts';
import { publishedOwner } from '../evidence/owner-of-host.ts';
import { issuerName } from '../evidence/tls-proof.ts';
import { listed, unique, verb } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { rule } from '../rule.ts';

interface Facts {
  hosts: string[];
  issuer: string | null;
  since: string | null;
  gitpod: boolean;
}

const REVOKED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.revoked']);

export const certificateRevoked = rule<Facts>({
  code: 'GD318',
  scope: 'mechanism',
  excludes: {
    'certificate-expired': by.failedWith('tls.revoked'),
    'tls-intercepted': by.failedWith('tls.revoked'),
  },

  find(view) {
    const groups = Map.groupBy(failedHops(view, REVOKED), ({ observation, hop, host }) => {
      return phaseOfHop(observation, 'tls', hop)?.chain[0]?.sha256 ?? host;
    });
    return [...groups.values()].map((group) => {
      const [first] = group;
      const tls = first === undefined ? undefined : phaseOfHop(first.observation, 'tls', first.hop);
      const hosts = unique(group.map(({ host }) => host));
      return {
        subject: listed(hosts, 1),
        confidence: 'certain' as const,
        accountsFor: group.map(({ observation }) => observation.id),
        facts: {
          hosts,
          issuer: issuerName(tls?.chain ?? []),
          since: tls?.stapled?.revokedAt ?? null,
          gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
        },
      };
    });
  },

  explanation: {
    summary: 'The certificate of a server is revoked by its CA, and the server itself sends that answer along.',
    why: 'The key was lost or reported, or the CA had to withdraw the certificate. The operator has a new one as a rule and has not installed it everywhere.',
    stops:
      'Browsers, VS Code and programs of Windows refuse the connection. Go, curl, git, Node and Java do not look by default, and work until the certificate is replaced.',
    confusedWith: [
      { name: 'certificate-expired', apart: 'There the certificate is outside its dates; here it is within them, and withdrawn.' },
      { name: 'tls-intercepted', apart: 'There the issuer is a private one; here the genuine CA has withdrawn its certificate.' },
    ],
    byHand: [
      {
        run: command`${handshake(word`<host>`, word`<host>`, command`-status`)} 2>/dev/null | grep -E 'Cert Status|no response'`,
        shows: 'Cert Status: revoked',
        tells: 'The answer of the CA that the server sends along. A good certificate says good, and many servers send no response.',
      },
    ],
    example: { hosts: ['<host>'], issuer: '<issuer>', since: null, gitpod: false },
    title: ({ hosts }) => `The certificate of ${listed(hosts)} is revoked`,
    evidence: ({ hosts, issuer, since }) => [
      `${listed(hosts)} ${verb(hosts.length, 'sends', 'send')} along the answer of “${issuer ?? 'its CA'}” that the certificate is revoked${since === null ? '' : ` since ${since.slice(0, 10)}`} (OCSP).`,
      'Browsers and VS Code refuse it; Go, curl, git, Node and Java do not ask by default.',
    ],
    fixes: ({ hosts, gitpod }) => [
      {
        owner: gitpod ? 'gitpod' : 'you',
        text: gitpod
          ? `The certificate of ${listed(hosts)} is revoked. Please install the new one.`
          : `The operator of ${listed(hosts)} has to install a new certificate. Look at the operator's status page, and tell them if it is not known there.`,
      },
    ],
  },
});
