/** GD102: the connection to the proxy fails: its name, its port or its own TLS. */

import { mayBeLostPacket } from '../../knowledge/measurements/transient-failure.ts';
import { command, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { proxyObservations } from '../facts/log.ts';
import { unique } from '../facts/order.ts';
import { proxyText } from '../facts/proxy-settings.ts';
import { doubtAboutFailure, hasFailedRetry } from '../facts/retries.ts';
import { isProbeOfProxy } from '../facts/signs-of-life.ts';
import { failedPhase, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';

type How = 'name' | 'refused' | 'silent' | 'rejected' | 'tls';

interface Facts {
  proxy: string;
  host: string;
  port: number;
  how: How[];
}

/** The outcome of the connections to one proxy. */
interface Seen {
  host: string;
  port: number;
  failed: { observation: Observation; how: How }[];
  reached: boolean;
}

export const proxyUnreachable = defineRule<Facts>({
  code: 'GD102',
  excludes: { 'proxy-cannot-reach-upstream': by.faults, 'proxy-variable-invalid': by.faults, 'no-network': by.lifeSigns },

  find(view) {
    const proxies = new Map<string, Seen>();
    const at = (host: string, port: number) => {
      const key = hostPort(normalizeHost(host), port);
      const known = proxies.get(key) ?? { host, port, failed: [], reached: false };
      proxies.set(key, known);
      return known;
    };
    for (const observation of proxyObservations(view)) {
      const proxy = observation.route.via === 'proxy' ? observation.route.proxy : null;
      const probed = isProbeOfProxy(observation, view) && 'port' in observation.target ? observation.target : null;
      const end = proxy ?? (probed !== null && 'host' in probed ? probed : null);
      if (end === null || observation.state !== 'completed') continue;
      const known = at(end.host, end.port);
      const how = view.isFailed(observation) ? howOf(observation, probed !== null) : null;
      if (how !== null) known.failed.push({ observation, how });
      else if (observation.phases.some((phase) => phase.name === 'tcp' && phase.ok && phase.hop === 0)) known.reached = true;
    }
    return [...proxies.values()].flatMap((seen) => {
      const failed = seen.failed.filter(({ observation }) => doubtAboutFailure(view, observation) === null);
      if (failed.length === 0) return [];
      const { host, port } = seen;
      const how = unique(failed.map((each) => each.how)).sort();
      const lookup = view.dnsOf(host);
      const name = lookup !== undefined && view.isFailed(lookup) ? [lookup.id] : [];
      return [
        {
          subject: proxyText({ scheme: 'http', host, port }),
          confidence: confidenceIn(view, { ...seen, failed }),
          accountsFor: [...failed.map(({ observation }) => observation.id), ...name],
          requirements: ['proxy.reachable'],
          facts: { proxy: hostPort(host, port), host, port, how },
        },
      ];
    });
  },

  summary: 'The proxy itself cannot be reached.',
  why: 'Programs are told to send everything through this proxy. But the proxy’s name does not resolve, its port accepts no connection, or TLS to the proxy fails. No request gets past the proxy.',
  stops: 'All traffic that goes through the proxy fails.',
  otherwise: 'the proxy may be overloaded, one of several proxy machines may be down, or packets may have been lost',
  confusedWith: {
    'proxy-cannot-reach-upstream': 'the proxy answers and says that it cannot reach the target.',
    'proxy-variable-invalid': 'programs cannot read the variable, so they never try a proxy.',
    'no-network': 'no other host resolves or answers either.',
  },
  byHand: [
    {
      run: tcpCheck(word`<proxy host>`, word`<proxy port>`),
      shows: 'Connection refused',
      tells: 'Nothing listens on that port of the proxy.',
    },
    {
      run: tcpCheck(word`<proxy host>`, word`<proxy port>`),
      shows: 'timed out',
      tells: 'Packets to the proxy are dropped in transit, or the proxy is down.',
    },
    {
      run: command`curl -sS -o /dev/null -m 5 --noproxy '*' http://<proxy>/`,
      shows: 'Could not resolve host: <proxy host>',
      tells: 'The proxy’s own name does not resolve here.',
    },
  ],
  byHandNote:
    'Programs use TLS to the proxy itself only if the proxy’s URL begins with https://. In that case, “openssl s_client -connect <proxy host>:<proxy port>” shows what is wrong with the TLS handshake.',
  example: { proxy: '<proxy>', host: '<proxy host>', port: 3128, how: ['refused'] },
  title: (facts) => (isOnlyTls(facts) ? `TLS with the proxy ${facts.proxy} itself fails` : `The proxy ${facts.proxy} cannot be reached`),
  evidence: (facts) => facts.how.map((how) => EVIDENCE[how](facts)),
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: facts.how.includes('name')
        ? `The proxy name ${facts.host} does not resolve on our machine. Please publish it in the DNS that our machine uses, or tell us the proxy's current name.`
        : isOnlyTls(facts)
          ? `The proxy ${facts.proxy} accepts our connections, but the TLS handshake with it fails. Please check its certificate (name, validity, the CA that our machines trust), or tell us whether the proxy accepts plain HTTP on port ${facts.port}.`
          : `Connections from our machine to the proxy ${facts.proxy} (TCP) fail. Please check that the proxy runs and that our machine's subnet may reach it on port ${facts.port}.`,
    },
    {
      owner: 'you',
      text: isOnlyTls(facts)
        ? `The proxy variables begin with https://, so programs use TLS to the proxy itself. If ${facts.proxy} accepts plain HTTP, as most proxies do, write http:// instead. Connections to the targets stay encrypted.`
        : `Compare HTTPS_PROXY and HTTP_PROXY with the proxy address that your organisation publishes; ${facts.proxy} may be out of date.`,
      command: command`env | grep -i _proxy`,
    },
  ],
});

