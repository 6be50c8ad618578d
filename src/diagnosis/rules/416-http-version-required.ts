/** GD416: HTTP/2 was negotiated, and then the server requires another version. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, listing } from '../../model/command/index.ts';
import { firstPrivateIssuer, httpAnswers, type ServerProof, weakestProof } from '../facts/answers.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { HTTP_VERSION_STATUSES } from '../facts/statuses.ts';
import { hasPrivateRoot, issuerName, proofOfHop } from '../facts/tls-proof.ts';
import { by, defineRule } from './rule.ts';
import { deviceText, serverProofText, toList } from './shared/wording.ts';

interface Refused {
  id: string;
  host: string;
  status: number | null;
  vouched: ServerProof;
  issuer: string | null;
}

export const httpVersionRequired = defineRule({
  code: 'GD416',
  excludes: { 'answer-unusable': by.faults, 'http2-downgraded': by.faults },

  find(view) {
    const ended = failedHops(view, new Set(['http.version-required'])).map(endedStream);
    const said = httpAnswers(view).flatMap(({ observation, host, status, vouched, issuer, failed }) =>
      failed && HTTP_VERSION_STATUSES.has(status) ? { id: observation.id, host, status, vouched, issuer } : [],
    );
    return [...Map.groupBy<string, Refused>([...ended, ...said], ({ host }) => host)].map(([host, group]) => {
      const vouched = weakestProof(group);
      return {
        subject: host,
        confidence: vouched === 'public' ? ('certain' as const) : ('likely' as const),
        accountsFor: group.map(({ id }) => id),
        facts: {
          ...{ host, vouched, issuer: firstPrivateIssuer(group) },
          statuses: unique(group.flatMap(({ status }) => status ?? [])).sort((a, b) => a - b),
          gitpod: publishedOwner(host) === 'Gitpod',
        },
      };
    });
  },

  summary: 'The server offers HTTP/2 in the handshake, but then refuses the request and asks for another version.',
  why: 'The server offers HTTP/2 but cannot answer this request over HTTP/2. Each connection may need its own login, or an inspecting device may support HTTP/2 on only one side. Browsers and curl retry with HTTP/1.1; Go and many libraries do not.',
  stops: 'Gitpod’s CLI and other Go programs fail with “HTTP_1_1_REQUIRED”, but browsers work.',
  otherwise: 'an inspecting device may ask for the other version instead of the service',
  confusedWith: {
    'answer-unusable': 'the connection ends without a reason; here the server gives the reason.',
    'http2-downgraded': 'HTTP/2 is never offered.',
  },
  byHand: [
    {
      run: command`curl -sv -o /dev/null -m 20 --http2 <url> 2>&1 | grep -ciE 'HTTP_1_1_REQUIRED|HTTP/1.1 required|downgrad|HTTP/1.1 (426|505)|HTTP/2 (426|505)'`,
      shows: '<count>',
      tells: 'A number above 0 means that the server refused HTTP/2 and that curl retried with HTTP/1.1. Go programs do not retry.',
    },
  ],
  example: {
    ...{ host: '<host>', vouched: 'public', issuer: null, gitpod: false },
    // The statuses with which the servers answered; empty if they ended the HTTP/2 stream or session with HTTP_1_1_REQUIRED (RFC 9113 §7).
    statuses: [],
  },
  title: ({ host, statuses }) =>
    statuses.length === 0
      ? `${host} offers HTTP/2 but then asks for HTTP/1.1`
      : `${host} asks for another version of HTTP (${toList(statuses.map(String))})`,
  evidence: ({ host, statuses, vouched, issuer }) => [
    statuses.length === 0
      ? `${host} ended the request over HTTP/2 with the error HTTP_1_1_REQUIRED.`
      : `${host} answers ${toList(statuses.map(String))}: it does not accept this version of HTTP.`,
    serverProofText(vouched, issuer),
  ],
  fixes: ({ host, vouched, issuer, gitpod }) => {
    const server = {
      owner: gitpod ? ('gitpod' as const) : ('you' as const),
      text: `${gitpod ? 'Please' : `Ask the operator of ${host} to`} stop offering HTTP/2 (ALPN h2) on ${host}, or accept requests over it.`,
    };
    const network = {
      owner: 'network-team' as const,
      text: `Connections to ${host} use HTTP/2, but are then refused with the request to use HTTP/1.1. Please check whether ${deviceText(vouched, issuer)} asks for HTTP/1.1. If so, let the device use HTTP/2 on both sides, let it offer only HTTP/1.1, or exempt ${host}.`,
      command: listing('rules', [`exempt ${host} from inspection`]),
    };
    const meanwhile = {
      owner: 'you' as const,
      text: 'Until then, make programs use HTTP/1.1. The variable below is for Go and the setting for git; for curl, use --http1.1.',
      command: command`export GODEBUG=http2client=0\ngit config --global http.version HTTP/1.1`,
    };
    return [...(vouched === 'public' ? [] : [network]), server, meanwhile];
  },
});

function endedStream({ observation, hop, host }: FailedHop): Refused {
  const tls = phaseOfHop(observation, 'tls', hop);
  const issuer = tls !== undefined && hasPrivateRoot(tls) ? issuerName(tls.chain) : null;
  return { id: observation.id, host, status: null, issuer, vouched: proofOfHop(observation, hop) === 'public' ? 'public' : 'private' };
}
