/** GD313: a host that supports HTTP/2 negotiates HTTP/1.1. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, listing, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { awsCalls } from '../facts/aws-calls.ts';
import { documentedHosts } from '../facts/documented-hosts.ts';
import { completedHandshakes, type Handshake } from '../facts/handshakes.ts';
import { phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { privateIssuers } from '../facts/private-issuers.ts';
import { recordedAnswers } from '../facts/recorded-answers.ts';
import { hasPrivateRoot, issuerName } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { certCheck, tlsCheck } from './shared/by-hand.ts';
import { briefly, decryptionLines, toList, verb } from './shared/wording.ts';

export const http2Downgraded = defineRule({
  code: 'GD313',
  excludes: { 'tls-intercepted': by.evidence },

  find(view) {
    // A control may have offered another protocol on purpose. The AWS SDK offers HTTP/1.1 only.
    const calls = new Set(awsCalls(view).map(({ id }) => id));
    const spoken = completedHandshakes(view).filter(({ observation }) => observation.purpose === null && !calls.has(observation.id));
    const without = spoken.filter(({ observation, tls }) => observation.role === 'row' && tls['tls.next_protocol'] !== 'h2');
    if (without.length === 0) return [];
    const speakers = http2Speakers(view, spoken);
    // The CLI needs HTTP/2 on Gitpod's hosts. Only interception makes it doubtful whether they support HTTP/2.
    const signedAnew = new Set(privateIssuers(view).flatMap((group) => group.map(({ observation }) => observation.id)));
    const lost = without.filter(
      ({ observation, host }) => speakers.has(normalizeHost(host)) || (signedAnew.has(observation.id) && publishedOwner(host) === 'Gitpod'),
    );
    return [...Map.groupBy(lost, ({ tls }) => (hasPrivateRoot(tls) ? issuerName(tls.chain) : null))].flatMap(([issuer, group]) => {
      const hosts = unique(group.map(({ host }) => host));
      const known = hosts.filter((host) => speakers.has(normalizeHost(host)));
      return [
        {
          subject: issuer ?? toList(hosts, 1),
          confidence: confidenceOf(known.length, issuer),
          accountsFor: [],
          evidence: group.map(({ observation }) => observation.id),
          follows: 'GD307' as const,
          requirements: unique(group.flatMap(({ observation }) => observation.requirements)),
          facts: { hosts, asked: documentedHosts(view, group), issuer, known },
        },
      ];
    });
  },

  summary: 'Connections to hosts that support HTTP/2 get only HTTP/1.1.',
  why: 'An inspecting device terminates TLS and does not support HTTP/2. Gitpod’s CLI and runner use long-lived calls that need HTTP/2.',
  stops: 'Gitpod’s CLI may fail or lose its connection, although browsers and downloads work.',
  otherwise: 'the service may have switched HTTP/2 off',
  confusedWith: {
    'tls-intercepted': 'programs do not trust the certificate; here HTTP/2 is missing even if they trust it.',
  },
  byHand: [
    {
      run: command`${tlsCheck(word`<host>`, word`<host>`, command`-alpn h2,http/1.1`)} 2>/dev/null | grep ALPN`,
      shows: 'ALPN protocol: http/1.1',
      tells: 'curl offered HTTP/2, but the other side did not accept it. On a good network, the same line says “h2”.',
    },
    {
      run: certCheck(word`<host>`, command`-issuer`),
      shows: '<issuer>',
      tells: 'The device that terminates TLS and removes HTTP/2 uses this issuer.',
    },
  ],
  example: {
    hosts: ['<host>'],
    // The hosts that the request to another team lists, as the access requirements spell them.
    asked: ['<host>'],
    // The private CA that replaces the public one; null without interception.
    issuer: '<issuer>',
    // Hosts among them known to support HTTP/2, from this session or the compared report.
    known: ['<host>'],
  },
  title: ({ hosts, issuer }) =>
    `${toList(hosts, 3)} ${verb(hosts.length, 'is', 'are')} reached without HTTP/2${issuer === null ? '' : `, through “${issuer}”`}`,
  evidence: ({ hosts, issuer, known }) => [
    `${toList(hosts)}: the other side did not accept HTTP/2, which the handshake offered${issuer === null ? '' : `; “${issuer}” signs the certificate`}.`,
    known.length > 0
      ? `${toList(known)} ${verb(known.length, 'is', 'are')} known to support HTTP/2 elsewhere.`
      : 'It is not known whether these hosts themselves support HTTP/2.',
  ],
  fixes: ({ asked, issuer }) => [
    {
      owner: 'network-team',
      text: `${issuer === null ? 'A device in the network' : `The device that re-signs TLS as “${issuer}”`} removes HTTP/2 from connections to ${briefly(asked, 'host')}. Gitpod needs HTTP/2. Please switch HTTP/2 on for inspected connections, or exempt ${briefly(asked, 'host')} from inspection.`,
      command: listing('rules', decryptionLines(asked)),
    },
  ],
});

/** Hosts that used HTTP/2 under a public certificate: here, in the baseline, or where the list was calibrated. */
function http2Speakers(view: View, spoken: readonly Handshake[]): ReadonlySet<string> {
  const { session, controls } = view;
  const speaks = (tls: PhaseOf<'tls'> | undefined) => tls?.['tls.next_protocol'] === 'h2' && tls.trust?.public === 'trusted';
  const otherRoute = controls('other-route').flatMap((each) => (each.probe === 'https' ? (phaseOfHop(each, 'tls', 0) ?? []) : []));
  const here = [...spoken.map(({ tls }) => tls), ...otherRoute].filter(speaks).map((tls) => normalizeHost(tls['server.address']));
  const before = (session.baseline?.hosts ?? []).filter(({ alpn }) => alpn === 'h2').map(({ host }) => normalizeHost(host));
  const recorded = [...recordedAnswers(view)].flatMap(([host, { alpn }]) => (alpn === 'h2' ? host : []));
  return new Set([...here, ...before, ...recorded]);
}

function confidenceOf(known: number, issuer: string | null): Confidence {
  if (known === 0) return 'possible';
  return issuer === null ? 'likely' : 'certain';
}