/** True if the proxy accepts the connection and the TLS handshake with the proxy fails. */
function isOnlyTls({ how }: Facts): boolean {
  return how.every((each) => each === 'tls');
}

const EVIDENCE: Record<How, (facts: Facts) => string> = {
  name: (facts) => `The name ${facts.host} does not resolve.`,
  refused: (facts) => `${facts.proxy} refuses the connection.`,
  silent: (facts) => `${facts.proxy} does not answer the connection attempt.`,
  rejected: (facts) => `A device on the network rejects connections to ${facts.proxy}.`,
  tls: (facts) => `${facts.proxy} accepts the connection, but the TLS handshake with the proxy itself fails.`,
};

/**
 * A timeout must recur, because a lost packet looks the same. A proxy that answered some connections, or whose name a resolver knows, is
 * not down.
 */
function confidenceIn(view: View, { host, failed, reached }: Seen): Confidence {
  const proved = failed.some(({ observation }) => isAnswer(observation) || hasFailedRetry(view, observation));
  if (reached) return failed.some(({ observation }) => isAnswer(observation)) ? 'likely' : 'possible';
  const knownByResolver = view.dnsOf(host)?.answers.some(({ from, addresses }) => from.kind === 'resolver' && addresses.length > 0);
  const isName = failed.every(({ how }) => how === 'name');
  return proved && !(isName && knownByResolver === true) ? 'certain' : 'likely';
}

/** The kinds of an explicit refusal, which is not a lost packet. */
function isAnswer({ failure }: Observation): boolean {
  return failure !== null && !mayBeLostPacket(failure.kind);
}

/** How the connection to the proxy failed; null if the failure is beyond the proxy. */
function howOf(observation: Observation, isProxyProbe: boolean): How | null {
  const phase = failedPhase(observation);
  if (phase === null || (phase.peer !== 'proxy' && !isProxyProbe)) return null;
  if (phase.name === 'dns') return 'name';
  if (phase.name === 'tls') return 'tls';
  if (phase.name !== 'tcp') return null;
  const kind = observation.failure?.kind;
  // A failure on this machine itself is GD114, not the proxy.
  if (kind === 'tcp.local-denied' || kind === 'tcp.aborted') return null;
  if (kind === 'tcp.refused' || kind === 'tcp.reset') return 'refused';
  return kind === 'tcp.timeout' ? 'silent' : 'rejected';
}
