/** GD117: a device accepts connections in place of every server, and some connections fail because of it. */

import { command, listing } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { firstPrivateIssuer, httpAnswers } from '../facts/answers.ts';
import { type FailedHop, failedHops } from '../facts/hops.ts';
import { neutralName } from '../facts/neutral-name.ts';
import { unique } from '../facts/order.ts';
import { stalledHandshakes } from '../facts/stalled-handshakes.ts';
import { PROXY_LOGIN_STATUS } from '../facts/statuses.ts';
import { catchAllConnection } from '../facts/unserved-address.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule, type HedgedConfidence } from './rule.ts';
import { briefly, firewallLines, toList } from './shared/wording.ts';

interface Facts {
  /** A documentation address that accepted a connection; null if none did. */
  address: string | null;
  port: number;
  /** Hosts for which a proxy answers 407, although no setting sets a proxy. */
  login: string[];
  /** The issuer of the certificate; null for an answer without TLS. */
  issuer: string | null;
  /** True if client software on this machine (VPN, security) may resolve names to its own addresses. */
  client: boolean;
  /** Hosts with an accepted connection that is then closed or left unanswered. */
  hosts: string[];
}

/** True if the connection was accepted and nothing from the server came back. */
const ENDED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout']);

export const transparentProxy = defineRule<Facts>({
  code: 'GD117',
  excludes: {
    'tls-intercepted': by.controls('unserved-address'),
    'tls-cut-off': by.controls('unserved-address'),
    'name-filtered-in-tls': by.controls('unserved-address'),
  },

  find(view) {
    const asking = loginsDemanded(view);
    const found = catchAllConnection(view);
    if (found === null) return asking === null ? [] : [asking];
    const { control, address, port, clientOnThisMachine: client } = found;
    const ended = endedByIt(view);
    return [
      {
        subject: 'direct connections',
        confidence: client ? ('likely' as const) : ('certain' as const),
        accountsFor: [...ended.map(({ observation }) => observation.id), ...(asking?.accountsFor ?? [])],
        evidence: [control.id],
        // A device that re-signs TLS must accept connections first. If no connection fails, the accepted connection and the re-signed
        // certificates have this one cause.
        follows: 'GD307' as const,
        facts: {
          ...{ address, port, client, hosts: unique(ended.map(({ host }) => host)) },
          ...{ login: asking?.facts.login ?? [], issuer: asking?.facts.issuer ?? null },
        },
      },
    ];
  },

  summary: 'A device on the path accepts connections in place of the servers.',
  why: 'A transparent proxy, an inspecting firewall or a security client accepts outgoing connections itself and opens its own connections to the servers. An open connection therefore proves nothing about the server. A blocked connection fails only after it has opened.',
  stops: 'Connections may open, then end or go silent. UDP 4242 and TLS that was not changed may not get through at all.',
  otherwise: 'a VPN or zero-trust client on the machine may accept the connections instead',
  confusedWith: {
    'tls-intercepted': 'a device presents its own certificate; a transparent proxy may pass on the genuine certificate.',
    'tls-cut-off': 'a connection to an unused address fails.',
    'name-filtered-in-tls': 'another name at the same address gets an answer, so the device filters by name.',
  },
  byHand: [
    {
      run: command`nc -vz -w 5 192.0.2.1 443`,
      shows: 'succeeded',
      tells: 'No host has this address (RFC 5737), yet the connection opens. A device on the path or a client on this machine accepted it.',
    },
  ],
  example: { address: '192.0.2.1', port: 443, client: false, hosts: ['<host>'], login: [], issuer: null },
  title: ({ hosts, login }) =>
    login.length > 0
      ? `A proxy that no setting names asks for a login in place of ${toList(login)} (407)`
      : hosts.length === 0
        ? 'A transparent proxy accepts connections in place of the servers'
        : `A transparent proxy accepts the connections to ${toList(hosts)} but does not forward them`,
  evidence: ({ address, port, client, hosts, login, issuer }) => [
    address !== null && `A connection to ${address} port ${port} is accepted, although no host has that address (RFC 5737).`,
    ...(login.length > 0
      ? [
          `${toList(login)}: the answer is 407, which only a proxy gives (RFC 9110 §15.5.8), although no proxy was used.`,
          issuer === null
            ? 'The answer came over plain HTTP.'
            : `The answer came over TLS with a certificate of “${issuer}”, which is not a public CA.`,
        ]
      : []),
    hosts.length > 0 && `Connections to ${toList(hosts)} are accepted as well, but the TLS handshake ends or gets no answer.`,
    client && 'Names lead to addresses that belong to no network, so a client on the machine gives these answers.',
  ],
  fixes: (facts) => (facts.login.length > 0 && facts.hosts.length === 0 ? [forTheLogin(facts)] : forTheDevice(facts)),
});

/** 407 answers without a configured proxy. A 407 from the genuine server is the server's own refusal (GD409). */
function loginsDemanded(view: View): Claim<Facts, HedgedConfidence> | null {
  const asking = httpAnswers(view).filter(({ status, failed, vouched }) => status === PROXY_LOGIN_STATUS && failed && vouched !== 'public');
  const login = unique(asking.map(({ host }) => host));
  if (login.length === 0) return null;
  return {
    subject: 'direct connections',
    confidence: 'likely',
    accountsFor: asking.map(({ observation }) => observation.id),
    facts: {
      ...{ address: null, port: 443, client: false, hosts: [], login },
      issuer: firstPrivateIssuer(asking),
    },
  };
}

/** Programs ignore a 407 unless they use a proxy (RFC 9110 §11.7.1). */
function forTheLogin({ login, issuer }: Facts) {
  return {
    owner: 'network-team' as const,
    text: `A proxy on the path${issuer === null ? '' : ` (certificate issuer “${issuer}”)`} answers requests with 407, although our programs are not set to use a proxy. So our programs cannot log in. Please let our machine reach ${briefly(login, 'host')} without a login, or give us the address of the proxy to set.`,
    command: listing('rules', firewallLines('TCP', 443, login)),
  };
}

function forTheDevice({ hosts, client, login }: Facts) {
  return [
    {
      owner: 'network-team' as const,
      text: `A device on the path accepts outgoing connections on TCP 443, even to an address that no host has. ${
        hosts.length > 0
          ? `The device does not forward all of them. Please allow connections to ${briefly(hosts, 'host')} on this transparent proxy, or let the connections bypass it.`
          : 'Please tell us which device accepts the connections, and let the hosts that Gitpod needs bypass the device.'
      }${login.length > 0 ? ` For some hosts, the device asks for a login (407).` : ''}`,
      ...(hosts.length > 0 ? { command: listing('rules', firewallLines('TCP', 443, hosts)) } : {}),
    },
    {
      owner: 'you' as const,
      text: client
        ? 'A VPN or zero-trust client seems to run on this machine. Ask its administrator to exempt these hosts. If policy allows, turn it off and measure again.'
        : 'If a VPN or zero-trust client runs on this machine, turn it off if policy allows, and measure again. Such clients also accept connections in this way.',
    },
  ];
}

/** Direct handshakes that ended without any server message, unless a control shows the name or the size as the reason. */
function endedByIt(view: View): FailedHop[] {
  const bySize = new Set(
    stalledHandshakes(view).flatMap(({ size, observation }) => (size === 'first-message' || size === 'answers' ? observation.id : [])),
  );
  return failedHops(view, ENDED).filter(
    (failed) => failed.direct && !bySize.has(failed.observation.id) && neutralName(view, failed).outcome !== 'passes',
  );
}
