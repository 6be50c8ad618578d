/** GD501: the gateway's port is blocked while 443 is open. */

import { CONNECTION_FAILURES, TLS_CUT_OFF } from '../../knowledge/connection-kinds.ts';
import { listing, word } from '../../model/command/index.ts';
import { isGatewayRow } from '../facts/gateway.ts';
import { completedHandshakes } from '../facts/handshakes.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../facts/hops.ts';
import { neutralName } from '../facts/neutral-name.ts';
import { unique } from '../facts/order.ts';
import { directlyConnected } from '../facts/siblings.ts';
import { proofOfHop } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { briefly, firewallLines, toList, verb } from './shared/wording.ts';

export const gatewayPortBlocked = defineRule({
  code: 'GD501',
  excludes: { 'proxy-refuses-port': by.faults, 'port-dropped': provedOn443, 'gateway-subdomains-blocked': by.faults },

  find(view) {
    const failed = failedHops(view, CONNECTION_FAILURES).filter(
      (each) => each.hop === 0 && each.direct && each.port !== 443 && isGatewayRow(view, each.observation) && !isAboutTheName(view, each),
    );
    return [...Map.groupBy(failed, ({ port }) => port)].flatMap(([port, group]) => {
      if (portIsOpen(view, port, group)) return [];
      const controls = group.flatMap((each) => openOn443(view, each) ?? []);
      const others = unique(openToOthers(view, group).map(({ host }) => host));
      if (controls.length === 0 && others.length === 0) return [];
      const hosts = unique(group.map(({ host }) => host));
      return {
        subject: `TCP port ${port}`,
        confidence: controls.length > 0 ? 'certain' : 'likely',
        accountsFor: group.map(({ observation }) => observation.id),
        evidence: unique(controls.map(({ id }) => id)),
        facts: {
          hosts,
          port,
          sameHost: hosts.filter((host) => controls.some(({ target }) => 'host' in target && target.host === host)),
          others: others.length,
          inTls: group.every(({ kind }) => TLS_CUT_OFF.has(kind)),
        },
      };
    });
  },

  summary: 'The gateway’s HTTPS port is blocked, while port 443 is open.',
  why: 'Firewalls often allow web traffic only on port 443. The gateway of Standard runners also uses port 8443, which needs a rule of its own.',
  stops: 'A Standard runner does not come online: it cannot register with the gateway.',
  otherwise: 'the gateway itself may be down, or another server may answer on port 443',
  confusedWith: {
    'proxy-refuses-port': 'a proxy refuses CONNECT to this port; here the connection is direct.',
    'port-dropped': 'the host is blocked on every port; here port 443 is open.',
    'gateway-subdomains-blocked': 'the gateway itself answers on this port, but names below it do not.',
  },
  byHand: [
    {
      run: tcpCheck(word`us01.gitpod.dev`, 8443),
      shows: 'timed out',
      tells: 'If a firewall rejects the connection, you see “Connection refused” or “No route to host”.',
    },
    {
      run: tcpCheck(word`us01.gitpod.dev`, 443),
      shows: 'succeeded',
      tells: 'Port 443 of the same host is open, so the firewall blocks by port.',
    },
  ],
  example: {
    ...{ hosts: ['us01.gitpod.dev'], port: 8443, others: 1 },
    // The gateway's own hosts that answer on 443.
    sameHost: ['us01.gitpod.dev'],
    // True if TCP connects and the TLS handshake on this port is interrupted.
    inTls: false,
  },
  title: ({ port, inTls }) =>
    inTls
      ? `TLS to port ${port} of the gateway is cut, while TLS to port 443 works`
      : `TCP port ${port} to the gateway is blocked, while port 443 is open`,
  evidence: ({ hosts, port, sameHost, others, inTls }) => [
    `${toList(hosts)} on port ${port}: ${inTls ? 'TCP connects, but TLS is cut' : 'no connection'}.`,
    sameHost.length > 0
      ? `On port 443 ${toList(sameHost)} ${verb(sameHost.length, 'answers', 'answer')}.`
      : `On port 443 ${others} other ${verb(others, 'host answers', 'hosts answer')} directly.`,
  ],
  fixes: ({ hosts, port }) => [
    {
      owner: 'network-team',
      text: `The Gitpod gateway needs direct outbound TCP ${port} from the runner's subnets; only port 443 is open now. Please allow outbound TCP ${port} to ${briefly(hosts, 'host')} and to all names below us01.gitpod.dev, without TLS inspection.`,
      command: listing('rules', firewallLines('TCP', port, unique([...hosts, '*.us01.gitpod.dev']))),
    },
  ],
});

/**
 * True if the connection (or the handshake, if TLS is interrupted) of another host passes on this port, so that the port is not the cause.
 */
function portIsOpen(view: View, port: number, group: readonly FailedHop[]): boolean {
  const inTls = group.some(({ kind }) => TLS_CUT_OFF.has(kind));
  return view.web.some((observation) => {
    if (
      observation.role !== 'row' ||
      observation.route.via !== 'direct' ||
      !('port' in observation.target) ||
      observation.target.port !== port
    )
      return false;
    const reached = inTls ? phaseOfHop(observation, 'tls', 0)?.handshakeCompleted : phaseOfHop(observation, 'tcp', 0)?.ok;
    return reached === true;
  });
}

/** Direct connections to port 443 that open, or handshakes that complete there if TLS is interrupted. */
function openToOthers(view: View, group: readonly FailedHop[]): readonly { host: string }[] {
  const inTls = group.some(({ kind }) => TLS_CUT_OFF.has(kind));
  const open = inTls
    ? completedHandshakes(view).filter(({ observation, direct }) => observation.role === 'row' && direct)
    : directlyConnected(view);
  return open.filter(({ port }) => port === 443);
}

function openOn443(view: View, { observation, kind }: FailedHop) {
  const control = view.controlFor(observation, 'port-443');
  if (control === undefined || control.route.via !== 'direct') return undefined;
  const open = TLS_CUT_OFF.has(kind) ? phaseOfHop(control, 'tls', 0)?.handshakeCompleted : phaseOfHop(control, 'tcp', 0)?.ok;
  return open === true ? control : undefined;
}

/** A captive portal or another host behind wildcard DNS accepts connections too, so a certificate must prove the gateway. */
function provedOn443(view: View, { evidence = [] }: Claim<unknown>): readonly string[] {
  return view.web.flatMap((observation) =>
    evidence.includes(observation.id) && proofOfHop(observation, 0) === 'public' ? observation.id : [],
  );
}

function isAboutTheName(view: View, failed: FailedHop): boolean {
  return TLS_CUT_OFF.has(failed.kind) && neutralName(view, failed).outcome === 'passes';
}
