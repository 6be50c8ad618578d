/** GD318: the server's own stapled OCSP response says that its certificate is revoked. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { issuerName } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { webHops } from '../facts/web-hops.ts';
import { by, defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { consumerNames, consumerVerb } from './shared/program-words.ts';
import { briefly, toList, verb } from './shared/wording.ts';

interface Seen {
  observation: WebObservation;
  host: string;
  tls: PhaseOf<'tls'> | undefined;
  failed: boolean;
}

const REVOKED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.revoked']);

export const certificateRevoked = defineRule({
  code: 'GD318',
  excludes: {
    'certificate-expired': by.faults,
    'tls-intercepted': by.faults,
  },

  find(view) {
    const groups = Map.groupBy([...refused(view), ...passedOver(view)], ({ tls, host }) => tls?.chain[0]?.sha256 ?? host);
    return [...groups.values()].map((group) => {
      const tls = group[0]?.tls;
      const of = (failed: boolean) => group.filter((one) => one.failed === failed).map(({ observation }) => observation);
      const programs = (observations: WebObservation[]) =>
        unique(observations.flatMap(({ requirements }) => requirements.flatMap((id) => view.requirement(id)?.consumer ?? [])));
      const hosts = unique(group.map(({ host }) => host));
      return {
        subject: toList(hosts, 1),
        confidence: 'certain' as const,
        accountsFor: unique(of(true).map(({ id }) => id)),
        evidence: unique(of(false).map(({ id }) => id)),
        requirements: unique(group.flatMap(({ observation }) => observation.requirements)),
        facts: {
          hosts,
          issuer: issuerName(tls?.chain ?? []),
          since: tls?.stapled?.revokedAt ?? null,
          gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
          refusing: programs(of(true)),
          accepting: programs(of(false)),
        },
      };
    });
  },

  summary: 'The CA has revoked a server’s certificate. The server itself sends the OCSP response of the CA that says so.',
  why: 'The key was lost or stolen, or the CA had to revoke the certificate. The operator usually has a new certificate but has not installed it everywhere.',
  stops:
    'Browsers, VS Code and programs on Windows refuse the connection. Go, curl, git, Node and Java do not check revocation by default, so they work. A check fails if the program that it is for refuses the certificate.',
  confusedWith: {
    'certificate-expired': 'the certificate is expired or not yet valid; here the dates are valid, but the certificate is revoked.',
    'tls-intercepted': 'the issuer is private; here the genuine CA has revoked its certificate.',
  },
  byHand: [
    {
      run: command`${tlsCheck(word`<host>`, word`<host>`, command`-status`)} 2>/dev/null | grep -E 'Cert Status|no response'`,
      shows: 'Cert Status: revoked',
      tells:
        'The server sends this OCSP response of the CA. For a valid certificate, the response says “good”. Many servers send no response.',
    },
  ],
  example: {
    ...{ hosts: ['<host>'], issuer: '<issuer>', since: null, gitpod: false },
    // Programs that fail because of it, and those that do not check.
    ...{ refusing: ['vscode'], accepting: [] },
  },
  title: ({ hosts, refusing, accepting }) => {
    const isPassedOver = refusing.length === 0 && accepting.length > 0;
    const passing = `, which ${toList(consumerNames(accepting))} ${consumerVerb(accepting, 'does', 'do')} not check`;
    return `The certificate of ${toList(hosts)} is revoked${isPassedOver ? passing : ''}`;
  },
  evidence: ({ hosts, issuer, since, refusing, accepting }) => [
    `${toList(hosts)} ${verb(hosts.length, 'sends', 'send')} a statement of “${issuer ?? 'its CA'}” that the certificate is revoked${since === null ? '' : ` since ${since.slice(0, 10)}`} (OCSP).`,
    refusing.length > 0 &&
      accepting.length > 0 &&
      `${toList(consumerNames(refusing))} ${consumerVerb(refusing, 'refuses', 'refuse')} the certificate; ${toList(consumerNames(accepting))} ${consumerVerb(accepting, 'accepts', 'accept')} it.`,
    'Browsers and VS Code refuse a revoked certificate; Go, curl, git, Node and Java do not check by default.',
  ],
  fixes: ({ hosts, gitpod }) => [
    {
      owner: gitpod ? 'gitpod' : 'you',
      text: gitpod
        ? `The certificate of ${toList(hosts)} is revoked. Please install the new certificate of ${briefly(hosts, 'host')}.`
        : `The operator of ${toList(hosts)} has to install a new certificate. Check the operator's status page. If the problem is not listed there, report it to the operator.`,
    },
  ],
});

function refused(view: View): Seen[] {
  return failedHops(view, REVOKED).map(({ observation, hop, host }) => ({
    observation,
    host,
    tls: phaseOfHop(observation, 'tls', hop),
    failed: true,
  }));
}

/** Handshakes for programs that ignore stapled responses. */
function passedOver(view: View): Seen[] {
  return webHops(view).flatMap(({ observation, isRow, tls }) =>
    isRow && tls?.ok === true && tls.stapled?.status === 'revoked' ? { observation, host: tls['server.address'], tls, failed: false } : [],
  );
}
