/** GD312: a handshake with today's long ClientHello gets no answer, and one with a short ClientHello passes. */

import { command, listing, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { endpointGroups } from '../facts/endpoint-groups.ts';
import { completedHandshakes } from '../facts/handshakes.ts';
import { lossOf } from '../facts/loss.ts';
import { unique } from '../facts/order.ts';
import { hasFailedRetry } from '../facts/retries.ts';
import { type StalledHandshake, stalledHandshakes } from '../facts/stalled-handshakes.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { briefly, decryptionLines, endpointSubject, endpointText, toList, verb } from './shared/wording.ts';

export const largeHelloDropped = defineRule({
  code: 'GD312',
  scope: 'shared-if-many',
  excludes: {
    'tls-stalls': by.controls('small-hello'),
    'name-filtered-in-tls': by.controls('small-hello'),
    'port-dropped': by.failuresOf('tls.timeout'),
  },

  find(view) {
    const dropped = stalledHandshakes(view).filter(({ size, neutral }) => size === 'first-message' && neutral.outcome !== 'passes');
    return [true, false].flatMap((direct) => {
      const group = dropped.filter((each) => each.direct === direct);
      const [first] = group;
      if (first === undefined) return [];
      const proved = group.filter(({ inferred }) => !inferred);
      const hosts = unique(group.map(({ host }) => host));
      return [
        {
          subject: endpointGroups(group).length > 1 ? 'TLS' : endpointSubject(hosts, first.port),
          confidence: confidenceIn(view, group, proved),
          accountsFor: group.map(({ observation }) => observation.id),
          evidence: unique(
            proved.flatMap(({ controls, neutral }) => [...controls, ...(neutral.control === null ? [] : [neutral.control.id])]),
          ),
          facts: { hosts, port: first.port, direct, proved: unique(proved.map(({ host }) => host)) },
        },
      ];
    });
  },

  summary: 'A device in the network drops TLS connections whose first message is longer than one packet.',
  why: 'Current programs (Go since 1.24, Node since 24, browsers) offer a post-quantum key, which makes the first TLS message longer than one packet. Some firewalls and inspecting devices drop a first message that does not fit into one packet.',
  stops:
    'Programs with a current TLS library hang until their timeout, while older programs work. For example, the CLI hangs, but an old curl on the same machine works.',
  otherwise: 'lost packets or a busy server look the same, especially if other hosts answer long first messages',
  confusedWith: {
    'tls-stalls': 'a short first message gets no answer either; here a short message gets an answer.',
    'name-filtered-in-tls':
      'a message of the same length with another name gets an answer; here a shorter message with the same name gets an answer.',
    'port-dropped': 'TCP never connects; here TCP connects.',
  },
  byHand: [
    {
      run: command`timeout 8 openssl s_client -connect <host>:<port> -servername <host> -alpn "$(printf 'padding-%03d,' $(seq 200))http/1.1" </dev/null >/dev/null 2>&1; echo "status $?"`,
      shows: 'status 124',
      tells:
        'A first message of two packets gets no answer in eight seconds. The long list of protocols gives the message this length with any version of OpenSSL.',
    },
    {
      run: tlsCheck(word`<host>`, word`<host>`, command`-groups X25519`),
      shows: 'Server certificate',
      tells: 'A first message of one packet gets an answer.',
    },
  ],
  byHandNote: 'macOS has no “timeout” command: leave out “timeout” and its number, and stop a command that hangs with Ctrl-C.',
  example: {
    ...{ hosts: ['<host>'], port: 443, direct: true },
    // Hosts that a short ClientHello reached.
    proved: ['<host>'],
  },
  title: ({ hosts, port, direct }) =>
    `Long TLS first messages (ClientHello) to ${toList(hosts.map((host) => endpointText(host, port)))} are dropped${direct ? '' : ' behind the proxy'}`,
  evidence: ({ hosts, proved }) => [
    `TCP connects to ${toList(hosts)}, but the usual first message, which needs two packets, gets no answer.`,
    `With a first message of one packet, which offers only X25519, ${toList(proved)} ${verb(proved.length, 'completes', 'complete')} the handshake.`,
  ],
  fixes: ({ hosts, direct }) => [
    {
      owner: 'network-team',
      text: `TLS first messages (ClientHello) longer than one packet get no answer from ${briefly(hosts, 'host')}${direct ? '' : ' through the proxy'}, but shorter messages do. A device in the network probably does not reassemble the two packets. Please find the device that drops long TLS first messages. Update it for post-quantum ClientHello messages (X25519MLKEM768), or exempt ${briefly(hosts, 'host')} from TLS inspection.`,
      command: listing('rules', decryptionLines(hosts)),
    },
    {
      owner: 'you',
      text: 'Until then, switch off the post-quantum key for programs written in Go. Their first message is then shorter.',
      command: command`export GODEBUG=tlsmlkem=0`,
    },
  ],
});

/**
 * One stall and one pass may be chance, and this machine's load may explain a sweep full of stalls. Neither is the reason if a long
 * ClientHello stalls again without load while a short one passes (unless packets are lost). Such a device rarely affects a single host, so
 * a long ClientHello that passes at the same time suggests chance.
 */
function confidenceIn(view: View, group: readonly StalledHandshake[], proved: readonly StalledHandshake[]): Confidence {
  const places = new Set(group.map(placeOf));
  if (completedHandshakes(view).some((each) => each.observation.role === 'row' && places.has(placeOf(each)))) return 'possible';
  const isRepeated = proved.some(({ neutral, observation }) => neutral.outcome === 'fails' || hasFailedRetry(view, observation));
  return isRepeated && lossOf(view).isSteady ? 'certain' : 'likely';
}

function placeOf({ direct, port }: Pick<StalledHandshake, 'direct' | 'port'>): string {
  return `${direct} ${port}`;
}
